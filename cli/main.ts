import { endOnInterrupt } from "./end-on-interrupt";
import { endWithStatus } from "./end-with-status";
import { runPalisade } from "./program";

endOnInterrupt(process);
endWithStatus(runPalisade(process.argv.slice(2), process), process);
