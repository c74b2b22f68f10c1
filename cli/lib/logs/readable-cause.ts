const BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  ENOTDIR: "no such file or folder",
  EACCES: "no permission to read it",
  EPERM: "no permission to read it",
  ELOOP: "a link that leads to itself",
  EISDIR: "a folder",
  EIO: "the disk cannot read it",
  EMFILE: "too many files are open, fix: ulimit -n 4096",
};

/** Why the file system refused, or why bytes cannot be read, for a person. */
export function readableCause(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && BY_CODE[code]) || message;
}
