import { parentPort, workerData } from "node:worker_threads";
import type { DetectorSettings } from "@palisade/engine/settings";
import type { Input } from "../lib/logs/find-inputs";
import type { Scope } from "../lib/not-judged/scope";
import { createRecordScan, type ScanResult } from "./record-scan";
import { scanInput } from "./scan-input";

export type WorkerMessage =
  | { readonly kind: "stored"; readonly bytes: number }
  | { readonly kind: "done"; readonly result: ScanResult };

export interface WorkerData {
  readonly settings: DetectorSettings;
  readonly scope: Scope | undefined;
}

const { settings, scope } = workerData as WorkerData;
const scan = createRecordScan(settings, scope);
const post = (message: WorkerMessage) => parentPort?.postMessage(message);

parentPort?.on("message", (input: Input) => {
  void scanInput(input, scan, { stdin: process.stdin, onStored: (bytes) => post({ kind: "stored", bytes }) }).then(
    (result) => post({ kind: "done", result }),
  );
});
