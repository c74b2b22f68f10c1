import { fieldsOf, flagOf, textOf } from "../../events/fields";
import { defineDetection } from "../engine/define-detection";
import { calls } from "../engine/rule-patterns";
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

/** A policy was written that is so large that the log does not show it: padding hides it from readers of logs. */
export const s3ParametersWithheld = defineDetection({
  id: "s3.parameters-withheld",
  title: "S3 or IAM policy was written that the log does not show",
  enabledByDefault: true,
  severity: "medium",
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
