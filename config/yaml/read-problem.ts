/** What the system says of a file that cannot be read, in words. */
const IN_WORDS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EACCES: "no permission to read it",
  EPERM: "no permission to read it",
  ELOOP: "its links go in a circle",
};

/** Why a file cannot be read, in a few words. */
export function readProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && IN_WORDS[code]) || message.replace(/, \w+(?: '.*')?$/s, "");
}
