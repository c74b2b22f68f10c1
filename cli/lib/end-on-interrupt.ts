import { EXIT } from "./exit-status";
import { CLEAR_LINE } from "./layout/status-line";
import { printLine, type Terminal } from "./terminal";

type Interruptible = Pick<Terminal, "stderr"> &
  Pick<
    NodeJS.Process,
    "on" | "listenerCount" | "listeners" | "removeListener" | "removeAllListeners" | "exit" | "kill" | "pid"
  >;

/** Ends the process at Ctrl-C: at the first, unless the command listens itself because it has something to put in order, else at the second. */
export function endOnInterrupt(process: Interruptible): void {
  let isAgain = false;
  // The launcher's, which ended it until here, goes last: Node drops a signal that comes while the command is loaded where no one listens.
  const launchers = process.listeners("SIGINT");
  process.on("SIGINT", () => {
    const isLeftToCommand = !isAgain && process.listenerCount("SIGINT") > 1;
    if (isLeftToCommand) {
      isAgain = true;
      return;
    }
    const { stderr } = process;
    printLine(stderr, `${stderr.isTTY ? CLEAR_LINE : ""}palisade: stopped`);
    if (!isAgain) process.exit(EXIT.interrupted);
    // An ordinary exit waits for a query that does not stop; to a shell this is 130 as well.
    process.removeAllListeners("SIGINT");
    process.kill(process.pid, "SIGINT");
  });
  for (const launcher of launchers) process.removeListener("SIGINT", launcher);
}
