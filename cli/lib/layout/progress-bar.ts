import type { Terminal } from "../terminal";
import { createStatusLine } from "./status-line";

export interface ProgressBar {
  readonly update: (done: number, total: number) => void;
  readonly clear: () => void;
}

const LONGEST_BAR = 40;
/** What stands behind the bar, and a space. */
const BESIDE = 24;
const NARROWEST_BAR = 5;
const USUAL_COLUMNS = 80;
/** More often no one sees it. */
const REDRAW_EVERY_MS = 100;

/** How far something is, and how long it takes from here on if it goes on as before. */
export function createProgressBar(
  terminal: Pick<Terminal, "stderr" | "env">,
  now: () => number = Date.now,
): ProgressBar {
  const line = createStatusLine(terminal);
  let begun: number | undefined;
  let drawn = Number.NEGATIVE_INFINITY;
  return {
    update: (done, total) => {
      if (total <= 0) return;
      const time = now();
      begun ??= time;
      if (time - drawn < REDRAW_EVERY_MS) return;
      drawn = time;
      const columns = terminal.stderr.columns || USUAL_COLUMNS;
      line.show(barText(Math.min(done / total, 1), time - begun, columns));
    },
    clear: line.clear,
  };
}

function barText(share: number, milliseconds: number, columns: number): string {
  const length = Math.max(NARROWEST_BAR, Math.min(LONGEST_BAR, columns - BESIDE));
  const full = Math.floor(share * length);
  const bar = "█".repeat(full) + "░".repeat(length - full);
  const left = share > 0 ? ` | ${inWords((milliseconds / share) * (1 - share))} left` : "";
  return `${bar} ${Math.floor(share * 100)}%${left}`;
}

function inWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m${seconds % 60}s` : `${Math.floor(minutes / 60)}h${minutes % 60}m`;
}
