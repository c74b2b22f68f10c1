// Runs a TypeScript file of this project: node tools/build/run.mjs FILE.ts [arguments]
import { buildTool } from "./build.mjs";
import { load } from "./load.mjs";

const [file, ...rest] = process.argv.slice(2);
if (!file?.endsWith(".ts")) {
  console.error("usage: node tools/build/run.mjs FILE.ts [arguments]");
  process.exit(2);
}
const bundle = await buildTool(file);
process.argv = [process.argv[0], bundle, ...rest];
load(bundle);
