// Splits forge's artifacts into what the Java build reads: NAME.abi and NAME.bin for each contract named.
const fs = require("fs");
const path = require("path");

const [target, ...names] = process.argv.slice(2);
fs.mkdirSync(target, { recursive: true });
for (const name of names) {
  const artifact = JSON.parse(fs.readFileSync(artifactOf(name), "utf8"));
  fs.writeFileSync(path.join(target, `${name}.abi`), JSON.stringify(artifact.abi));
  fs.writeFileSync(path.join(target, `${name}.bin`), artifact.bytecode.object.replace(/^0x/, ""));
}

/** What contracts and tests share is compiled once for each of them, and then carries the profile in its name. */
function artifactOf(name) {
  const candidates = [".contracts", "", ".default"].map((profile) =>
    path.join(__dirname, "out", `${name}.sol`, `${name}${profile}.json`),
  );
  const found = candidates.find((candidate) => fs.existsSync(candidate));
  if (!found) throw new Error(`forge wrote no artifact of ${name}: ${candidates.join(", ")}`);
  return found;
}
