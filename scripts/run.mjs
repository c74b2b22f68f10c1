// Runs a TypeScript file of this project: node scripts/run.mjs FILE.ts [arguments]
import { bundle } from "./bundle.mjs";
import { loadBundle } from "./load-bundle.mjs";

const [entry, ...rest] = process.argv.slice(2);
if (!entry?.endsWith(".ts")) {
  console.error("usage: node scripts/run.mjs FILE.ts [arguments]");
  process.exit(2);
}
const file = await bundle(entry);
process.argv = [process.argv[0], file, ...rest];
loadBundle(file);
