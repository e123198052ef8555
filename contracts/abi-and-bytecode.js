// Splits forge's artifacts into what the Java build reads: NAME.abi and NAME.bin for each contract named.
const fs = require("fs");
const path = require("path");

const [target, ...names] = process.argv.slice(2);
fs.mkdirSync(target, { recursive: true });
for (const name of names) {
  const artifact = JSON.parse(fs.readFileSync(path.join(__dirname, "out", `${name}.sol`, `${name}.json`), "utf8"));
  fs.writeFileSync(path.join(target, `${name}.abi`), JSON.stringify(artifact.abi));
  fs.writeFileSync(path.join(target, `${name}.bin`), artifact.bytecode.object.replace(/^0x/, ""));
}
