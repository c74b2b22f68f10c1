import { EXIT } from "./exit-status";
import { printLine, type Terminal } from "./terminal";

type Ending = Pick<Terminal, "stderr"> & Pick<NodeJS.Process, "exitCode" | "on">;

/**
 * Ends the process with the status that `run` settles with. Node ends with 0 when nothing is left to wait for, also where a promise was
 * never settled: without a status that is an internal error.
 */
export function endWithStatus(run: Promise<number>, process: Ending): void {
  let status: number | undefined;
  process.on("beforeExit", () => {
    if (status !== undefined) return;
    process.exitCode = EXIT.internal;
    printLine(
      process.stderr,
      "palisade: internal error: the command ended without an outcome; do not rely on its output",
    );
  });
  void run.then((value) => {
    status = value;
    process.exitCode = value;
  });
}
