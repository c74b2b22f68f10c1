import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, textOf } from "../../events/fields";
import type { EventPattern } from "../../patterns/event-pattern";
import { calls } from "../engine/rule-patterns";
import { answerOf } from "./successful-call";

/** AWS's pages name the first, its events come as the second; listening to both costs nothing. */
export const SIGN_IN_DETAIL_TYPES = [
  "AWS Console Signin via CloudTrail",
  "AWS Console Sign In via CloudTrail",
] as const;

/**
 * Sign-in events of root and of users. Whether they succeeded is in their answers, under each event's own name, and most failures
 * carry no error code; so the pattern leaves that to the detections, and one rule serves them all.
 */
export function signIns(...eventNames: readonly string[]): EventPattern {
  return calls("signin", eventNames, {
    outcome: "any",
    detailTypes: SIGN_IN_DETAIL_TYPES,
    detail: { userIdentity: { type: ["Root", "IAMUser"] } },
  });
}

/** `Success` or `Failure`; undefined for what is no sign-in event. */
export function signInAnswer(event: CloudTrailEvent): string | undefined {
  return event.service === "signin.amazonaws.com" ? textOf(answerOf(event)[event.name]) : undefined;
}

/** `Yes` or `No`; absent where the record does not say. */
export function mfaUsed({ record }: CloudTrailEvent): string | undefined {
  return textOf(fieldsOf(record["additionalEventData"])["MFAUsed"]);
}
