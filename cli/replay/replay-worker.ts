import { parentPort, workerData } from "node:worker_threads";
import type { DetectorSettings } from "../../functions/src/settings";
import type { Input } from "./find-inputs";
import { createRecordScan, type ScanResult } from "./record-scan";
import { scanInput } from "./scan-input";

export type WorkerMessage =
  | { readonly kind: "stored"; readonly bytes: number }
  | { readonly kind: "done"; readonly result: ScanResult };

const scan = createRecordScan((workerData as { readonly settings: DetectorSettings }).settings);
const post = (message: WorkerMessage) => parentPort?.postMessage(message);

parentPort?.on("message", (input: Input) => {
  void scanInput(input, scan, { stdin: process.stdin, onStored: (bytes) => post({ kind: "stored", bytes }) }).then(
    (result) => post({ kind: "done", result }),
  );
});
