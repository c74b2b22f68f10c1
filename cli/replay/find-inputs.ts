import type { Dirent } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
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
/** As S3 names access logs, whatever the prefix: `2026-03-01-12-00-00-0123456789ABCDEF`. */
const ACCESS_LOG_FILE = /\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-[0-9A-Z]+$/;
const ACCESS_LOG_LINE = /^\S+ \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/;
const HEAD_BYTES = 512;

const BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EACCES: "no permission to read it",
  EPERM: "no permission to read it",
  ELOOP: "a link that leads to itself",
  EISDIR: "a folder",
};

/** Why the file system refused, or why bytes cannot be read, for a person. */
export function readableCause(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && BY_CODE[code]) || message;
}

/**
 * The files behind paths: a file counts whatever its name is, a folder stands for every `.json`, `.jsonl`, `.ndjson` and `.gz` file below
 * it, and for access logs, which go by S3's own name or show themselves by their first line. Links to folders are not followed, so that
 * no folder is read in a circle.
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
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (await isWanted(entry, path)) await visit(path);
    }
  };

  for (const path of paths) {
    if (path === STDIN_PATH) inputs.push({ path, bytes: 0 });
    else await visit(path);
  }
  return { inputs, unreadable };
}

async function isWanted(entry: Dirent, path: string): Promise<boolean> {
  if (entry.isDirectory()) return true;
  if (!entry.isFile() && !entry.isSymbolicLink()) return false;
  return LOG_FILE.test(entry.name) || ACCESS_LOG_FILE.test(entry.name) || (await beginsAsAccessLog(path));
}

/** Whether a file of any other name is an access log; one that cannot be opened is left alone, as any such file is. */
async function beginsAsAccessLog(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return ACCESS_LOG_LINE.test(buffer.toString("latin1", 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
