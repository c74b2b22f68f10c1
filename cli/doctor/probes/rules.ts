import { ListRulesCommand, type ListRulesCommandOutput, type Rule } from "@aws-sdk/client-eventbridge";
import { type Answer, found } from "@palisade/aws/answer";
import type { Aws } from "@palisade/aws/aws";
import { canonicalJson, parseJson } from "@palisade/aws/canonical-json";
import { CLOSE_SCHEDULE } from "@palisade/functions/platform/requirements";
import type { PalisadeConfig } from "../../../config/config";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { chainRegions, type ExpectedRule, expectedRules } from "../expected-rules";
import { DOES_NOT_EXIST, fail, failIf, type Line, type Probe, type Surroundings, unknown } from "../probe";

/** Every rule is there, enabled, and listens for what this configuration would make it listen for. */
export const rules: Probe = {
  id: "rules",
  title: "every event rule is enabled and has this configuration's pattern",
  needs: ["identity"],
  look: async (surroundings) => {
    const { config } = surroundings;
    const expected = expectedRules(config);
    const lines = await Promise.all(
      chainRegions(config).map((region) =>
        lookAtRegion(
          region,
          expected.filter((rule) => rule.region === region),
          surroundings,
        ),
      ),
    );
    return lines.flat();
  },
};

async function lookAtRegion(
  region: string,
  expected: readonly ExpectedRule[],
  { config, aws }: Surroundings,
): Promise<readonly Line[]> {
  const isHome = region === config.region;
  const [ours, closer] = await Promise.all([
    listRules(aws, region, config.names.rule),
    isHome ? listRules(aws, region, config.names.closerRule) : found([]),
  ]);
  return [...ruleLines(region, expected, ours, config), ...(isHome ? [closerLine(closer, config)] : [])];
}

function ruleLines(
  region: string,
  expected: readonly ExpectedRule[],
  answer: Answer<readonly Rule[]>,
  config: PalisadeConfig,
): readonly Line[] {
  if (answer.kind !== "found") {
    const problem = answer.kind === "missing" ? { why: "no event bus" } : answer;
    return [unknown(`${expected.length} rules in ${region}`, problem)];
  }
  const byName = new Map(answer.value.map((rule) => [rule.Name, rule]));
  const names = new Set(expected.map(({ name }) => name));
  const stale = answer.value.filter(({ Name = "" }) => !names.has(Name) && isOfOurs(Name, config));
  return [
    ...expected.map((rule) => ruleLine(rule, byName.get(rule.name))),
    ...stale.map(({ Name = "" }) =>
      fail(
        `rule ${Name} in ${region}`,
        "this configuration has no such rule: it was deployed from another",
        DEPLOY_ALERTING,
      ),
    ),
  ];
}

/** Enabled for everything but calls that only read settings, or for those, too. */
const ENABLED = "ENABLED";
const ENABLED_FOR_READS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

function ruleLine({ region, name, pattern, hearsManagementReads }: ExpectedRule, rule: Rule | undefined): Line {
  const subject = `rule ${name} in ${region}`;
  if (rule === undefined) return fail(subject, DOES_NOT_EXIST, DEPLOY_ALERTING);
  const wanted = hearsManagementReads ? ENABLED_FOR_READS : ENABLED;
  if (rule.State === "DISABLED") {
    // enable-rule knows one state only, and not the one in which a rule hears calls that read.
    const enable = `aws events enable-rule --name ${name} --region ${region}`;
    return fail(subject, "is disabled", hearsManagementReads ? DEPLOY_ALERTING : enable);
  }
  if (rule.State !== wanted) return fail(subject, `is in state ${rule.State}, expected ${wanted}`, DEPLOY_ALERTING);
  const isSame = canonicalJson(parseJson(rule.EventPattern)) === canonicalJson(pattern);
  return failIf(
    isSame ? undefined : "has another pattern than this configuration gives it",
    subject,
    "enabled, with this configuration's pattern",
    DEPLOY_ALERTING,
  );
}

function closerLine(answer: Answer<readonly Rule[]>, { names, region }: PalisadeConfig): Line {
  const name = names.closerRule;
  const subject = `rule ${name} in ${region}`;
  if (answer.kind === "unknown") return unknown(subject, answer);
  const rule = answer.kind === "found" ? answer.value.find(({ Name }) => Name === name) : undefined;
  if (rule === undefined) return fail(subject, DOES_NOT_EXIST, DEPLOY_ALERTING);
  if (rule.State !== ENABLED) {
    return fail(
      subject,
      "is disabled, so incidents are never closed",
      `aws events enable-rule --name ${name} --region ${region}`,
    );
  }
  const { ScheduleExpression: schedule } = rule;
  return failIf(
    schedule === CLOSE_SCHEDULE ? undefined : `runs at ${schedule ?? "no time"}, expected ${CLOSE_SCHEDULE}`,
    subject,
    `enabled, runs at ${CLOSE_SCHEDULE}`,
    DEPLOY_ALERTING,
  );
}

/** Someone else's rule may begin with the same letters. */
function isOfOurs(name: string, { names }: PalisadeConfig): boolean {
  if (!name.startsWith(names.rule)) return false;
  return /^(?:-(?:access|changes|reads|findings))?(?:-\d+)?$/.test(name.slice(names.rule.length));
}

async function listRules(aws: Aws, region: string, prefix: string): Promise<Answer<readonly Rule[]>> {
  const all: Rule[] = [];
  let token: string | undefined;
  do {
    const answer: Answer<ListRulesCommandOutput> = await aws.ask(
      "events",
      region,
      new ListRulesCommand({ NamePrefix: prefix, ...(token !== undefined && { NextToken: token }) }),
    );
    if (answer.kind !== "found") return answer;
    all.push(...(answer.value.Rules ?? []));
    token = answer.value.NextToken;
  } while (token !== undefined);
  return found(all);
}
