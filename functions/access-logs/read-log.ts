import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import type { Engine } from "@palisade/engine/detections/engine/engine";
import type { ParsedLine } from "@palisade/engine/events/access-log/parse-line";
import { failedDetection } from "@palisade/engine/incidents/failed-detection";
import type { Match } from "@palisade/engine/incidents/incident";
import { atPossibleTime, possibleAt, sayingStatedTime } from "@palisade/engine/incidents/plausible-time";
import type { StateStore } from "@palisade/engine/incidents/state/state-store";
import { errorName, type Log } from "@palisade/engine/log";
import type { Recorded, Recorder } from "../incidents/recorder";
import { createMatchFold } from "./fold-matches";
import { readLines } from "./read-lines";
import type { LogObject } from "./read-notification";

export interface ReadLogDeps {
  readonly engine: Engine;
  readonly state: StateStore;
  readonly recorder: Recorder;
  readonly parseLine: (line: string) => ParsedLine;
  /** How long matches of a detection fold into one incident. */
  readonly dedupMinutesOf: (detection: string) => number;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What there was in a log, and what became of it. */
export interface LogTally {
  lines: number;
  /** Lines that are no line of a server access log, by the reason. */
  readonly malformed: Map<string, number>;
  matched: number;
  candidates: number;
  suppressed: number;
  alerts: number;
  folded: number;
  duplicates: number;
  /** Why the log has to be read again, by the error's name; empty when all is announced. */
  readonly failures: Map<string, number>;
}

/** Incidents' parts, and candidates, that are kept in memory before they are recorded. */
const MOST_KEPT = 500;

/** S3 writes an hour's requests into many logs, and these over hours: what else they say is announced once none has come for so long. */
const SETTLING_MS = 60 * 60_000;

/** Reads one log as it comes, and records what its lines matched; whatever the log's size, no more of it is kept than `MOST_KEPT` matches. */
export async function readLog(
  object: LogObject,
  bytes: AsyncIterable<Uint8Array>,
  deps: ReadLogDeps,
): Promise<LogTally> {
  const tally = emptyTally();
  const { dedupMinutesOf } = deps;
  const name = `${object.bucket}/${object.key}@${object.version}`;
  const settlesAt = deps.now() + SETTLING_MS;
  // The log's own time stays what it is when the log is read again. A line may be as old as it likes: someone may copy old logs.
  const writtenAt = object.writtenAt ?? deps.now();
  const possible = { ...possibleAt(writtenAt), from: 0 };
  const fold = createMatchFold({ log: name, dedupMinutesOf, settlesAt });
  // Apart: when a candidate becomes a match depends on other logs as well. The name is part of ids that are stored.
  const promotedMatches = createMatchFold({ log: `${name}|ripened`, dedupMinutesOf, settlesAt });
  let candidates: Candidate[] = [];
  const waiting: { readonly matches: Match[]; readonly candidates: (readonly Candidate[])[] } = {
    matches: [],
    candidates: [],
  };

  const keep = (match: Match) => {
    tally.matched++;
    fold.add(match);
    // At the same line whenever the log is read, and not where a chunk of it happens to end: the parts' ids must stay what they are.
    if (fold.size >= MOST_KEPT) waiting.matches.push(...fold.take());
  };
  const wait = (candidate: Candidate) => {
    tally.candidates++;
    candidates.push(candidate);
    if (candidates.length >= MOST_KEPT) waiting.candidates.push(takeCandidates());
  };
  const takeCandidates = () => {
    const taken = candidates;
    candidates = [];
    return taken;
  };

  const onLine = (line: string) => {
    tally.lines++;
    const parsed = deps.parseLine(line);
    if (parsed.kind === "malformed") {
      count(tally.malformed, parsed.reason);
      return;
    }
    const { time: stated } = parsed.event;
    const event = atPossibleTime(parsed.event, possible, writtenAt);
    const detected = deps.engine.detect(event);
    for (const match of detected.matches) keep(sayingStatedTime(match, stated));
    for (const candidate of detected.candidates) {
      wait({ ...candidate, match: sayingStatedTime(candidate.match, stated) });
    }
    tally.suppressed += detected.suppressed;
    for (const failure of detected.failures) {
      keep(failedDetection(failure, event));
      const { detection, error } = failure;
      // One line of the log says it for thousands.
      if (!tally.failures.has(errorName(error))) {
        deps.log("ERROR", "detection failed", { detection, error: errorName(error), eventId: event.id });
      }
      count(tally.failures, errorName(error));
    }
  };

  const promote = async (batch: readonly Candidate[]) => {
    const { promoted, failures } = await deps.state.promote(batch);
    for (const match of promoted.values()) promotedMatches.add(match);
    tally.matched += promoted.size;
    for (const error of failures.values()) count(tally.failures, errorName(error));
    if (promotedMatches.size >= MOST_KEPT) waiting.matches.push(...promotedMatches.take());
  };

  const settle = async () => {
    for (const batch of waiting.candidates.splice(0)) await promote(batch);
    const matches = waiting.matches.splice(0);
    if (matches.length > 0) add(tally, await deps.recorder.record(matches));
  };

  await readLines(bytes, {
    onLine,
    onOverlong: () => {
      tally.lines++;
      count(tally.malformed, OVERLONG);
    },
    afterChunk: settle,
  });
  if (candidates.length > 0) await promote(takeCandidates());
  waiting.matches.push(...fold.take(), ...promotedMatches.take());
  await settle();
  return tally;
}

const OVERLONG = "longer than any line of S3's";

export function emptyTally(): LogTally {
  return {
    lines: 0,
    malformed: new Map(),
    matched: 0,
    candidates: 0,
    suppressed: 0,
    alerts: 0,
    folded: 0,
    duplicates: 0,
    failures: new Map(),
  };
}

function add(tally: LogTally, { alerts, folded, duplicates, failures }: Recorded): void {
  tally.alerts += alerts;
  tally.folded += folded;
  tally.duplicates += duplicates;
  for (const error of failures.values()) count(tally.failures, errorName(error));
}

export function count(counts: Map<string, number>, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
