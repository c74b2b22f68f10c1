import { runPalisade } from "./program";

// Whoever reads our output may stop doing so, as `head` does: that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
}

void runPalisade(process.argv.slice(2), process).then((status) => {
  process.exitCode = status;
});
