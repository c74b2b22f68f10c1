import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { constants, Script } from "node:vm";

const HASH_BYTES = 32;

/**
 * Runs a bundle as `require` would, without compiling it anew each time, which is a third of what a short run takes. The first run leaves
 * V8's code beside the bundle; another Node, or one with other flags, refuses it and leaves its own.
 */
export function loadBundle(file) {
  const source = readFileSync(file);
  // V8 itself compares no more than the source's length.
  const hash = createHash("sha256").update(source).digest();
  const codeFile = `${file}.v8`;
  const code = codeIn(codeFile, hash);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    ...(code && { cachedData: code }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (code === undefined || script.cachedDataRejected) process.once("exit", () => save(codeFile, hash, script));
  const module = { exports: {} };
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function codeIn(file, hash) {
  try {
    const saved = readFileSync(file);
    return saved.subarray(0, HASH_BYTES).equals(hash) ? saved.subarray(HASH_BYTES) : undefined;
  } catch {
    return undefined;
  }
}

/** At the end of a run, so that it holds the functions that the run needed. */
function save(file, hash, script) {
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, Buffer.concat([hash, script.createCachedData()]));
    renameSync(temporary, file);
  } catch {
    // Where no one may write, every run compiles.
    rmSync(temporary, { force: true });
  }
}
