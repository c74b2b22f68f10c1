import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { rule as judge } from "../policy-ruling";
import { failIf, type Line, type Probe, type Surroundings, unknown, withoutValue } from "../probe";

/** The topic lets alarms publish; the functions publish by their roles. */
export const topic: Probe = {
  id: "topic",
  title: "the topic lets alarms publish",
  needs: ["identity"],
  look: async (surroundings) => {
    const { config, aws } = surroundings;
    const TopicArn = arnOf(config, "sns", config.names.topic);
    const subject = `topic ${config.names.topic}`;
    const answer = await aws.ask("sns", config.region, new GetTopicAttributesCommand({ TopicArn }));
    if (answer.kind !== "found") return [withoutValue(answer, subject, DEPLOY_ALERTING)];
    const { Policy, KmsMasterKeyId } = answer.value.Attributes ?? {};
    return [
      policyLine(subject, parseJson(Policy), TopicArn, surroundings),
      encryptionLine(subject, KmsMasterKeyId, surroundings),
    ];
  },
};

function policyLine(subject: string, policy: unknown, topicArn: string, { config }: Surroundings): Line {
  const ruling = judge(policy, {
    service: "cloudwatch.amazonaws.com",
    action: "sns:Publish",
    resource: topicArn,
    facts: {
      "aws:sourcearn": arnOf(config, "cloudwatch", `alarm:${config.names.alarmPrefix}-dead-letters`),
      "aws:sourceaccount": config.account,
      "aws:securetransport": "true",
    },
  });
  if (ruling.kind === "undecided") return unknown(`${subject}, policy`, { why: ruling.because });
  const problem =
    ruling.kind === "denied"
      ? `refuses alarms by ${ruling.by}`
      : ruling.kind === "not-allowed"
        ? "does not let alarms publish: no one hears that the chain is broken"
        : undefined;
  return failIf(problem, `${subject}, policy`, "lets alarms publish", DEPLOY_ALERTING);
}

function encryptionLine(subject: string, key: string | undefined, { config: { kms } }: Surroundings): Line {
  const isEncrypted = key !== undefined && key !== "";
  // No one but AWS can change the policy of its own key, and it does not let CloudWatch in.
  const problem = key?.endsWith("alias/aws/sns")
    ? "is encrypted with AWS's own key, under which alarms cannot publish"
    : isEncrypted || kms.kind === "aws-owned"
      ? undefined
      : "is not encrypted with the key of this configuration";
  return failIf(
    problem,
    `${subject}, encryption`,
    isEncrypted ? "is encrypted" : "has no key, as configured",
    DEPLOY_ALERTING,
  );
}
