import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, flagOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { actorAndBucket, elementOf, isDone, parametersOf } from "../facts/bucket-change";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

const BYPASS = "x-amz-bypass-governance-retention";

/** The calls that may ask to bypass a retention. */
const BYPASSING = ["PutObjectRetention", "DeleteObject", "DeleteObjects"] as const;

/** A lock on an object of a protected bucket was opened. */
export const s3RetentionBypassed = defineDetection({
  id: "s3.retention-bypassed",
  title: "S3 object's lock was bypassed or its legal hold lifted",
  status: "test",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0040:T1490", "TA0040:T1485"],
  description:
    "A call on an object in a protected bucket asked to bypass governance retention, or lifted a legal hold: what was locked can be changed or deleted.",
  misses: ["objects in buckets that are not protected, whose data events are not recorded"],
  falsePositives: [
    "the console, which asks to bypass with every deletion by somebody who may",
    "legal holds that have come to their end",
  ],
  runbook: [
    "Ask whoever made the call why. If nobody knows, revoke the credentials that made it.",
    "Look in the data events for what the same caller deleted, and bring back older versions.",
    "Take s3:BypassGovernanceRetention from whoever does not need it, or use compliance mode.",
  ],
  log: "CloudTrail data events",
  purpose: "access",
  patterns: (settings) => [
    ...callsToProtectedBuckets(settings, ["PutObjectLegalHold"]),
    // Of a busy bucket's deletions, only those that bypass cost anything.
    ...callsToProtectedBuckets(settings, BYPASSING, {
      detail: { requestParameters: { [BYPASS]: [{ exists: true }] } },
    }),
  ],
  matches: (event, { perimeterOf }) => {
    if (!isDone(event) || event.bucket === undefined || perimeterOf(event.bucket) === undefined) return undefined;
    const did = deedOf(event);
    if (did === undefined) return undefined;
    const what = event.key === undefined ? "objects" : `object ${event.key}`;
    return { summary: `${actorInWords(event.actor)} ${did} ${what} in bucket ${event.bucket}` };
  },
  dedupBy: actorAndBucket,
});

function deedOf(event: CloudTrailEvent): string | undefined {
  if (event.name === "PutObjectLegalHold") {
    return fieldsOf(elementOf(event, "LegalHold"))["Status"] === "OFF" ? "lifted the legal hold of" : undefined;
  }
  const isBypass = listOf(parametersOf(event)[BYPASS]).some((value) => flagOf(value) === true);
  if (!isBypass || !BYPASSING.some((name) => name === event.name)) return undefined;
  return event.name === "PutObjectRetention" ? "bypassed the retention of" : "bypassed retention to delete";
}
