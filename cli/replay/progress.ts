import { Presets, SingleBar } from "cli-progress";
import type { Terminal } from "../terminal";
import type { Input } from "./find-inputs";

export interface Progress {
  readonly start: (inputs: readonly Input[]) => (bytes: number) => void;
  readonly stop: () => void;
}

/** A bar on a terminal's standard error, and nothing anywhere else. */
export function createProgress(stderr: Terminal["stderr"]): Progress {
  if (!stderr.isTTY) return { start: () => () => {}, stop: () => {} };
  const bar = new SingleBar(
    {
      stream: stderr as NodeJS.WriteStream,
      format: "{bar} {percentage}% | {eta_formatted} left",
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  return {
    start: (inputs) => {
      const total = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
      // Nobody knows how much a pipe still holds.
      if (total === 0) return () => {};
      bar.start(total, 0);
      return (bytes) => bar.increment(bytes);
    },
    stop: () => bar.stop(),
  };
}
