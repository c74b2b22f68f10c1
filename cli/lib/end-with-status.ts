import { EXIT, type ExitStatus, worstStatus } from "./exit-status";
import { printLine, type Terminal } from "./terminal";
import { visibleText } from "./visible-text";
import { writeProblem } from "./write-problem";

type Ending = Pick<Terminal, "stdout" | "stderr"> & Pick<NodeJS.Process, "exitCode" | "on" | "exit">;

/**
 * Ends the process with the status that `run` settles with. Node ends with 0 when nothing is left to wait for, also where a promise was
 * never settled: without a status that is an internal error. Where output was lost, the status is 1 at least.
 */
export function endWithStatus(run: Promise<ExitStatus>, process: Ending): void {
  let status: ExitStatus | undefined;
  let loss: ExitStatus = EXIT.done;
  process.on("beforeExit", () => {
    if (status !== undefined) return;
    process.exitCode = EXIT.internal;
    printLine(
      process.stderr,
      "palisade: internal error: the command ended without an outcome; do not rely on its output",
    );
  });
  // A line on standard output may turn out to be lost after the command has ended.
  onLostOutput(process, () => {
    loss = EXIT.partly;
    if (status !== undefined) process.exitCode = worstStatus(status, loss);
  });
  void run.then((value) => {
    status = value;
    process.exitCode = worstStatus(value, loss);
    // Standard input may stay open for as long as it likes.
    if (value === EXIT.interrupted) process.exit();
  });
}

/**
 * The reader of our output may stop early, as `head` does: that loses nothing that anyone wants, and the command goes on, for its status
 * may be a gate's. Anything else, such as a full disk behind a redirection, is said once.
 */
function onLostOutput({ stdout, stderr }: Pick<Terminal, "stdout" | "stderr">, lost: () => void): void {
  // There is no one left to tell.
  stderr.on("error", () => {});
  let isTold = false;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || isTold) return;
    isTold = true;
    const why = writeProblem(error) ?? visibleText(error.message);
    printLine(stderr, `palisade: cannot write standard output: ${why}; what was written of it is not whole`);
    lost();
  });
}
