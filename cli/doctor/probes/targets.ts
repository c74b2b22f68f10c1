import { ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import { GetPolicyCommand } from "@aws-sdk/client-lambda";
import { parseJson } from "@palisade/aws/canonical-json";
import { arnOf } from "@palisade/engine/arn";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { type ExpectedRule, expectedRules } from "../expected-rules";
import { rule as judge } from "../policy-ruling";
import { fail, failIf, type Line, type Probe, type Surroundings, unknown, withoutValue } from "../probe";
import { targetProblem } from "../target-problem";

/** Every rule sends to where the next one listens, and keeps what it cannot send. */
export const targets: Probe = {
  id: "targets",
  title: "every event rule sends to the next hop",
  needs: ["identity"],
  look: async (surroundings) => {
    const expected = expectedRules(surroundings.config);
    const lines = await Promise.all(expected.map((rule) => targetLine(rule, surroundings)));
    const isForwarding = expected.some(({ target }) => target.roleArn !== undefined);
    return [
      ...lines,
      ...(await closerLines(surroundings)),
      ...(isForwarding ? [await forwardRoleLine(surroundings)] : []),
    ];
  },
};

async function targetLine(rule: ExpectedRule, { aws }: Surroundings): Promise<Line> {
  const { name, region, target } = rule;
  const subject = `target of ${name} in ${region}`;
  const answer = await aws.ask("events", region, new ListTargetsByRuleCommand({ Rule: name }));
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_ALERTING);
  const { Targets = [] } = answer.value;
  const last = target.arn.split(":").slice(5).join(":");
  return failIf(targetProblem(Targets, target), subject, `sends to ${last}, keeps what fails`, DEPLOY_ALERTING);
}

async function closerLines({ config, aws }: Surroundings): Promise<readonly Line[]> {
  const { closerRule, closer } = config.names;
  const { region } = config;
  const functionArn = arnOf(config, "lambda", `function:${closer}`);
  const [listed, policy] = await Promise.all([
    aws.ask("events", region, new ListTargetsByRuleCommand({ Rule: closerRule })),
    aws.ask("lambda", region, new GetPolicyCommand({ FunctionName: closer })),
  ]);
  const subject = `target of ${closerRule} in ${region}`;
  const isThere = listed.kind === "found" && (listed.value.Targets ?? []).some(({ Arn }) => Arn === functionArn);
  const target =
    listed.kind === "found"
      ? failIf(isThere ? undefined : "starts no one", subject, `starts ${closer}`, DEPLOY_ALERTING)
      : withoutValue(listed, subject, DEPLOY_ALERTING);
  const permission = `permission to start ${closer}`;
  if (policy.kind === "missing") return [target, fail(permission, "no one may start it", DEPLOY_ALERTING)];
  if (policy.kind === "unknown") return [target, unknown(permission, policy)];
  const ruling = judge(parseJson(policy.value.Policy), {
    service: "events.amazonaws.com",
    action: "lambda:InvokeFunction",
    resource: functionArn,
    facts: { "aws:sourcearn": arnOf(config, "events", `rule/${closerRule}`), "aws:sourceaccount": config.account },
  });
  if (ruling.kind === "undecided") return [target, unknown(permission, { why: ruling.because })];
  const problem = ruling.kind === "allowed" ? undefined : `rule ${closerRule} may not start it`;
  return [target, failIf(problem, permission, `rule ${closerRule} may start it`, DEPLOY_ALERTING)];
}

async function forwardRoleLine({ config, aws }: Surroundings): Promise<Line> {
  const { forwardRole } = config.names;
  const subject = `role ${forwardRole}`;
  const answer = await aws.ask("iam", config.region, new GetRoleCommand({ RoleName: forwardRole }));
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_ALERTING);
  const trust = parseJson(decodeURIComponent(answer.value.Role?.AssumeRolePolicyDocument ?? ""));
  const ruling = judge(trust, {
    service: "events.amazonaws.com",
    action: "sts:AssumeRole",
    resource: "*",
    facts: { "aws:sourceaccount": config.account },
  });
  if (ruling.kind === "undecided") return unknown(subject, { why: ruling.because });
  const problem = ruling.kind === "allowed" ? undefined : "EventBridge may not assume it, so nothing is forwarded";
  return failIf(problem, subject, "EventBridge may assume it", DEPLOY_ALERTING);
}
