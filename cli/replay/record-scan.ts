import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import { contextOf } from "@palisade/engine/detections/engine/context";
import type { Detection, DetectionContext } from "@palisade/engine/detections/engine/define-detection";
import { createEngine, type Detected } from "@palisade/engine/detections/engine/engine";
import { judgeLine } from "@palisade/engine/detections/facts/access-log-judge";
import { perimeterRequest } from "@palisade/engine/detections/facts/perimeter-request";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import type { MalformedReason } from "@palisade/engine/events/access-log/scan-line";
import type { CloudTrailEvent } from "@palisade/engine/events/cloudtrail/cloudtrail-event";
import { copiedRead } from "@palisade/engine/events/cloudtrail/copied-read";
import type { Event } from "@palisade/engine/events/event";
import { type Fields, fieldsOf, isFields, textOf } from "@palisade/engine/events/fields";
import { PLAIN_TEXT, type ReadEvents, readEvents } from "@palisade/engine/events/read-events";
import { isEnvelope } from "@palisade/engine/events/unwrap-envelope";
import { wrap } from "@palisade/engine/events/wrap";
import { failedDetection } from "@palisade/engine/incidents/failed-detection";
import type { Match } from "@palisade/engine/incidents/incident";
import type { DetectorSettings } from "@palisade/engine/settings";
import { createLogDays, type LogDays } from "../lib/logs/log-days";
import { originOfCopiedRead, originOfEvent, originOfRecord } from "../lib/not-judged/origin";
import { createOriginTally, noCounts, type OriginCounts } from "../lib/not-judged/origin-counts";
import type { Scope } from "../lib/not-judged/scope";
import { detectionsOf } from "./detections-of";
import { logsOfEvent, logsOfRecord } from "./logs-of";

/** What the detections say of one copy of an event: all that leaves a thread, because whole events are slow to post. */
export interface Judged {
  /** The same for every copy of the event. */
  readonly id: string;
  /** CloudTrail's own id of this copy. */
  readonly eventId: string | undefined;
  /** The caller's own account sees the ARN, the bucket's account may not. */
  readonly hasArn: boolean;
  readonly matches: readonly Match[];
  /** What becomes a match once enough of all inputs come together. */
  readonly candidates: readonly Candidate[];
  /** How many of both a suppression silenced. */
  readonly suppressed: number;
}

/** What was found in one input. */
export interface ScanResult {
  /** Records that are CloudTrail events or findings, and lines of access logs. */
  readonly read: number;
  /** Records that are none, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Stretches that could not be read at all, by reason. */
  readonly unreadable: Readonly<Record<string, number>>;
  readonly judged: readonly Judged[];
  /** When what was read was made. */
  readonly days: LogDays;
  /** What the records are of; empty where no scope was given. */
  readonly origins: OriginCounts;
  /** How many records each log has, by the name that detections have for it. */
  readonly logs: Readonly<Record<string, number>>;
  /** Requests to protected buckets of which the records say too little for the perimeter's decision. */
  readonly undecided: number;
}

export interface RecordScan {
  readonly value: (value: unknown) => void;
  readonly unreadable: (reason: string) => void;
  /** Takes a line of an access log, whole or malformed; false where the text has nothing to do with one. */
  readonly line: (text: string) => boolean;
  /** The result since the last call. */
  readonly take: () => ScanResult;
}

/**
 * The chain as deployed: patterns choose, the engine decides. Each detection's own patterns do, of which the deployed rules are the sum:
 * what no detection hears, no rule has to deliver.
 */
