import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** One file to read, or standard input. */
export interface Input {
  /** As it is shown to people; `-` is standard input. */
  readonly path: string;
  /** As stored; zero where nobody can say, as for a pipe. */
  readonly bytes: number;
}

export interface FoundInputs {
  readonly inputs: readonly Input[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

export const STDIN_PATH = "-";

const LOG_FILE = /\.(json|jsonl|ndjson|gz)$/i;

const BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EACCES: "no permission to read it",
  EPERM: "no permission to read it",
  ELOOP: "a link that leads to itself",
  EISDIR: "a folder",
  Z_BUF_ERROR: "gzip cut off",
  Z_DATA_ERROR: "damaged gzip",
};

/** Why the file system or zlib refused, for a person. */
export function readableCause(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && BY_CODE[code]) || message;
}

/**
 * The files behind paths: a file counts whatever its name is, a folder stands for every `.json`, `.jsonl`, `.ndjson` and `.gz` file
 * below it. Links to folders are not followed, so that no folder is read in a circle.
 */
export async function findInputs(paths: readonly string[]): Promise<FoundInputs> {
  const inputs: Input[] = [];
  const unreadable: { path: string; reason: string }[] = [];

  const visit = async (path: string): Promise<void> => {
    try {
      const found = await stat(path);
      if (found.isDirectory()) await visitFolder(path);
      else inputs.push({ path, bytes: found.size });
    } catch (error) {
      unreadable.push({ path, reason: readableCause(error) });
    }
  };
  const visitFolder = async (folder: string): Promise<void> => {
    const entries = (await readdir(folder, { withFileTypes: true })).filter(isWanted);
    for (const { name } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) await visit(join(folder, name));
  };

  for (const path of paths) {
    if (path === STDIN_PATH) inputs.push({ path, bytes: 0 });
    else await visit(path);
  }
  return { inputs, unreadable };
}

function isWanted(entry: Dirent): boolean {
  return entry.isDirectory() || (LOG_FILE.test(entry.name) && (entry.isFile() || entry.isSymbolicLink()));
}
