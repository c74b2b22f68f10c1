import { resolve } from "node:path";
import { STDIN_PATH } from "../find-inputs";
import { walkFiles } from "../walk-files";

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

interface FoundLocally extends FoundLogs {
  /** Paths that were asked for and are not there. */
  readonly missing: readonly Unfound[];
}

const NO_FILE = "a pipe or device, fix: save it to a file, or palisade replay, which reads it as it is";

const STDIN = "standard input, which is not read here, fix: save it to a file, or palisade replay -";

/** The files behind local paths, with absolute names. */
export async function findLogs(paths: readonly string[]): Promise<FoundLocally> {
  const { files, unfound, missing } = await walkFiles(paths.map((path) => resolve(path)));
  const stdin = resolve(STDIN_PATH);
  const named = ({ path: name, reason }: (typeof unfound)[number]): Unfound => ({
    name,
    reason: name === stdin ? STDIN : reason,
  });
  return {
    files: files.flatMap(({ path, found }) =>
      found.isFile() ? [{ name: path, path, bytes: found.size, modified: found.mtimeMs }] : [],
    ),
    unfound: [
      ...unfound.map(named),
      ...files.flatMap(({ path, found }) => (found.isFile() ? [] : [{ name: path, reason: NO_FILE }])),
    ],
    missing: missing.map(named),
  };
}
