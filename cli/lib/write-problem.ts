import { UsageError } from "./usage-error";
import { visibleText } from "./visible-text";

/** What the system says of a file that cannot be written, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EROFS: "the file system is read-only",
  EACCES: "no permission",
  EPERM: "no permission",
  ENOENT: "its folder does not exist",
  ENOTDIR: "a part of its path is no folder",
  EISDIR: "it is a folder",
  ENOTEMPTY: "it is a folder",
  ENOTSUP: "no folder can be made there",
  EEXIST: "something else has its name",
  ELOOP: "its links go in a circle",
  ENAMETOOLONG: "its name is too long",
  EFBIG: "it would be larger than files may be",
  EIO: "the disk fails",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
};

/** DuckDB tells of the same in the system's words. */
const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/No space left on device/i, "ENOSPC"],
  [/Disk quota exceeded/i, "EDQUOT"],
  [/Read-only file system/i, "EROFS"],
  [/Permission denied|Operation not permitted/i, "EACCES"],
  [/No such file or directory/i, "ENOENT"],
  [/Not a directory/i, "ENOTDIR"],
  [/Is a directory/i, "EISDIR"],
  [/Input\/output error/i, "EIO"],
];

/** Why something could not be written; undefined where an error is about anything else. */
export function writeProblem(error: unknown): string | undefined {
  const { code, message = "" } = error as { readonly code?: unknown; readonly message?: string };
  const known = typeof code === "string" ? code : IN_WORDS.find(([words]) => words.test(message))?.[1];
  return known === undefined ? undefined : REASONS[known];
}

/** The error of a command that could not write what it was told to. */
export function cannotWrite(flag: string, file: string, error: unknown): UsageError {
  const why = writeProblem(error) ?? visibleText((error as Error).message);
  return new UsageError(
    `${flag}: cannot write ${visibleText(file)}: ${why}, fix: correct that, or name another place`,
    {
      cause: error,
    },
  );
}
