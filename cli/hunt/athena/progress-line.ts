import { createStatusLine } from "../../lib/layout/status-line";
import { printLine, type Terminal } from "../../lib/terminal";
import type { AthenaProgress } from "./run-query";
import { gigabytes } from "./scan-cost";

export interface ProgressLine {
  readonly show: (progress: AthenaProgress) => void;
  readonly end: () => void;
}

/** One line on a terminal's standard error that is written anew; elsewhere only the query's id, once, so that its answer can be picked up. */
export function createProgressLine(terminal: Pick<Terminal, "stderr" | "env">): ProgressLine {
  const status = createStatusLine(terminal);
  let told: string | undefined;
  return {
    show: (progress) => {
      if (told !== progress.queryId) {
        status.clear();
        printLine(terminal.stderr, `query ${progress.queryId}`);
        told = progress.queryId;
      }
      status.show(inWords(progress));
    },
    end: status.clear,
  };
}

function inWords({ state, seconds, scannedBytes, rows }: AthenaProgress): string {
  const time = `${Math.round(seconds)} s`;
  if (state === "queued") return `waiting in Athena's queue, ${time}`;
  if (state === "reading") return `reading the answer, ${rows.toLocaleString("en-US")} rows`;
  return `searching, ${time}, ${gigabytes(scannedBytes)} read`;
}
