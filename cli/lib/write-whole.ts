import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Writes a file so that no one finds half of it under its name, nor what was there before destroyed by a disk that is full. */
export function writeWhole(file: string, text: string, mode = 0o666): void {
  // A pipe or /dev/stdout takes what is written to it; something else in its place would not.
  if (isSpecial(file)) {
    writeFileSync(file, text);
    return;
  }
  const target = behindLinks(file);
  const temporary = `${target}.${process.pid}`;
  try {
    writeFileSync(temporary, text, { mode });
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

export function isSpecial(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** A link goes on to point where it does. */
export function behindLinks(file: string): string {
  return statSync(file, { throwIfNoEntry: false }) === undefined ? file : realpathSync(file);
}
