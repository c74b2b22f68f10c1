import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, ".build/cli");
const stampFile = join(outdir, "inputs.json");
const ENTRIES = { main: "cli/main.ts", start: "cli/start.ts", "replay-worker": "cli/replay/replay-worker.ts" };

function hashOf(inputs) {
  const hash = createHash("sha256");
  for (const file of inputs)
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

function isFresh() {
  try {
    const { inputs, hash } = JSON.parse(readFileSync(stampFile, "utf8"));
    return hashOf(inputs) === hash && Object.keys(ENTRIES).every((name) => existsSync(join(outdir, `${name}.js`)));
  } catch {
    return false;
  }
}

/** Another run may be reading the file, or writing the same. */
function replaceFile(file, contents) {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, file);
}

/**
 * Bundles the command and its worker, packages included, to `.build/cli` and returns the command's path. Does nothing while the sources
 * and package-lock.json are as they were.
 */
export async function buildCli() {
  const main = join(outdir, "main.js");
  if (isFresh()) return main;
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
  const inputs = [...ours, "package-lock.json", "cli/build.mjs"].sort();
  replaceFile(stampFile, JSON.stringify({ inputs, hash: hashOf(inputs) }));
  return main;
}
