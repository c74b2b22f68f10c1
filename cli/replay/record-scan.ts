import { createEngine, type Detected } from "../../functions/src/detections/engine";
import { eventRules } from "../../functions/src/detections/event-rules";
import type { CloudTrailEvent } from "../../functions/src/events/cloudtrail-event";
import { type Fields, isFields, textOf } from "../../functions/src/events/fields";
import { parseCloudTrail } from "../../functions/src/events/parse-cloudtrail";
import { isEnvelope } from "../../functions/src/events/unwrap-envelope";
import { wrap } from "../../functions/src/events/wrap";
import { failedDetection } from "../../functions/src/incidents/failed-detection";
import type { Match } from "../../functions/src/incidents/incident";
import { compilePatterns } from "../../functions/src/patterns/compile-index";
import type { DetectorSettings } from "../../functions/src/settings";

/** What the detections say of one copy of an event: all that leaves a thread, because whole events are slow to post. */
export interface Judged {
  /** The same for every copy of the event. */
  readonly id: string;
  /** CloudTrail's own id of this copy. */
  readonly eventId: string | undefined;
  /** The caller's own account sees the ARN, the bucket's account may not. */
  readonly hasArn: boolean;
  readonly matches: readonly Match[];
}

/** What was found in one input. */
export interface ScanResult {
  /** Records that are CloudTrail events. */
  readonly read: number;
  /** Records that are none, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Stretches that could not be read at all, by reason. */
  readonly unreadable: Readonly<Record<string, number>>;
  readonly judged: readonly Judged[];
}

export interface RecordScan {
  readonly value: (value: unknown) => void;
  readonly unreadable: (reason: string) => void;
  /** The result since the last call. */
  readonly take: () => ScanResult;
}

/** The chain as deployed: the rules' patterns choose, the engine decides. Compiles both once. */
export function createRecordScan(settings: DetectorSettings): RecordScan {
  const { detect } = createEngine(settings);
  const patterns = eventRules(settings).flatMap(({ purpose, patterns }) =>
    patterns.map((pattern, index) => ({ id: `${purpose} ${index + 1}`, pattern })),
  );
  const matchingRules = compilePatterns(patterns);
  let tally = emptyTally();

  return {
    value: (value) => {
      // Most records match no rule, and parsing one takes longer than matching it.
      if (isPlainEvent(value) && matchingRules(wrap(value)).length === 0) {
        tally.read++;
        return;
      }
      const parsed = parseCloudTrail(value);
      if (parsed.kind === "skipped") {
        count(tally.skipped, skipReason(value, parsed.reason));
        return;
      }
      tally.read++;
      const { event } = parsed;
      const envelope = isEnvelope(value) ? value : wrap(event.record);
      if (matchingRules(envelope).length > 0) judge(event, detect(event), tally);
    },
    unreadable: (reason) => count(tally.unreadable, reason),
    take: () => {
      const result = tally;
      tally = emptyTally();
      return result;
    },
  };
}

const USUAL_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** A bare record that `parseCloudTrail` surely reads; false says nothing. */
function isPlainEvent(value: unknown): value is Fields {
  if (!isFields(value) || value["eventType"] !== "AwsApiCall" || "detail" in value) return false;
  const { eventName, eventSource, eventTime, eventCategory } = value;
  return (
    textOf(eventName) !== undefined &&
    textOf(eventSource) !== undefined &&
    typeof eventTime === "string" &&
    USUAL_TIME.test(eventTime) &&
    (eventCategory === undefined || eventCategory === "Data" || eventCategory === "Management")
  );
}

function judge(event: CloudTrailEvent, { matches, failures }: Detected, tally: Tally): void {
  const all = failures.length === 0 ? matches : [...matches, ...failures.map((one) => failedDetection(one, event))];
  // Where an event has copies, the one that counts may be the one that nothing matches.
  const mayHaveCopies = event.id !== event.eventId;
  if (all.length === 0 && !mayHaveCopies) return;
  tally.judged.push({ id: event.id, eventId: event.eventId, hasArn: event.actor.arn !== undefined, matches: all });
}

interface Tally {
  read: number;
  readonly skipped: Record<string, number>;
  readonly unreadable: Record<string, number>;
  readonly judged: Judged[];
}

function emptyTally(): Tally {
  return { read: 0, skipped: {}, unreadable: {}, judged: [] };
}

function count(counts: Record<string, number>, reason: string): void {
  counts[reason] = (counts[reason] ?? 0) + 1;
}

function skipReason(value: unknown, reason: string): string {
  const hasRecords = typeof value === "object" && value !== null && "Records" in value;
  return hasRecords ? "Records that are not a list" : reason;
}
