import { createStatusLine } from "../lib/layout/status-line";
import { colorsFor, printLine, type Terminal } from "../lib/terminal";
import type { Line } from "./probe";
import type { Watcher } from "./run-probes";

export interface DoctorProgress extends Watcher {
  /** Says what is being waited for. */
  readonly stage: (what: string) => void;
  readonly stop: () => void;
}

/** On a terminal's standard error a line for each probe as it ends, and below them those that are at work; nothing anywhere else. */
export function createDoctorProgress(terminal: Pick<Terminal, "stderr" | "env">): DoctorProgress {
  const { stderr, env } = terminal;
  if (!stderr.isTTY) return { begun: () => {}, ended: () => {}, stage: () => {}, stop: () => {} };
  const colors = colorsFor(stderr, env);
  const marks = { pass: colors.green("✔"), fail: colors.red("✘"), unknown: colors.yellow("?") };
  const status = createStatusLine(terminal);
  const working = new Set<string>();
  const show = () => (working.size === 0 ? status.clear() : status.show(`… ${[...working].join(", ")}`));
  return {
    begun: ({ id }) => {
      working.add(id);
      show();
    },
    ended: ({ probe, lines }) => {
      working.delete(probe.id);
      status.clear();
      printLine(stderr, `${marks[worst(lines)]} ${probe.id}: ${probe.title}`);
      show();
    },
    stage: (what) => status.show(`… ${what}`),
    stop: status.clear,
  };
}

function worst(lines: readonly Line[]): Line["status"] {
  return (["fail", "unknown"] as const).find((status) => lines.some((line) => line.status === status)) ?? "pass";
}
