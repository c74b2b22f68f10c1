/** The command was called in a way that cannot work; it ends with exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
