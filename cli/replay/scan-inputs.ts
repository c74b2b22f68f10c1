import type { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import type { DetectorSettings } from "@palisade/engine/settings";
import { type Input, STDIN_PATH } from "../lib/logs/find-inputs";
import { noCounts } from "../lib/not-judged/origin-counts";
import type { Scope } from "../lib/not-judged/scope";
import { createRecordScan, type ScanResult } from "./record-scan";
import type { WorkerData, WorkerMessage } from "./replay-worker";
import { scanInput } from "./scan-input";

export interface ScanOptions {
  readonly settings: DetectorSettings;
  /** What the configuration is about; absent counts nothing as another's. */
  readonly scope?: Scope;
  readonly threads: number;
  /** The bundled worker; without one everything is read in this thread. */
  readonly workerScript?: string | undefined;
  readonly stdin: Readable;
  /** Called with bytes as stored, whenever some more were read. */
  readonly onStored?: (bytes: number) => void;
}

/** A worker takes as long to start as this many bytes take to read. */
const WORTH_A_WORKER = 8 * 1024 * 1024;
/** Records die young: with room for more of them, fewer are moved around before they do. Three times as much took memory and no less time. */
const YOUNG_GENERATION_MB = 32;

/** Reads all inputs, in as many threads as they are worth. The results are in the order of the inputs, whichever was done first. */
export async function scanInputs(inputs: readonly Input[], options: ScanOptions): Promise<readonly ScanResult[]> {
  const results: ScanResult[] = [];
  const queue = inputs.map((input, index) => ({ input, index }));
  const isHere = ({ input }: Job) => input.path === STDIN_PATH || !options.workerScript || !isWorthWorkers(inputs);
  const here = queue.filter(isHere);
  // The largest first, so that no thread is left with a large one at the end.
  const elsewhere = queue.filter((job) => !isHere(job)).toSorted((a, b) => b.input.bytes - a.input.bytes);

  const scanHere = async () => {
    const scan = createRecordScan(options.settings, options.scope);
    for (const { input, index } of here) results[index] = await scanInput(input, scan, options);
  };
  const runWorker = async () => {
    for (let job = elsewhere.shift(); job; job = elsewhere.shift()) await runJobs(job, elsewhere, results, options);
  };
  const workers = Array.from({ length: Math.min(options.threads, elsewhere.length) }, runWorker);
  await Promise.all([...workers, scanHere()]);
  return results;
}

interface Job {
  readonly input: Input;
  readonly index: number;
}

function isWorthWorkers(inputs: readonly Input[]): boolean {
  return inputs.reduce((sum, { bytes }) => sum + bytes, 0) >= WORTH_A_WORKER;
}

/** One worker, from its first job until no more are left or until it dies; then the job at hand counts as unreadable. */
function runJobs(first: Job, queue: Job[], results: ScanResult[], options: ScanOptions): Promise<void> {
  return new Promise((resolve) => {
    let job = first;
    let isDone = false;
    const worker = new Worker(options.workerScript as string, {
      workerData: { settings: options.settings, scope: options.scope } satisfies WorkerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "stored") {
        options.onStored?.(message.bytes);
        return;
      }
      results[job.index] = message.result;
      const next = queue.shift();
      if (next) {
        job = next;
        worker.postMessage(job.input);
      } else {
        isDone = true;
        void worker.terminate();
        // Nothing waits until it is gone.
        resolve();
      }
    });
    worker.on("error", (error) => {
      results[job.index] = nothingRead(error.message);
      isDone = true;
    });
    worker.on("exit", () => {
      if (!isDone) results[job.index] = nothingRead("its thread ended early");
      resolve();
    });
    worker.postMessage(job.input);
  });
}

function nothingRead(reason: string): ScanResult {
  return {
    read: 0,
    skipped: {},
    unreadable: { [reason]: 1 },
    judged: [],
    days: new Map(),
    origins: noCounts(),
    logs: {},
    undecided: 0,
  };
}
