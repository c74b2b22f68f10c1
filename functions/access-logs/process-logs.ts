import { errorName } from "@palisade/engine/log";
import type { QueueBatch, QueueBatchResponse } from "../incidents/process-batch";
import { metricFields } from "../platform/metrics";
import type { OpenLog } from "./open-log";
import { emptyTally, type LogTally, type ReadLogDeps, readLog } from "./read-log";
import { type LogObject, readNotification } from "./read-notification";

export interface ProcessLogsDeps extends ReadLogDeps {
  readonly project: string;
  readonly openLog: OpenLog;
}

/** What Lambda says about the invocation. */
export interface Invocation {
  readonly getRemainingTimeInMillis: () => number;
}

/** A log that is begun with less is cut off, and with it the word on those that are done. */
const LEAST_TIME_MS = 30_000;

interface Batch extends LogTally {
  read: number;
  /** Objects that were gone before they were read. */
  vanished: number;
}

/**
 * One batch from the queue: each message names a log, which is read, judged and recorded. A message is acknowledged once all that its
 * log's lines matched is announced; one that names no log, or whose log cannot be read, fails and ends in the dead-letter queue. What is gone
 * cannot be read however often it is tried, and is only counted. The log never holds what a line says.
 */
export function createProcessLogs(
  deps: ProcessLogsDeps,
): (batch: QueueBatch, invocation?: Invocation) => Promise<QueueBatchResponse> {
  return async ({ Records }, invocation) => {
    const batch: Batch = { ...emptyTally(), read: 0, vanished: 0 };
    const failed: string[] = [];
    for (const { messageId, body } of Records) {
      if ((invocation?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY) < LEAST_TIME_MS) {
        failed.push(messageId);
        addTo(batch.failures, [["NoTimeLeft", 1]]);
      } else if (!(await processMessage(body, batch, deps))) failed.push(messageId);
    }
    tell(batch, { messages: Records.length, failed: failed.length }, deps);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** Whether all of the message is done. */
async function processMessage(body: string, batch: Batch, deps: ProcessLogsDeps): Promise<boolean> {
  const notification = readNotification(body);
  if (notification.kind === "test") return true;
  if (notification.kind === "unreadable") {
    deps.log("WARN", "message without a log", { reason: notification.reason });
    addTo(batch.failures, [[notification.reason, 1]]);
    return false;
  }
  let isDone = true;
  for (const object of notification.objects) {
    const { failures } = await processObject(object, batch, deps);
    isDone &&= failures.size === 0;
    addTo(batch.failures, failures);
  }
  return isDone;
}

async function processObject(
  object: LogObject,
  batch: Batch,
  deps: ProcessLogsDeps,
): Promise<Pick<LogTally, "failures">> {
  const { log } = deps;
  const where = { bucket: object.bucket, key: object.key };
  try {
    const opened = await deps.openLog(object);
    if (opened.kind === "gone") {
      batch.vanished++;
      log("WARN", "log is gone", { ...where, reason: opened.reason });
      return { failures: new Map() };
    }
    const tally = await readLog(object, opened.bytes, deps);
    batch.read++;
    addTally(batch, tally);
    if (tally.malformed.size > 0) {
      log("WARN", "lines that could not be read", { ...where, lines: tally.lines, because: asObject(tally.malformed) });
    }
    return tally;
  } catch (error) {
    log("ERROR", "log could not be read", { ...where, error: errorName(error) });
    return { failures: new Map([[errorName(error), 1]]) };
  }
}

function addTally(batch: Batch, tally: LogTally): void {
  for (const name of ["lines", "matched", "candidates", "suppressed", "alerts", "folded", "duplicates"] as const) {
    batch[name] += tally[name];
  }
  addTo(batch.malformed, tally.malformed);
}

function addTo(counts: Map<string, number>, added: Iterable<readonly [string, number]>): void {
  for (const [name, by] of added) counts.set(name, (counts.get(name) ?? 0) + by);
}

function asObject(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries(counts);
}

/** One line of counts, and one more for each reason for which lines could not be read: CloudWatch makes metrics of both. */
function tell(
  batch: Batch,
  { messages, failed }: { readonly messages: number; readonly failed: number },
  deps: ProcessLogsDeps,
): void {
  const { log, project, now } = deps;
  const { read, vanished, lines, matched, candidates, suppressed, alerts, folded, duplicates } = batch;
  log(failed > 0 ? "WARN" : "INFO", "logs", {
    messages,
    read,
    vanished,
    lines,
    suppressed,
    candidates,
    matched,
    alerts,
    folded,
    duplicates,
    failed,
    ...(batch.failures.size > 0 && { failedBecause: asObject(batch.failures) }),
    ...metricFields(
      project,
      {
        AlertsPublished: alerts,
        EventsMatched: matched,
        EventsSuppressed: suppressed,
        LogObjectsRead: read,
        LogObjectsVanished: vanished,
        LogLinesRead: lines,
      },
      now(),
    ),
  });
  for (const [reason, LogLinesMalformed] of batch.malformed) {
    log("WARN", "malformed lines", { reason, ...metricFields(project, { LogLinesMalformed }, now(), ["reason"]) });
  }
}
