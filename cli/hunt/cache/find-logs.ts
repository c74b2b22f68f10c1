import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readableCause } from "../../replay/find-inputs";

/** One file to convert. */
export interface LogFile {
  /** What it is called wherever it is mentioned: an absolute path, or the address of an S3 object. */
  readonly name: string;
  /** Where its bytes are. */
  readonly path: string;
  /** As stored; no more than these are read, however the file grows meanwhile. */
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

export interface Unfound {
  readonly name: string;
  readonly reason: string;
}

export interface FoundLogs {
  readonly files: readonly LogFile[];
  readonly unfound: readonly Unfound[];
}

/**
 * The files behind local paths, in the order of their names: a folder stands for all below it, whatever they are called, because access
 * logs have no extension. Hidden files and folders are left out, and links to folders not followed.
 */
export async function findLogs(paths: readonly string[]): Promise<FoundLogs> {
  const files = new Map<string, LogFile>();
  const unfound: Unfound[] = [];

  const visit = async (path: string): Promise<void> => {
    try {
      const found = await stat(path);
      if (found.isDirectory()) await visitFolder(path);
      else if (found.isFile()) files.set(path, { name: path, path, bytes: found.size, modified: found.mtimeMs });
      else unfound.push({ name: path, reason: "neither a file nor a folder" });
    } catch (error) {
      unfound.push({ name: path, reason: readableCause(error) });
    }
  };
  const visitFolder = async (folder: string): Promise<void> => {
    const entries = (await readdir(folder, { withFileTypes: true })).filter(isWanted);
    for (const { name } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) await visit(join(folder, name));
  };

  for (const path of new Set(paths.map((one) => resolve(one)))) await visit(path);
  return { files: [...files.values()], unfound };
}

function isWanted(entry: Dirent): boolean {
  if (entry.name.startsWith(".")) return false;
  return entry.isDirectory() || entry.isFile() || entry.isSymbolicLink();
}
