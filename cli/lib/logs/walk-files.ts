import type { Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { mayBeLog } from "./may-be-log";
import { readableCause } from "./readable-cause";

/** A file, or whatever else bytes can be read from, such as a pipe. */
export interface WalkedFile {
  readonly path: string;
  readonly found: Stats;
}

export interface Unfound {
  readonly path: string;
  readonly reason: string;
}

export interface Walk {
  readonly files: readonly WalkedFile[];
  /** What is there and cannot be looked at. */
  readonly unfound: readonly Unfound[];
  /** Paths that were asked for and are not there. */
  readonly missing: readonly Unfound[];
}

/**
 * The files behind paths, each once, in the order of their names: a file counts whatever it is, a folder stands for all below it that may
 * be logs. Hidden files and folders are left out. Links are followed, and every folder is read once, by its own name
 * rather than a link's, so that none is read in a circle.
 */
export async function walkFiles(paths: readonly string[]): Promise<Walk> {
  const files = new Map<string, WalkedFile>();
  const unfound: Unfound[] = [];
  const missing: Unfound[] = [];
  /** By which of the paths each folder was reached. */
  const folders = new Map<string, string>();
  /** Paths of which something is to be read, or said already. */
  const answered = new Set<string>();
  let linked: Reached[] = [];

  const visit = async ({ path, root }: Reached): Promise<void> => {
    const found = await stat(path);
    if (!found.isDirectory()) {
      answered.add(root);
      if (!files.has(resolve(path))) files.set(resolve(path), { path, found });
      return;
    }
    const own = await realpath(path);
    const earlier = folders.get(own);
    if (earlier !== undefined) {
      if (earlier !== root) answered.add(root);
      return;
    }
    folders.set(own, root);
    const entries = (await readdir(path, { withFileTypes: true })).filter(({ name }) => !name.startsWith("."));
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = { path: join(path, entry.name), root };
      if (entry.isDirectory() || (entry.isFile() && (await mayBeLog(inner.path)))) await attempt(inner);
      else if (entry.isSymbolicLink()) linked.push(inner);
    }
  };
  const attempt = async (reached: Reached): Promise<void> => {
    try {
      await visit(reached);
    } catch (error) {
      answered.add(reached.root);
      unfound.push({ path: reached.path, reason: readableCause(error) });
    }
  };

  for (const path of paths) {
    const failure = await stat(path).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error,
    );
    if (failure && isAbsent(failure)) {
      answered.add(path);
      missing.push({ path, reason: readableCause(failure) });
    } else await attempt({ path, root: path });
  }
  while (linked.length > 0) {
    const next = linked;
    linked = [];
    for (const reached of next) if (await isWanted(reached.path)) await attempt(reached);
  }
  const empty = paths.filter((path) => !answered.has(path)).map((path) => ({ path, reason: NO_LOGS }));
  return { files: [...files.values()], unfound: [...unfound, ...empty], missing };
}

/** A path, and the one that was asked for and led to it. */
interface Reached {
  readonly path: string;
  readonly root: string;
}

const NO_LOGS = "a folder without any logs";

/** A pipe in a folder is no log, and reading it may never end. */
async function isWanted(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile()) return mayBeLog(path);
  return found.isDirectory();
}

function isAbsent({ code }: NodeJS.ErrnoException): boolean {
  return code === "ENOENT" || code === "ENOTDIR";
}
