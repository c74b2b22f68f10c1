import type { Candidate } from "../detections/candidate";
import type { Detected, Engine } from "../detections/engine";
import type { Event } from "../events/event";
import { parseEvents } from "../events/parse-events";
import { isEnvelope } from "../events/unwrap-envelope";
import type { Log } from "../platform/log";
import { errorName } from "../platform/log";
import { metricFields } from "../platform/metrics";
import { failedDetection } from "./failed-detection";
import type { Match } from "./incident";
import type { Recorder } from "./recorder";
import type { StateStore } from "./state/state-store";

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
  readonly state: StateStore;
  readonly recorder: Recorder;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Reading =
  | {
      readonly kind: "detected";
      readonly matches: readonly Match[];
      readonly candidates: readonly Candidate[];
      readonly suppressed: number;
      /** Some detection broke: the event is kept for when it is mended. */
      readonly isBroken: boolean;
    }
  | { readonly kind: "skipped"; readonly reason: string };

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function read(body: string, { engine, log }: ProcessBatchDeps): Reading {
  const raw = parseJson(body);
  const parsed = parseEvents(raw);
  if (parsed.kind !== "events") return { kind: "skipped", reason: parsed.reason };
  // What hears an event depends on its envelope, and it has just been delivered in one; a bare record gets one made up.
  const heard = isEnvelope(raw) ? engine.hear(raw) : undefined;
  const all = parsed.events.map((event) => ({ event, detected: engine.detect(event, heard) }));
  return {
    kind: "detected",
    matches: all.flatMap(({ event, detected }) => [...detected.matches, ...failedMatches(event, detected, log)]),
    candidates: all.flatMap(({ detected }) => detected.candidates),
    suppressed: all.reduce((sum, { detected }) => sum + detected.suppressed, 0),
    isBroken: all.some(({ detected }) => detected.failures.length > 0),
  };
}

function failedMatches(event: Event, { failures }: Detected, log: Log): readonly Match[] {
  for (const { detection, error } of failures) {
    log("ERROR", "detection failed", { detection, error: errorName(error), eventId: event.id });
  }
  return failures.map((failure) => failedDetection(failure, event));
}

function tally<T>(values: readonly T[], nameOf: (value: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[nameOf(value)] = (counts[nameOf(value)] ?? 0) + 1;
  return counts;
}

/**
 * One batch from the queue: read, detect, count what has to come together, record. A message is acknowledged once all that it matched is
 * counted and told; one that is no event fails, so that it ends in the dead-letter queue where somebody sees it. The log never holds
 * what a message says.
 */
export function createProcessBatch(deps: ProcessBatchDeps): (batch: QueueBatch) => Promise<QueueBatchResponse> {
  return async ({ Records }) => {
    const messages = Records.map(({ messageId, body }) => ({ messageId, reading: read(body, deps) }));
    const skipped = messages.flatMap(({ reading }) => (reading.kind === "skipped" ? [reading.reason] : []));
    const detected = messages.flatMap(({ reading }) => (reading.kind === "detected" ? [reading] : []));
    const candidates = detected.flatMap((reading) => reading.candidates);
    const suppressed = detected.reduce((sum, reading) => sum + reading.suppressed, 0);
    const { ripe, failures: uncounted } = await deps.state.ripen(candidates);
    const matches = [...detected.flatMap((reading) => reading.matches), ...ripe.values()];
    const { alerts, folded, duplicates, failures } = await deps.recorder.record(matches);
    const hasFailed = (reading: Reading) => {
      if (reading.kind === "skipped" || reading.isBroken) return true;
      if (reading.matches.some((match) => failures.has(match))) return true;
      return reading.candidates.some((candidate) => {
        const match = ripe.get(candidate);
        return uncounted.has(candidate) || (match !== undefined && failures.has(match));
      });
    };
    const failed = messages.filter(({ reading }) => hasFailed(reading));
    const reasons = [...failures.values(), ...uncounted.values()];
    deps.log(failed.length > 0 ? "WARN" : "INFO", "batch", {
      read: messages.length,
      skipped: skipped.length,
      suppressed,
      candidates: candidates.length,
      matched: matches.length,
      alerts,
      folded,
      duplicates,
      failed: failed.length,
      ...(skipped.length > 0 && { skippedBecause: tally(skipped, (reason) => reason) }),
      ...(reasons.length > 0 && { failedBecause: tally(reasons, errorName) }),
      ...metricFields(
        deps.project,
        {
          AlertsPublished: alerts,
          EventsMatched: matches.length,
          EventsSkipped: skipped.length,
          EventsSuppressed: suppressed,
        },
        deps.now(),
      ),
    });
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}
