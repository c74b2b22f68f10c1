/** With which status a command ends: the same for all of them, and described for users in docs/exit-status.md. */
export const EXIT = {
  done: 0,
  partly: 1,
  usage: 2,
  gate: 3,
  internal: 70,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** What each status means, in the words of docs/exit-status.md and of every command's --help. */
export const EXIT_MEANING: Readonly<Record<keyof typeof EXIT, string>> = {
  done: "done, and everything that was to be looked at was",
  partly: "something could not be read or looked at; the answer says what, and holds for the rest",
  usage: "wrong usage or configuration, or no input at all; nothing was done",
  gate: "the gate of --fail-on fails, or doctor found something broken; beats 1",
  internal: "internal error of Palisade; do not rely on what was printed",
  interrupted: "stopped by Ctrl-C",
};

const FROM_BEST_TO_WORST: readonly ExitStatus[] = [
  EXIT.done,
  EXIT.partly,
  EXIT.gate,
  EXIT.usage,
  EXIT.internal,
  EXIT.interrupted,
];

/** The status of a command that has several to report: a failed gate beats a partial answer. */
export function worstStatus(...statuses: readonly ExitStatus[]): ExitStatus {
  return FROM_BEST_TO_WORST.findLast((status) => statuses.includes(status)) ?? EXIT.done;
}

/** The contract as every command's --help ends with it. */
export const EXIT_STATUS_HELP = [
  "\nExit status, the same for all commands (docs/exit-status.md):",
  ...Object.entries(EXIT).map(
    ([name, status]) => `  ${String(status).padStart(3)}  ${EXIT_MEANING[name as keyof typeof EXIT]}`,
  ),
].join("\n");
