import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/listen";
import { actorAndBucket, bucketInWords, isDone, isProtected } from "../facts/bucket-change";
import { CONTROL_NAMES, disabledControl } from "../facts/disabled-control";
import { actorInWords } from "../facts/wording";

/** Somebody takes a bucket's protections down, one after another. */
export const s3SeveralControlsDisabled = defineDetection({
  id: "s3.several-controls-disabled",
  title: "Several protections of an S3 bucket were disabled",
  status: "stable",
  enabledByDefault: true,
  severity: "high",
  attack: ["TA0005:T1562", "TA0040:T1490"],
  description:
    "One caller disabled at least two different protections of one bucket within 90 minutes: versioning, MFA delete, access logging, default encryption, public access block. Critical for a protected bucket.",
  misses: ["protections that several callers, or one caller slowly, disable"],
  falsePositives: ["buckets that are being taken down: a deletion of everything at once looks the same"],
  runbook: [
    "Unless the bucket is being taken down, revoke the credentials that the caller used.",
    "Switch the protections on again: the incident's events name them.",
    "Look in the data events for what was read, overwritten or deleted since the first change.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => [calls("s3", CONTROL_NAMES)],
  matches: (event, context) => {
    const control = isDone(event) ? disabledControl(event) : undefined;
    if (control === undefined || event.bucket === undefined) return undefined;
    return {
      severity: isProtected(event, context) ? "critical" : "high",
      summary: `${actorInWords(event.actor)} disabled several protections of ${bucketInWords(event)}, ${control} the last`,
      details: { "Disabled last": control },
    };
  },
  dedupBy: actorAndBucket,
  state: {
    kind: "threshold",
    reach: 2,
    withinMinutes: 90,
    unit: "disabled protections",
    distinctBy: (event) => disabledControl(event) ?? "",
  },
});
