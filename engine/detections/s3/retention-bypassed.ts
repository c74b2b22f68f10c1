import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, flagOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
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
  enabledByDefault: true,
  severity: "high",
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
