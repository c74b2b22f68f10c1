import { colorsFor, type Terminal } from "../terminal";
import type { Line } from "./check";
import type { Watcher } from "./run-checks";

export interface DoctorProgress extends Watcher {
  /** Says what is being waited for. */
  readonly stage: (what: string) => void;
  readonly stop: () => void;
}

const CLEAR_LINE = "\r\u001b[K";

/** On a terminal's standard error a line for each check as it ends, and below them those that are at work; nothing anywhere else. */
export function createDoctorProgress({ stderr, env }: Pick<Terminal, "stderr" | "env">): DoctorProgress {
  if (!stderr.isTTY) return { begun: () => {}, ended: () => {}, stage: () => {}, stop: () => {} };
  const colors = colorsFor(stderr, env);
  const marks = { pass: colors.green("✔"), fail: colors.red("✘"), unknown: colors.yellow("?") };
  const working = new Set<string>();
  const show = () =>
    stderr.write(`${CLEAR_LINE}${working.size === 0 ? "" : `… ${[...working].join(", ")}`.slice(0, 78)}`);
  return {
    begun: ({ id }) => {
      working.add(id);
      show();
    },
    ended: ({ check, lines }) => {
      working.delete(check.id);
      stderr.write(`${CLEAR_LINE}${marks[worst(lines)]} ${check.id}: ${check.title}\n`);
      show();
    },
    stage: (what) => {
      stderr.write(`${CLEAR_LINE}… ${what}`);
    },
    stop: () => {
      stderr.write(CLEAR_LINE);
    },
  };
}

function worst(lines: readonly Line[]): Line["status"] {
  return (["fail", "unknown"] as const).find((status) => lines.some((line) => line.status === status)) ?? "pass";
}
