import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import { secondOf } from "@palisade/engine/incidents/state/element";
import { clockHour } from "@palisade/engine/incidents/state/learning-clock";

/** A detection that has not finished learning what is usual. */
export interface Learning {
  readonly detection: string;
  readonly days: number;
  /** Milliseconds since the epoch: the hour of its first event; undefined where there is none. */
  readonly since: number | undefined;
}

const DAY_MS = 24 * 60 * 60_000;

/** The detections that were still learning at `end`, when the log ended; undefined where it holds nothing. */
export function stillLearning(
  detections: readonly AnyDetection[],
  candidates: readonly Candidate[],
  end: number | undefined,
): readonly Learning[] {
  return detections.flatMap(({ id, state }) => {
    if (state?.kind !== "first-seen" || state.learningDays === 0) return [];
    const since = clockOf(id, candidates);
    const isDone = since !== undefined && end !== undefined && learnedAt(since, state.learningDays) <= end;
    return isDone ? [] : [{ detection: id, days: state.learningDays, since }];
  });
}

/** When a detection that began then knows what is usual. */
export function learnedAt(since: number, days: number): number {
  return since + days * DAY_MS;
}

/** Where the state's own clock begins. */
function clockOf(detection: string, candidates: readonly Candidate[]): number | undefined {
  let first: number | undefined;
  for (const { match } of candidates) {
    if (match.detection === detection && (first === undefined || match.time < first)) first = match.time;
  }
  return first === undefined ? undefined : clockHour(secondOf(first)) * 1000;
}