export function createRecordScan(settings: DetectorSettings, scope?: Scope): RecordScan {
  const { hear, detect } = createEngine(settings, detectionsOf(settings));
  const context = contextOf(settings);
  const origins = scope && createOriginTally(scope);
  let tally = emptyTally();
  const days = createLogDays();

  const look = (event: Event, detected: Detected) => {
    days.add(event.time);
    origins?.add(originOfEvent(event));
    for (const log of logsOfEvent(event)) count(tally.logs, log);
    if (event.kind === "call") addCopiedRead(event.record);
    tally.undecided += undecidedIn(event, context);
    judge(event, detected, tally);
  };

  const addCopiedRead = (record: Fields) => {
    const read = origins && originOfCopiedRead(record);
    if (read !== undefined) origins?.add(read);
  };

  const line = (text: string): boolean => {
    const parsed = parseAccessLogLine(text);
    if (parsed.kind === "malformed") {
      if (OF_ANY_TEXT.has(parsed.reason) && tally.lines === 0) return false;
      count(tally.unreadable, `an access-log line with ${parsed.reason}`);
      return true;
    }
    tally.read++;
    tally.lines++;
    look(parsed.event, detect(parsed.event));
    return true;
  };

  const take = (found: ReadEvents, early: readonly Detection[] | undefined) => {
    switch (found.kind) {
      case "events": {
        const events = found.events.filter((event) => !isSample(event));
        if (events.length < found.events.length) count(tally.skipped, SAMPLE, found.events.length - events.length);
        if (events.length === 0) return;
        tally.read++;
        const heard = early ?? (isEnvelope(found.value) ? hear(found.value) : undefined);
        // A finding is judged by the envelope that AWS would write, whatever form the file has it in.
        for (const event of events) look(event, detect(event, event.kind === "call" ? heard : undefined));
        return;
      }
      case "text":
        if (!line(found.text)) count(tally.unreadable, PLAIN_TEXT);
        return;
      case "skipped":
      case "unreadable":
        count(tally[found.kind], found.reason);
    }
  };

  return {
    value: (value) => {
      // Most records match no pattern, and parsing a record takes longer than matching it.
      const early = isPlainEvent(value) ? hear(wrap(value)) : undefined;
      if (early?.length === 0) {
        tally.read++;
        days.addText(String(fieldsOf(value)["eventTime"]));
        origins?.add(originOfRecord(value as Fields));
        for (const log of logsOfRecord(value as Fields)) count(tally.logs, log);
        addCopiedRead(value as Fields);
        return;
      }
      for (const found of readEvents(value))
        take(found, found.kind === "events" && found.value === value ? early : undefined);
    },
    unreadable: (reason) => count(tally.unreadable, reason),
    line,
    take: () => {
      const { lines, ...result } = tally;
      tally = emptyTally();
      return { ...result, days: days.take(), origins: origins?.take() ?? noCounts() };
    },
  };
}

/** What is wrong with any text that is no line of an access log; it is worth saying only amid such lines. */
const OF_ANY_TEXT: ReadonlySet<MalformedReason> = new Set<MalformedReason>([
  "an empty line",
  "fewer fields than an access log line has",
  "no time in brackets",
]);

const SAMPLE = "sample, ignored: a finding that was made to try things out";

function isSample(event: Event): boolean {
  return event.kind === "finding" && event.status === "sample";
}

const USUAL_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** A bare record that `parseCloudTrail` surely reads; false says nothing. */
function isPlainEvent(value: unknown): value is Fields {
  if (!isFields(value) || value["eventType"] !== "AwsApiCall" || "detail" in value) return false;
  const { eventName, eventSource, eventTime, eventCategory, userIdentity } = value;
  return (
    isFields(userIdentity) &&
    textOf(eventName) !== undefined &&
    textOf(eventSource) !== undefined &&
    typeof eventTime === "string" &&
    USUAL_TIME.test(eventTime) &&
    (eventCategory === undefined || eventCategory === "Data" || eventCategory === "Management")
  );
}

function judge(event: Event, { matches, candidates, suppressed, failures }: Detected, tally: Tally): void {
  const all = failures.length === 0 ? matches : [...matches, ...failures.map((one) => failedDetection(one, event))];
  const eventId = event.kind === "call" ? event.eventId : event.id;
  // Where an event has copies, the one that counts may be the one that nothing matches.
  const mayHaveCopies = event.id !== eventId;
  if (all.length === 0 && candidates.length === 0 && suppressed === 0 && !mayHaveCopies) return;
  const hasArn = event.kind !== "finding" && event.actor.arn !== undefined;
  tally.judged.push({ id: event.id, eventId, hasArn, matches: all, candidates, suppressed });
}

function undecidedIn(event: Event, context: DetectionContext): number {
  switch (event.kind) {
    case "finding":
      return 0;
    case "access-log":
      return judgeLine(event, context)?.caller.kind === "undecided" ? 1 : 0;
    case "call": {
      const read = copiedRead(event);
      return countUndecided(event, context) + (read === undefined ? 0 : countUndecided(read, context));
    }
  }
}

function countUndecided(event: CloudTrailEvent, { perimeterOf }: DetectionContext): number {
  if (event.service !== "s3.amazonaws.com" || event.bucket === undefined) return 0;
  return perimeterOf(event.bucket)?.decide(perimeterRequest(event)).kind === "undecided" ? 1 : 0;
}

interface Tally {
  read: number;
  /** Lines of access logs among them. */
  lines: number;
  readonly skipped: Record<string, number>;
  readonly unreadable: Record<string, number>;
  readonly judged: Judged[];
  readonly logs: Record<string, number>;
  undecided: number;
}

function emptyTally(): Tally {
  return { read: 0, lines: 0, skipped: {}, unreadable: {}, judged: [], logs: {}, undecided: 0 };
}

function count(counts: Record<string, number>, reason: string, by = 1): void {
  counts[reason] = (counts[reason] ?? 0) + by;
}
