import { defineDetection, type Verdict } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/rule-patterns";
import { actorAndBucket, isDone, parametersOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { weakeningOf } from "../facts/perimeter-in-policy";
import { readPolicy } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** A protected bucket's policy no longer denies what the perimeter denies. */
export const s3PerimeterWeakened = defineDetection({
  id: "s3.perimeter-weakened",
  title: "S3 perimeter was removed or weakened in the bucket policy",
  enabledByDefault: true,
  severity: "medium",
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: (settings) => callsToProtectedBuckets(settings, ["PutBucketPolicy"]),
  matches: (event, context): Verdict | undefined => {
    if (!isDone(event) || event.name !== "PutBucketPolicy" || event.bucket === undefined) return undefined;
    const { bucket, region } = event;
    const perimeter = context.perimeterOf(bucket)?.perimeter;
    const sid = context.perimeterSidOf(bucket);
    if (perimeter?.mode !== "enforce" || sid === undefined) return undefined;
    const who = actorInWords(event.actor);
    const reading = readPolicy(parametersOf(event)["bucketPolicy"]);
    if (reading.kind !== "policy") {
      const what = `${who} wrote a policy for bucket ${bucket} that the record does not show`;
      return {
        severity: "high",
        summary: `${what}: whether the perimeter ${perimeter.name} still stands cannot be said`,
      };
    }
    const weakening = weakeningOf(reading.statements, { perimeter, sid, bucket, region });
    if (weakening === undefined) return undefined;
    const isDeployer = context.isDeployer(event.actor);
    if (weakening.kind === "missing") {
      return {
        severity: isDeployer ? "high" : "critical",
        summary: `${who} wrote a policy for bucket ${bucket} without the perimeter ${perimeter.name}`,
        details: { "Missing statement": sid },
      };
    }
    return {
      // What is wider after a deployment is most likely an allowlist that has grown, and a stranger is seldom the deployer.
      severity: isDeployer ? "medium" : "critical",
      summary: `${who} weakened the perimeter ${perimeter.name} in the policy of bucket ${bucket}`,
      details: { Statement: sid, Weaker: listInWords(weakening.because, 5) },
    };
  },
  dedupBy: actorAndBucket,
});
