import { GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import { ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { GetFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { GetBucketPolicyCommand } from "@aws-sdk/client-s3";
import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import type { Answer } from "@palisade/aws/answer";
import { parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import { fieldsOf, isFields } from "@palisade/engine/events/fields";
import { INSECURE_TRANSPORT_SID, OLD_TLS_SID } from "@palisade/engine/perimeter/statement";
import { type ExpectedRule, expectedRules } from "./expected-rules";
import type { Surroundings } from "./probe";

/**
 * Whether anything of this configuration was deployed. False only where every question was answered and everything is missing: a part that is
 * there, or that could not be looked at, is worth the whole list.
 */
export async function isDeployed(surroundings: Surroundings): Promise<boolean> {
  // Buckets may be a thousand, and are asked about only where nothing else is there.
  return (await isThereAny(alertingLooks(surroundings))) || isThereAny(perimeterLooks(surroundings));
}

/** Whether a thing is missing. */
type Look = Promise<boolean>;

async function isThereAny(looks: readonly Look[]): Promise<boolean> {
  return (await Promise.all(looks)).includes(false);
}

async function isMissing(answer: Promise<Answer<unknown>>): Look {
  return (await answer).kind === "missing";
}

/** At home, and the rules of every region. */
function alertingLooks({ config, aws }: Pick<Surroundings, "config" | "aws">): readonly Look[] {
  const { region: home, names } = config;
  const topic = arnOf(config, "sns", names.topic);
  return [
    isMissing(aws.ask("dynamodb", home, new DescribeTableCommand({ TableName: names.table }))),
    isMissing(aws.ask("lambda", home, new GetFunctionConfigurationCommand({ FunctionName: names.function }))),
    isMissing(aws.ask("sns", home, new GetTopicAttributesCommand({ TopicArn: topic }))),
    ...[names.queue, names.deadLetterQueue].map((queue) =>
      isMissing(aws.ask("sqs", home, new GetQueueUrlCommand({ QueueName: queue }))),
    ),
    ...expectedRules(config).map((rule) => isMissingRule(rule, aws)),
  ];
}

/** By default every project's rules have the same name: they are told apart by where they send. */
async function isMissingRule({ name, region, target }: ExpectedRule, aws: Surroundings["aws"]): Look {
  const answer = await aws.ask("events", region, new ListTargetsByRuleCommand({ Rule: name }));
  if (answer.kind !== "found") return answer.kind === "missing";
  const { Targets = [] } = answer.value;
  return !Targets.some(({ Arn, RoleArn }) => Arn === target.arn && RoleArn === target.roleArn);
}

/** The trail that Palisade makes, and statements of its own on the buckets. */
function perimeterLooks({ config, aws }: Pick<Surroundings, "config" | "aws">): readonly Look[] {
  const { region: home, names, trail } = config;
  return [
    ...(trail.kind === "create"
      ? [isMissing(aws.ask("cloudtrail", home, new GetTrailStatusCommand({ Name: names.trail })))]
      : []),
    ...config.perimeters.flatMap(({ sid, buckets }) =>
      buckets.map(async ({ name, region }) => {
        const answer = await aws.ask("s3", region, new GetBucketPolicyCommand({ Bucket: name }));
        if (answer.kind !== "found") return answer.kind === "missing";
        return !hasStatement(answer.value.Policy, [sid, INSECURE_TRANSPORT_SID, OLD_TLS_SID]);
      }),
    ),
  ];
}

function hasStatement(policy: string | undefined, sids: readonly string[]): boolean {
  const statements = [fieldsOf(parseJson(policy))["Statement"] ?? []].flat().filter(isFields);
  return statements.some(({ Sid }) => sids.includes(String(Sid)));
}
