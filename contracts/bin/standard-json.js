const fs = require("fs");
const wrapper = require("solc/wrapper");

/** Lets a JavaScript solc speak the command line that forge expects of a native one. */
module.exports = function standardJson(soljson) {
  const solc = wrapper(soljson);
  if (process.argv.includes("--version")) {
    console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`);
  } else {
    process.stdout.write(solc.compile(fs.readFileSync(0, "utf8")));
  }
};
