import { createProgressBar } from "../lib/layout/progress-bar";
import type { Input } from "../lib/logs/find-inputs";
import type { Terminal } from "../lib/terminal";

export interface Progress {
  readonly start: (inputs: readonly Input[]) => (bytes: number) => void;
  readonly stop: () => void;
}

/** How much of the inputs is read. */
export function createProgress(terminal: Pick<Terminal, "stderr" | "env">): Progress {
  const bar = createProgressBar(terminal);
  return {
    start: (inputs) => {
      // No one knows how much a pipe still holds: without files there is no total, and no bar.
      const total = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
      let done = 0;
      return (bytes) => {
        done += bytes;
        bar.update(done, total);
      };
    },
    stop: bar.clear,
  };
}
