import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { sourceText } from "../../events/source";
import { defineDetection } from "../engine/define-detection";
import { isAwsItself } from "../facts/aws-itself";
import { deniedPatterns } from "../facts/bucket-patterns";
import { actorInWords, originInWords } from "../facts/wording";

/** Someone rattles at one door after the other. */
export const s3AccessDeniedBurst = defineDetection({
  id: "s3.access-denied-burst",
  title: "Many S3 requests from one address were refused",
  enabledByDefault: true,
  severity: "high",
  log: "CloudTrail data events",
  purpose: "denied",
  patterns: deniedPatterns,
  matches: (event, { perimeterOf }) => {
    if (!isDenied(event.errorCode) || event.service !== "s3.amazonaws.com" || event.bucket === undefined)
      return undefined;
    if (perimeterOf(event.bucket) === undefined || isAwsItself(event)) return undefined;
    // AWS Config and the like look around with a service role, and are refused what the role may not.
    if (event.source.kind === "aws-internal") return undefined;
    return {
      summary: `${actorInWords(event.actor)} is refused again and again, at last ${event.name} on bucket ${event.bucket}, from ${originInWords(event)}`,
    };
  },
  dedupBy: (event) => [addressOrActor(event)],
  state: { kind: "threshold", reach: 25, withinMinutes: 10, unit: "refusals" },
});

/** Services that act for a caller share their names, so that only an address identifies the caller. */
function addressOrActor({ source, actor }: CloudTrailEvent): string {
  const isAddress = source.kind === "public" || source.kind === "private" || source.kind === "unparseable";
  return (isAddress ? sourceText(source) : undefined) ?? actor.id;
}
