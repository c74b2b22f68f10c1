import { endWithStatus } from "./end-with-status";
import { runPalisade } from "./program";

// The reader of our output may stop early, as `head` does. The command goes on, for its status may be a gate's.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

endWithStatus(runPalisade(process.argv.slice(2), process), process);
