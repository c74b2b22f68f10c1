import type { Engine } from "../detections/engine";
import { parseCloudTrail } from "../events/parse-cloudtrail";
import type { Log } from "../platform/log";
import { errorName } from "../platform/log";
import { metricFields } from "../platform/metrics";
import { failedDetection } from "./failed-detection";
import type { Match } from "./incident";
import type { Recorder } from "./recorder";

/** What SQS hands a function; each body is an EventBridge event. */
export interface QueueBatch {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** Messages named here are handed out again, and end in the dead-letter queue. */
export interface QueueBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export interface ProcessBatchDeps {
  readonly project: string;
  readonly engine: Engine;
  readonly recorder: Recorder;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Reading =
  | { readonly kind: "matches"; readonly matches: readonly Match[] }
  /** Some detection broke: the event is kept for when it is mended. */
  | { readonly kind: "broken"; readonly matches: readonly Match[] }
  | { readonly kind: "skipped"; readonly reason: string };

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function read(body: string, { engine, log }: ProcessBatchDeps): Reading {
  const parsed = parseCloudTrail(parseJson(body));
  if (parsed.kind === "skipped") return parsed;
  const { matches, failures } = engine.detect(parsed.event);
  if (failures.length === 0) return { kind: "matches", matches };
  for (const { detection, error } of failures) {
    log("ERROR", "detection failed", { detection, error: errorName(error), eventId: parsed.event.id });
  }
  const failed = failures.map((failure) => failedDetection(failure, parsed.event));
  return { kind: "broken", matches: [...matches, ...failed] };
}

function tally<T>(values: readonly T[], nameOf: (value: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[nameOf(value)] = (counts[nameOf(value)] ?? 0) + 1;
  return counts;
}

/**
 * One batch from the queue: read, detect, record. A message is acknowledged once all that it matched is counted and told; one that is
 * no event fails, so that it ends in the dead-letter queue where somebody sees it. The log never holds what a message says.
 */
export function createProcessBatch(deps: ProcessBatchDeps): (batch: QueueBatch) => Promise<QueueBatchResponse> {
  return async ({ Records }) => {
    const messages = Records.map(({ messageId, body }) => ({ messageId, reading: read(body, deps) }));
    const skipped = messages.flatMap(({ reading }) => (reading.kind === "skipped" ? [reading.reason] : []));
    const matches = messages.flatMap(({ reading }) => (reading.kind === "skipped" ? [] : reading.matches));
    const { alerts, folded, duplicates, failures } = await deps.recorder.record(matches);
    const failed = messages.filter(
      ({ reading }) => reading.kind !== "matches" || reading.matches.some((match) => failures.has(match)),
    );
    deps.log(failed.length > 0 ? "WARN" : "INFO", "batch", {
      read: messages.length,
      skipped: skipped.length,
      matched: matches.length,
      alerts,
      folded,
      duplicates,
      failed: failed.length,
      ...(skipped.length > 0 && { skippedBecause: tally(skipped, (reason) => reason) }),
      ...(failures.size > 0 && { failedBecause: tally([...failures.values()], errorName) }),
      ...metricFields(
        deps.project,
        { AlertsPublished: alerts, EventsMatched: matches.length, EventsSkipped: skipped.length },
        deps.now(),
      ),
    });
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}
