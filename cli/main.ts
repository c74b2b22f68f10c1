import { endOnInterrupt } from "./end-on-interrupt";
import { endWithStatus } from "./end-with-status";
import { runPalisade } from "./program";
import { hideSdkNodeWarning } from "./sdk-node-warning";

hideSdkNodeWarning(process.env);
endOnInterrupt(process);
endWithStatus(runPalisade(process.argv.slice(2), process), process);
