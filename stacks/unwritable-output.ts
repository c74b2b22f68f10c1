/** What the system answers where a folder may not be written, or has no room. */
const CODES: ReadonlySet<unknown> = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "ENOTDIR", "EEXIST"]);

/** The sentence for stacks that could not be written; undefined where an error is about anything else. */
export function unwritableOutput(error: unknown, folder: string): string | undefined {
  const { code, syscall, message } = error as Partial<NodeJS.ErrnoException>;
  if (syscall === undefined || !CODES.has(code)) return undefined;
  return `${folder}: the stacks cannot be written (${message}), expected a folder with room that you may write, fix: --output FOLDER beside cdktf.out, or CDKTF_OUTPUT=FOLDER (CDKTF_OUTDIR for npm start)`;
}
