import type { PalisadeConfig } from "../../config/config";
import { homeRules, type NamedRules, rulesElsewhere } from "../../config/rule-sets";
import { arnOf } from "./place";

/** One rule that the configuration would synthesize. */
export interface ExpectedRule {
  readonly region: string;
  readonly name: string;
  readonly pattern: unknown;
  readonly hearsManagementReads: boolean;
  readonly target: ExpectedTarget;
}

export interface ExpectedTarget {
  readonly arn: string;
  readonly roleArn: string | undefined;
  readonly deadLetterArn: string;
}

/** Every rule that hears events, in the home region and elsewhere. */
export function expectedRules(config: PalisadeConfig): readonly ExpectedRule[] {
  const { names, partition, account } = config;
  const home: ExpectedTarget = {
    arn: arnOf(config, "sqs", names.queue),
    roleArn: undefined,
    deadLetterArn: arnOf(config, "sqs", names.deadLetterQueue),
  };
  const forwarding = (region: string): ExpectedTarget => ({
    arn: arnOf(config, "events", "event-bus/default"),
    roleArn: `arn:${partition}:iam::${account}:role/${names.forwardRole}`,
    deadLetterArn: arnOf(config, "sqs", names.deadLetterQueue, region),
  });
  return [
    ...each(homeRules(config), config.region, home),
    ...[...rulesElsewhere(config)].flatMap(([region, rules]) => each(rules, region, forwarding(region))),
  ];
}

function each(rules: readonly NamedRules[], region: string, target: ExpectedTarget): readonly ExpectedRule[] {
  return rules.flatMap(({ name, patterns, hearsManagementReads }) =>
    patterns.map((pattern, index) => ({
      region,
      name: index === 0 ? name : `${name}-${index + 1}`,
      pattern,
      hearsManagementReads,
      target,
    })),
  );
}
