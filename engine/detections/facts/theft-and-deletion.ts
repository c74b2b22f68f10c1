import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { COPIES } from "../../events/cloudtrail/s3-event-names";
import type { DetectionContext, Verdict } from "../engine/define-detection";
import { copyOf, wheretoOf } from "./copy";
import { isProtectedCall, isSuccess } from "./protected-call";
import { actorInWords, originInWords } from "./wording";

/** Extortion takes a copy first and deletes then: the steps of both, for whichever calls delete. */
export const THEFT_THEN_DELETION_HOURS = 30;

/** The bucket that loses its data: a copy's source, and where deletions happen. */
export function losingBucket(event: CloudTrailEvent): readonly string[] {
  return [(COPIES.has(event.name) ? copyOf(event).source.bucket : event.bucket) ?? ""];
}

/** 0 for the theft, 1 for the deletion. */
export function stepOfTheft(event: CloudTrailEvent): number {
  return COPIES.has(event.name) ? 0 : 1;
}

/** Whether an event is part of it: a copy from a protected bucket into an account that is not trusted, or one of the deletions in it. */
export function judgeTheft(
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
