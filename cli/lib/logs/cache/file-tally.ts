/** What became of one file, beside its rows. */
export class FileTally {
  readonly skipped: Record<string, number> = {};
  readonly unreadable: Record<string, number> = {};

  /** Something that is readable but no event. */
  skip(reason: string, count = 1): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + count;
  }

  /** Something that cannot be read: the file's rows are not all that it held. */
  fail(reason: string): void {
    this.unreadable[reason] = (this.unreadable[reason] ?? 0) + 1;
  }
}
