import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface Spool {
  /** From the start, as often as it is called. */
  readonly open: () => Readable;
  readonly remove: () => void;
}

/** Keeps what can be read only once in a file that no other user can read, to read it again. */
export async function spool(source: Readable): Promise<Spool> {
  const folder = mkdtempSync(join(tmpdir(), "palisade-input-"));
  const file = join(folder, "input");
  const remove = () => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  // Ctrl-C ends the process at once.
  process.once("exit", remove);
  try {
    await pipeline(source, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    remove();
    throw error;
  }
  return { open: () => createReadStream(file), remove };
}
