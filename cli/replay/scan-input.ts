import type { Input } from "../lib/logs/find-inputs";
import { type ReadInputOptions, readInput } from "./read-input";
import type { RecordScan, ScanResult } from "./record-scan";

/** Reads one input from start to end. Never rejects: what cannot be read is counted, and the records before it are kept. */
export async function scanInput(input: Input, scan: RecordScan, options: ReadInputOptions): Promise<ScanResult> {
  await readInput(input, scan, options);
  return scan.take();
}
