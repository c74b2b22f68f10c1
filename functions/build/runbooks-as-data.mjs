import { createRequire } from "node:module";
import { build } from "esbuild";
import { COMMON } from "./common.mjs";

const require = createRequire(import.meta.url);

/** Beside the bundle of a handler that tells of incidents. */
export const RUNBOOKS_FILE = "runbooks.json";

const READ_FILE = `
import { readFileSync } from "node:fs";
import { join } from "node:path";
export const readRunbooks = () => JSON.parse(readFileSync(join(__dirname, "${RUNBOOKS_FILE}"), "utf8"));
`;

/** A handler that tells of incidents needs the detections' runbooks and none of their code, and not before it tells of one. */
export const runbooksAsData = {
  name: "runbooks-as-data",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]detections[\\/]runbooks\.ts$/ }, () => ({ contents: READ_FILE, loader: "js" }));
  },
};

/** Whether a bundle reads the file. */
export function readsRunbooks({ inputs }) {
  return Object.keys(inputs).some((path) => path.endsWith("src/detections/runbooks.ts"));
}

/** The file's text, from the detections' module. */
export async function runbooksText(module) {
  const { outputFiles } = await build({ ...COMMON, entryPoints: [module], write: false });
  const evaluated = { exports: {} };
  new Function("module", "exports", "require", outputFiles[0].text)(evaluated, evaluated.exports, require);
  return JSON.stringify(evaluated.exports.readRunbooks());
}
