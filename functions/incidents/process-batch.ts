import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import type { Detected, Engine } from "@palisade/engine/detections/engine/engine";
import type { Event } from "@palisade/engine/events/event";
import { parseEvents } from "@palisade/engine/events/parse-events";
import { isEnvelope } from "@palisade/engine/events/unwrap-envelope";
import { failedDetection } from "@palisade/engine/incidents/failed-detection";
import type { Match } from "@palisade/engine/incidents/incident";
import { atPossibleTime, possibleAt, sayingStatedTime } from "@palisade/engine/incidents/plausible-time";
import type { StateStore } from "@palisade/engine/incidents/state/state-store";
import type { Log } from "@palisade/engine/log";
import { errorName } from "@palisade/engine/log";
import { metricFields } from "../platform/metrics";
import type { Recorder } from "./recorder";

/** What SQS hands a function; each body is an EventBridge event. */
export interface QueueBatch {
  readonly Records: readonly QueueRecord[];
}

interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  /** `SentTimestamp`: when the message came into the queue, in milliseconds since the epoch; the same however often it is handed out. */
  readonly attributes?: { readonly SentTimestamp?: string };
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
      /** Events whose own time cannot be. */
      readonly mistimed: number;
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

function arrivedAt({ attributes }: QueueRecord, now: number): number {
  const sent = Number(attributes?.SentTimestamp);
  return sent > 0 && sent <= now ? sent : now;
}

function read(record: QueueRecord, { engine, log, now }: ProcessBatchDeps): Reading {
  const raw = parseJson(record.body);
  const parsed = parseEvents(raw);
  if (parsed.kind !== "events") return { kind: "skipped", reason: parsed.reason };
  // Which detections receive an event depends on its envelope, and it has just been delivered in one; a bare record gets one made up.
  const heard = isEnvelope(raw) ? engine.hear(raw) : undefined;
  const arrived = arrivedAt(record, now());
  const all = parsed.events.map((stated) => {
    const event = atPossibleTime(stated, possibleAt(arrived), arrived);
    return { event, stated: stated.time, detected: engine.detect(event, heard) };
  });
  return {
    kind: "detected",
    matches: all.flatMap(({ event, stated, detected }) =>
      [...detected.matches, ...failedMatches(event, detected, log)].map((match) => sayingStatedTime(match, stated)),
    ),
    candidates: all.flatMap(({ stated, detected }) =>
      detected.candidates.map((candidate) => ({ ...candidate, match: sayingStatedTime(candidate.match, stated) })),
    ),
    mistimed: all.filter(({ event, stated }) => event.time !== stated).length,
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
 * counted and announced; one that is no event fails, so that it ends in the dead-letter queue where someone sees it. The log never holds
 * what a message says.
 */
export function createProcessBatch(deps: ProcessBatchDeps): (batch: QueueBatch) => Promise<QueueBatchResponse> {
  return async ({ Records }) => {
    const messages = Records.map((record) => ({ messageId: record.messageId, reading: read(record, deps) }));
    const skipped = messages.flatMap(({ reading }) => (reading.kind === "skipped" ? [reading.reason] : []));
    const detected = messages.flatMap(({ reading }) => (reading.kind === "detected" ? [reading] : []));
    const candidates = detected.flatMap((reading) => reading.candidates);
    const suppressed = detected.reduce((sum, reading) => sum + reading.suppressed, 0);
    const mistimed = detected.reduce((sum, reading) => sum + reading.mistimed, 0);
    const { promoted, failures: uncounted } = await deps.state.promote(candidates);
    const matches = [...detected.flatMap((reading) => reading.matches), ...promoted.values()];
    const { alerts, folded, duplicates, failures } = await deps.recorder.record(matches);
    const hasFailed = (reading: Reading) => {
      if (reading.kind === "skipped" || reading.isBroken) return true;
      if (reading.matches.some((match) => failures.has(match))) return true;
      return reading.candidates.some((candidate) => {
        const match = promoted.get(candidate);
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
      ...(mistimed > 0 && { mistimed }),
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
