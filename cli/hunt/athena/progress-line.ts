import type { Terminal } from "../../terminal";
import type { AthenaProgress } from "./run-query";
import { gigabytes } from "./scan-cost";

export interface ProgressLine {
  readonly show: (progress: AthenaProgress) => void;
  readonly end: () => void;
}

const CLEAR_LINE = "\r\u001b[2K";

/** One line on a terminal's standard error that is written anew; elsewhere only the query's id, once, so that its answer can be picked up. */
export function createProgressLine(stderr: Terminal["stderr"]): ProgressLine {
  let told: string | undefined;
  let isShown = false;
  return {
    show: (progress) => {
      if (told !== progress.queryId) {
        stderr.write(`${stderr.isTTY && isShown ? CLEAR_LINE : ""}query ${progress.queryId}\n`);
        told = progress.queryId;
      }
      if (!stderr.isTTY) return;
      stderr.write(CLEAR_LINE + inWords(progress));
      isShown = true;
    },
    end: () => {
      if (isShown) stderr.write(CLEAR_LINE);
      isShown = false;
    },
  };
}

function inWords({ state, seconds, scannedBytes, rows }: AthenaProgress): string {
  const time = `${Math.round(seconds)} s`;
  if (state === "queued") return `waiting in Athena's queue, ${time}`;
  if (state === "reading") return `reading the answer, ${rows.toLocaleString("en-US")} rows`;
  return `searching, ${time}, ${gigabytes(scannedBytes)} read`;
}
