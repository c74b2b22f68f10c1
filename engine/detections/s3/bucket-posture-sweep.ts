import { sourceText } from "../../events/source";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { isAwsItself } from "../facts/aws-itself";
import { actorInWords, originInWords } from "../facts/wording";

const SETTINGS_READS = [
  "GetBucketAcl",
  "GetBucketPolicy",
  "GetBucketPolicyStatus",
  "GetBucketPublicAccessBlock",
  "GetBucketVersioning",
] as const;
const NAMES: ReadonlySet<string> = new Set(SETTINGS_READS);

/** Someone looks for the bucket that is open. */
export const s3BucketPostureSweep = defineDetection({
  id: "s3.bucket-posture-sweep",
  title: "Security settings of many S3 buckets read at once",
  enabledByDefault: false,
  severity: "low",
  log: "CloudTrail management events",
  purpose: "reads",
  patterns: () => [calls("s3", SETTINGS_READS, { outcome: "any" })],
  matches: (event) => {
    if (!NAMES.has(event.name) || event.service !== "s3.amazonaws.com" || event.bucket === undefined) return undefined;
    // AWS Config and Access Analyzer look at every bucket all day.
    if (isAwsItself(event) || event.source.kind === "aws-internal" || event.source.kind === "aws-service")
      return undefined;
    return {
      summary: `${actorInWords(event.actor)} is reading the settings of bucket after bucket from ${originInWords(event)}`,
    };
  },
  dedupBy: ({ actor, source }) => [actor.id, sourceText(source) ?? ""],
  state: {
    kind: "threshold",
    reach: 16,
    withinMinutes: 1,
    unit: "buckets",
    distinctBy: ({ bucket }) => bucket ?? "",
  },
});
