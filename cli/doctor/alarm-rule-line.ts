import { DescribeRuleCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { canonicalJson, parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import type { AlarmRule } from "../../config/derived/alarm-rule";
import { channelNames } from "../../config/derived/channel-names";
import { DEPLOY_ALERTING } from "./deploy-commands";
import { fail, failIf, type Line, type Surroundings, withoutValue } from "./probe";
import { targetProblem } from "./target-problem";

/** The rule that tells a default channel of Palisade's own alarms, which come by no topic's filter. */
export async function alarmRuleLine(
  { name, pattern }: AlarmRule,
  channel: string,
  { config, aws }: Surroundings,
): Promise<Line> {
  const { region } = config;
  const subject = `rule ${name} in ${region}`;
  const [described, listed] = await Promise.all([
    aws.ask("events", region, new DescribeRuleCommand({ Name: name })),
    aws.ask("events", region, new ListTargetsByRuleCommand({ Rule: name })),
  ]);
  if (described.kind !== "found") return withoutValue(described, subject, DEPLOY_ALERTING);
  const { State, EventPattern } = described.value;
  if (State !== "ENABLED") {
    const why = `is disabled, so channel ${channel} does not get Palisade's own alarms`;
    return fail(subject, why, `aws events enable-rule --name ${name} --region ${region}`);
  }
  if (canonicalJson(parseJson(EventPattern)) !== canonicalJson(pattern)) {
    return fail(subject, "has another pattern than this configuration gives it", DEPLOY_ALERTING);
  }
  if (listed.kind !== "found") return withoutValue(listed, subject, DEPLOY_ALERTING);
  const { queue, deadLetterQueue } = channelNames(config, channel);
  const target = {
    arn: arnOf(config, "sqs", queue),
    roleArn: undefined,
    deadLetterArn: arnOf(config, "sqs", deadLetterQueue),
  };
  const problem = targetProblem(listed.value.Targets ?? [], target);
  return failIf(problem, subject, `enabled, tells channel ${channel} of Palisade's own alarms`, DEPLOY_ALERTING);
}
