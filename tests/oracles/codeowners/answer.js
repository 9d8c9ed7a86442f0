// Answers from codeowners-utils: { codeowners, paths } on standard input; { owners, seconds } on standard output.
const { parse, matchFile } = require("codeowners-utils");
const { codeowners, paths } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const entries = parse(codeowners);
const start = process.hrtime.bigint();
const owners = paths.map((path) => (matchFile(path, entries)?.owners ?? ["unmatched"]).join(" "));
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
process.stdout.write(JSON.stringify({ owners, seconds }));
