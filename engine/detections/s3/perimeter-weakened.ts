import { defineDetection, type Verdict } from "../engine/define-detection";
import { callsToProtectedBuckets } from "../engine/listen";
import { actorAndBucket, isDone, parametersOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { weakeningOf } from "../facts/perimeter-in-policy";
import { readPolicy } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

/** A protected bucket's policy no longer denies what the perimeter denies. */
export const s3PerimeterWeakened = defineDetection({
  id: "s3.perimeter-weakened",
  title: "S3 perimeter was removed or weakened in the bucket policy",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0005:T1562"],
  description:
    "The policy of a bucket with an enforced perimeter was written without the perimeter's statement, or with one that lets in more. Critical; high where the record does not show the policy. By those who deploy Palisade, high without it, as after a move to observe mode, and medium where it is wider.",
  misses: [
    "Denies other than the perimeter's that are taken out of the policy",
    "a wider perimeter that is deployed together with this detector",
    "a policy so large that the record does not even name its bucket, of which s3.parameters-withheld tells",
  ],
  falsePositives: ["a deployment that widens the allowlist before this detector has been told of it"],
  runbook: [
    "Compare the bucket's policy with the plan. If the change is none of yours, deploy again: Palisade writes the perimeter back.",
    "Look in the data events for requests from outside the allowlist since the change.",
    "Revoke the credentials that made the change if their owner did not make it.",
  ],
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
