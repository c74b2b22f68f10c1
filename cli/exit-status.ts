export const EXIT = {
  /** Everything was done. */
  done: 0,
  /** Some input could not be read; the rest was. */
  unreadable: 1,
  /** Bad usage or configuration; nothing was done. */
  usage: 2,
  /** Something that was looked at is broken. */
  unhealthy: 1,
  /** Nothing is known to be broken, but something could not be looked at. */
  unseen: 2,
  /** Somebody would lose access who had it. */
  cutOff: 3,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
