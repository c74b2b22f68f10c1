import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { isDenied } from "../../events/cloudtrail/denied-error-codes";
import { sourceText } from "../../events/source";
import { defineDetection } from "../engine/define-detection";
import { isAwsItself } from "../facts/aws-itself";
import { ACCESS_LOGS, ACCESS_POINTS, OTHER_BUCKETS } from "../facts/blind-spots";
import { deniedPatterns } from "../facts/bucket-patterns";
import { actorInWords, originInWords } from "../facts/wording";

/** Somebody rattles at one door after the other. */
export const s3AccessDeniedBurst = defineDetection({
  id: "s3.access-denied-burst",
  title: "Many S3 requests from one address were refused",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0007:T1619", "TA0007:T1580"],
  description:
    "25 requests from one address to protected buckets were refused within ten minutes, whoever the address claimed to be. Elastic's rule " +
    "asks for 40. AWS's own services, such as log delivery, do not count; a caller without an address of its own counts by its name.",
  misses: ["probing from many addresses", ACCESS_LOGS, ACCESS_POINTS, OTHER_BUCKETS],
  falsePositives: [
    "an application that lost a permission and tries again, and a colleague's client at an address that is not let in yet",
  ],
  runbook: [
    "See in the incident whether it is one caller that repeats one request, which is a lost permission, or somebody who tries names.",
    "Ask the callers' owners. If nobody knows the address, revoke the sessions and keys that it used.",
    "See whether any request from this address succeeded, with `palisade hunt address-timeline` over the trail's log files.",
  ],
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

/** Services that act for somebody share their names, so that only an address stands for whoever asks. */
function addressOrActor({ source, actor }: CloudTrailEvent): string {
  const isAddress = source.kind === "public" || source.kind === "private" || source.kind === "unparseable";
  return (isAddress ? sourceText(source) : undefined) ?? actor.id;
}
