import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
import { actorAndBucket, bucketInWords, isDone, isProtected } from "../facts/bucket-change";
import { CONTROL_NAMES, disabledControl } from "../facts/disabled-control";
import { actorInWords } from "../facts/wording";

/** Someone takes a bucket's protections down, one after another. */
export const s3SeveralControlsDisabled = defineDetection({
  id: "s3.several-controls-disabled",
  title: "Several protections of an S3 bucket were disabled",
  enabledByDefault: true,
  severity: "high",
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
