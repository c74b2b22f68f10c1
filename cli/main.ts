import { endOnInterrupt } from "./lib/end-on-interrupt";
import { endWithStatus } from "./lib/end-with-status";
import { hideSdkNodeWarning } from "./lib/sdk-node-warning";
import { runPalisade } from "./program";

hideSdkNodeWarning(process.env);
endOnInterrupt(process);
endWithStatus(runPalisade(process.argv.slice(2), process), process);
