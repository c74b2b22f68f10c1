import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isUnchanged, replaceFile, writeStamp } from "../functions/build/stamp.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, ".build/cli");
const stampFile = join(outdir, "inputs.json");
const ENTRIES = { main: "cli/main.ts", start: "cli/start.ts", "replay-worker": "cli/replay/replay-worker.ts" };

/**
 * Bundles the command and its worker, packages included, to `.build/cli` and returns the command's path. Does nothing while the sources
 * and package-lock.json are as they were.
 */
export async function buildCli() {
  const main = join(outdir, "main.js");
  const isThere = Object.keys(ENTRIES).every((name) => existsSync(join(outdir, `${name}.js`)));
  if (isThere && isUnchanged(stampFile, root)) return main;
  const since = Date.now();
  const { build } = await import("esbuild");
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    mainFields: ["module", "main"],
    // Loads a library for the machine it runs on, which no bundle can hold.
    external: ["@duckdb/node-api"],
    // A script that is not a module's imports with a warning; required, the library comes without.
    supported: { "dynamic-import": false },
    // Less text to read and compile; names stay, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    metafile: true,
    write: false,
    logLevel: "error",
  });
  mkdirSync(outdir, { recursive: true });
  for (const { path, contents } of outputFiles) replaceFile(path, contents);
  const ours = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
  writeStamp(stampFile, { folder: root, inputs: [...ours, "package-lock.json", "cli/build.mjs"], since });
  return main;
}
