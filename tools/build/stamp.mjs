import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Notes in a file of which inputs something was made, so that it need not be made again while they are as they were. Inputs are paths in
 * `folder`. One that was written after `since`, the time at which the making began, may not be in it: then nothing is noted.
 */
export function writeStamp(stampFile, { folder, inputs, since }) {
  const sorted = [...new Set(inputs)].sort();
  if (sorted.some((file) => statSync(join(folder, file)).mtimeMs >= since)) rmSync(stampFile, { force: true });
  else save(stampFile, folder, sorted);
}

/** Whether the inputs are as they were: by size and time, which is quick, and where these differ, as after a checkout, by contents. */
export function isUnchanged(stampFile, folder) {
  try {
    const { inputs, times, contents } = JSON.parse(readFileSync(stampFile, "utf8"));
    if (timesOf(folder, inputs) === times) return true;
    if (contentsOf(folder, inputs) !== contents) return false;
    saveIfPossible(stampFile, folder, inputs);
    return true;
  } catch {
    // No stamp yet, or an input that is gone.
    return false;
  }
}

/** What was made by another user is as good, though the time of a look at it cannot be noted. */
function saveIfPossible(stampFile, folder, inputs) {
  try {
    save(stampFile, folder, inputs);
  } catch {
    // The next run compares the contents again.
  }
}

function save(stampFile, folder, inputs) {
  const stamp = { inputs, times: timesOf(folder, inputs), contents: contentsOf(folder, inputs) };
  replaceFile(stampFile, JSON.stringify(stamp));
}

function timesOf(folder, inputs) {
  const hash = createHash("sha256");
  for (const file of inputs) {
    const { size, mtimeMs } = statSync(join(folder, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest("hex");
}

function contentsOf(folder, inputs) {
  const hash = createHash("sha256");
  for (const file of inputs) {
    const contents = readFileSync(join(folder, file));
    hash.update(`${file}\0${contents.length}\0`).update(contents);
  }
  return hash.digest("hex");
}

/** Another run may be reading the file, or writing the same. */
export function replaceFile(file, contents) {
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, contents);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
