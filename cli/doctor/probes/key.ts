import { DescribeKeyCommand, GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { parseJson } from "@palisade/aws/canonical-json";
import { iamArn } from "@palisade/engine/arn";
import type { PalisadeConfig } from "../../../config/config";
import type { KmsConfig } from "../../../config/sections/kms";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { rule as judge, type Ruling } from "../policy-ruling";
import { fail, failIf, type Line, type Probe, pass, unknown, withoutValue } from "../probe";

/** The key of topic, table and logs can be used by those who have to. */
export const key: Probe = {
  id: "key",
  title: "the key lets alarms and functions use the topic",
  needs: ["identity"],
  look: async ({ config, aws }) => {
    const KeyId = keyOf(config);
    if (KeyId === undefined) return [pass("key", "none of our own, as configured")];
    const subject = `key ${KeyId}`;
    const described = await aws.ask("kms", config.region, new DescribeKeyCommand({ KeyId }));
    if (described.kind !== "found") return [withoutValue(described, subject, DEPLOY_ALERTING)];
    const { KeyState, KeyId: id = KeyId, Arn: arn = "" } = described.value.KeyMetadata ?? {};
    const state = stateLine(subject, KeyState, id, config);
    const policy = await aws.ask("kms", config.region, new GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" }));
    if (policy.kind !== "found") return [state, withoutValue(policy, `${subject}, policy`, DEPLOY_ALERTING)];
    return [state, policyLine(subject, parseJson(policy.value.Policy), arn, config)];
  },
};

function keyOf({
  kms,
  names,
}: {
  readonly kms: KmsConfig;
  readonly names: PalisadeConfig["names"];
}): string | undefined {
  if (kms.kind === "aws-owned") return undefined;
  return kms.kind === "key" ? kms.arn : names.keyAlias;
}

function stateLine(subject: string, state: string | undefined, id: string, { region }: PalisadeConfig): Line {
  if (state === "PendingDeletion") {
    const fix = `aws kms cancel-key-deletion --key-id ${id} --region ${region} && aws kms enable-key --key-id ${id} --region ${region}`;
    return fail(subject, "will be deleted, and cannot be used until then", fix);
  }
  const problem = state === "Enabled" ? undefined : `is ${state ?? "in no state"}`;
  return failIf(problem, subject, "is enabled", `aws kms enable-key --key-id ${id} --region ${region}`);
}

const ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

function policyLine(subject: string, policy: unknown, arn: string, { account, partition }: PalisadeConfig): Line {
  const rulings = ACTIONS.map(
    (action): Ruling =>
      judge(policy, {
        service: "cloudwatch.amazonaws.com",
        action,
        resource: arn,
        facts: { "aws:sourceaccount": account },
      }),
  );
  const undecided = rulings.find((ruling) => ruling.kind === "undecided");
  if (undecided) return unknown(`${subject}, policy`, { why: undecided.because });
  const root = iamArn({ partition, account }, "root");
  // Without this word of the key's, no role's policy counts for it.
  const delegates =
    JSON.stringify(policy ?? "").includes(JSON.stringify(root)) ||
    JSON.stringify(policy ?? "").includes(`"AWS":"${account}"`);
  const problem = rulings.some(({ kind }) => kind !== "allowed")
    ? "does not let alarms use it, so none can publish"
    : delegates
      ? undefined
      : "does not leave its use to IAM, so the functions' roles may not use it";
  return failIf(problem, `${subject}, policy`, "lets alarms use it, and roles by IAM", DEPLOY_ALERTING);
}
