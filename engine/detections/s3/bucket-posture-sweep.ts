import { sourceText } from "../../events/source";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/listen";
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

/** Somebody looks for the bucket that is open. */
export const s3BucketPostureSweep = defineDetection({
  id: "s3.bucket-posture-sweep",
  title: "Security settings of many S3 buckets read at once",
  status: "test",
  enabledByDefault: false,
  severity: "low",
  attack: ["TA0007:T1580", "TA0007:T1526"],
  description:
    "One caller at one address read policies, ACLs, public access blocks or versioning of 16 buckets within a minute, with success or " +
    "without. Elastic's rule asks for more than 15 in ten seconds. Off by default, because scanners and plans do that every day.",
  misses: ["accounts with fewer buckets", "sweeps that take their time"],
  falsePositives: ["posture scanners, Terraform and the S3 console: suppress their roles"],
  runbook: [
    "Ask the caller's owner whether a scanner runs with this identity at this time.",
    "If not, revoke the caller's sessions and keys, and see what it called next.",
  ],
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
