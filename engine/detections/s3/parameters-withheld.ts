import { fieldsOf, flagOf, textOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/listen";
import { parametersOf } from "../facts/bucket-change";
import { listInWords } from "../facts/list-in-words";
import { listOf } from "../facts/policy-document";
import { actorInWords } from "../facts/wording";

const POLICY_WRITES: Readonly<Record<string, readonly string[]>> = {
  s3: ["PutBucketPolicy", "PutBucketAcl", "PutBucketLifecycle", "PutBucketReplication", "PutAccessPointPolicy"],
  iam: [
    "PutUserPolicy",
    "PutRolePolicy",
    "PutGroupPolicy",
    "CreatePolicy",
    "CreatePolicyVersion",
    "CreateRole",
    "UpdateAssumeRolePolicy",
  ],
};

const OMITTED = { requestParameters: { omitted: [true, "true"] } } as const;

/** A policy was written that is so large that the log does not show it: padding hides it from whoever reads logs. */
export const s3ParametersWithheld = defineDetection({
  id: "s3.parameters-withheld",
  title: "S3 or IAM policy was written that the log does not show",
  status: "stable",
  enabledByDefault: true,
  severity: "medium",
  attack: ["TA0005:T1562.008"],
  description:
    "A policy of a bucket or an identity was written with a request so large that CloudTrail left its parameters out. Blanks may have made it so: what the policy allows cannot be seen in the log.",
  misses: ["policies that are written through other services, such as KMS or SNS"],
  falsePositives: ["policies that really are nearly as large as they may be"],
  runbook: [
    "Read the policy where it stands: aws s3api get-bucket-policy, or IAM's console.",
    "Judge it as if it had been logged: look for everybody, foreign accounts and wildcards.",
    "If it is padded with blanks, treat whoever wrote it as hiding something.",
  ],
  log: "CloudTrail management events",
  purpose: "changes",
  patterns: () => Object.entries(POLICY_WRITES).map(([service, names]) => calls(service, names, { detail: OMITTED })),
  matches: (event) => {
    const service = event.service.split(".", 1)[0] ?? "";
    const names = Object.hasOwn(POLICY_WRITES, service) ? POLICY_WRITES[service] : undefined;
    const parameters = parametersOf(event);
    if (event.errorCode !== undefined || !names?.includes(event.name) || flagOf(parameters["omitted"]) !== true) {
      return undefined;
    }
    const resources = listOf(event.record["resources"]).flatMap((one) => textOf(fieldsOf(one)["ARN"]) ?? []);
    const where = resources.length === 0 ? "" : ` on ${listInWords(resources)}`;
    const reason = textOf(parameters["reason"]);
    return {
      summary: `${actorInWords(event.actor)} called ${event.name}${where} with parameters that CloudTrail left out`,
      ...(reason !== undefined && { details: { Reason: reason } }),
    };
  },
  dedupBy: ({ actor, name }) => [actor.id, name],
});
