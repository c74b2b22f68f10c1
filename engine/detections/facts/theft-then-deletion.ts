import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { COPIES, COPY_NAMES } from "../../events/cloudtrail/s3-event-names";
import type { CallDetection, DetectionContext, Verdict } from "../engine/define-detection";
import { calls, callsToProtectedBuckets } from "../engine/rule-patterns";
import { copyOf, wheretoOf } from "./copy";
import { isProtectedCall, isSuccess } from "./protected-call";
import { actorInWords, originInWords } from "./wording";

const WITHIN_HOURS = 30;

interface Deletions {
  readonly names: readonly string[];
  readonly what: string;
  readonly reach: number;
}

/** Extortion: the data is copied out first and deleted then, by one of these calls. */
export function theftThenDeletion({
  names,
  what,
  reach,
}: Deletions): Pick<CallDetection, "patterns" | "matches" | "dedupBy" | "state"> {
  const deletions = new Set(names);
  return {
    patterns: (settings) => [calls("s3", COPY_NAMES), ...callsToProtectedBuckets(settings, names)],
    matches: (event, context) => judgeTheft(event, context, deletions),
    dedupBy: losingBucket,
    state: {
      kind: "sequence",
      withinMinutes: WITHIN_HOURS * 60,
      steps: [
        { what: "copies to an account that is not trusted", reach: 10 },
        { what, reach },
      ],
      stepOf: stepOfTheft,
    },
  };
}

/** The bucket that loses its data: a copy's source, and where deletions happen. */
function losingBucket(event: CloudTrailEvent): readonly string[] {
  return [(COPIES.has(event.name) ? copyOf(event).source.bucket : event.bucket) ?? ""];
}

/** 0 for the theft, 1 for the deletion. */
function stepOfTheft(event: CloudTrailEvent): number {
  return COPIES.has(event.name) ? 0 : 1;
}

/** Whether an event is part of it: a copy from a protected bucket into an account that is not trusted, or one of the deletions in it. */
function judgeTheft(
  event: CloudTrailEvent,
  context: DetectionContext,
  deletions: ReadonlySet<string>,
): Verdict | undefined {
  if (isProtectedCall(event, context, deletions)) {
    return {
      severity: "critical",
      summary: `${actorInWords(event.actor)} deletes objects in bucket ${event.bucket}, which were copied to an account that is not trusted before, from ${originInWords(event)}`,
    };
  }
  if (!isSuccess(event, COPIES)) return undefined;
  const copy = copyOf(event);
  const { bucket } = copy.source;
  if (bucket === undefined || context.perimeterOf(bucket) === undefined) return undefined;
  if (wheretoOf(copy, context).kind === "trusted") return undefined;
  return {
    severity: "critical",
    summary: `${actorInWords(event.actor)} copies objects of bucket ${bucket} to bucket ${event.bucket} of an account that is not trusted, beside deletions, from ${originInWords(event)}`,
  };
}
