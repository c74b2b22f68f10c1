export const EXIT = {
  /** Everything was done. */
  done: 0,
  /** Some input could not be read; the rest was. */
  unreadable: 1,
  /** Bad usage or configuration; nothing was done. */
  usage: 2,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
