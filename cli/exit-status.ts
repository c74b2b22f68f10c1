/** With which status a command ends: the same for all of them, and described for users in docs/exit-status.md. */
export const EXIT = {
  /** Done, and everything that was to be looked at was. */
  done: 0,
  /** Something could not be read, looked at or decided; the answer says what, and holds for the rest. */
  partly: 1,
  /** Wrong usage or configuration, or no input at all: nothing was done. */
  usage: 2,
  /** The gate that was asked for fails, or doctor found something broken. */
  gate: 3,
  /** A fault of Palisade itself: nothing that was printed is to be relied on. */
  internal: 70,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const BY_GRAVITY: readonly ExitStatus[] = [
  EXIT.done,
  EXIT.partly,
  EXIT.gate,
  EXIT.usage,
  EXIT.internal,
  EXIT.interrupted,
];

/** The status of a command that has several to report: a failed gate beats a partial answer. */
export function gravest(...statuses: readonly ExitStatus[]): ExitStatus {
  return BY_GRAVITY.findLast((status) => statuses.includes(status)) ?? EXIT.done;
}
