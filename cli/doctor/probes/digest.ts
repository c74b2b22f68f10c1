import { GetRoleCommand } from "@aws-sdk/client-iam";
import { GetScheduleCommand, type GetScheduleOutput } from "@aws-sdk/client-scheduler";
import { parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import type { DigestConfig } from "../../../config/sections/digest";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { rule as judge } from "../policy-ruling";
import { fail, failIf, type Line, type Probe, pass, type Surroundings, unknown, withoutValue } from "../probe";

/** What starts the digest's function every day; the function itself is among the others. */
export const digest: Probe = {
  id: "digest",
  title: "the daily digest is written when it should be",
  needs: ["identity"],
  look: async (surroundings) => {
    const { digest: wanted } = surroundings.config;
    if (wanted === undefined) return [pass("digest", "none is configured")];
    return Promise.all([scheduleLine(wanted, surroundings), trustLine(surroundings)]);
  },
};

async function scheduleLine(wanted: DigestConfig, { config, aws }: Surroundings): Promise<Line> {
  const { names, region } = config;
  const subject = `schedule ${names.digestSchedule}`;
  const answer = await aws.ask("scheduler", region, new GetScheduleCommand({ Name: names.digestSchedule }));
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_ALERTING);
  const why = `is enabled, starts ${names.digest} at ${wanted.at} ${wanted.timezone}`;
  return failIf(scheduleProblem(answer.value, wanted, config), subject, why, DEPLOY_ALERTING);
}

function scheduleProblem(
  { State, ScheduleExpression, ScheduleExpressionTimezone = "UTC", Target }: GetScheduleOutput,
  { at, timezone }: DigestConfig,
  config: Surroundings["config"],
): string | undefined {
  const { names, partition, account } = config;
  if (State !== "ENABLED") return "is disabled, so no digest is written";
  const [hour, minute] = at.split(":").map(Number);
  const expected = `cron(${minute} ${hour} * * ? *) ${timezone}`;
  const found = `${ScheduleExpression ?? "no time"} ${ScheduleExpressionTimezone}`;
  if (found !== expected) return `runs at ${found}, expected ${expected}`;
  const functionArn = arnOf(config, "lambda", `function:${names.digest}`);
  if (Target?.Arn !== functionArn) return `starts ${Target?.Arn ?? "nobody"}, expected ${functionArn}`;
  const roleArn = `arn:${partition}:iam::${account}:role/${names.digestScheduleRole}`;
  return Target.RoleArn === roleArn ? undefined : `starts it as ${Target.RoleArn ?? "nobody"}, expected ${roleArn}`;
}

async function trustLine({ config, aws }: Surroundings): Promise<Line> {
  const { digestScheduleRole: role } = config.names;
  const subject = `role ${role}`;
  const answer = await aws.ask("iam", config.region, new GetRoleCommand({ RoleName: role }));
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_ALERTING);
  const trust = parseJson(decodeURIComponent(answer.value.Role?.AssumeRolePolicyDocument ?? ""));
  const ruling = judge(trust, {
    service: "scheduler.amazonaws.com",
    action: "sts:AssumeRole",
    resource: "*",
    facts: { "aws:sourceaccount": config.account },
  });
  if (ruling.kind === "undecided") return unknown(subject, { why: ruling.because });
  if (ruling.kind === "allowed") return pass(subject, "EventBridge Scheduler may assume it");
  return fail(subject, "EventBridge Scheduler may not assume it, so no digest is written", DEPLOY_ALERTING);
}
