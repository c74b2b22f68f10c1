import { arnOf, iamArn } from "@palisade/engine/arn";
import type { PalisadeConfig } from "../../config/config";
import { nthName } from "../../config/derived/nth-name";
import { homeRules, type NamedRules, rulesElsewhere } from "../../config/derived/rule-sets";

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

/** Merging the patterns of all detections takes a tenth of a second, and most probes ask for them. */
const known = new WeakMap<PalisadeConfig, readonly ExpectedRule[]>();

/** Every rule that hears events, in the home region first and then elsewhere. */
export function expectedRules(config: PalisadeConfig): readonly ExpectedRule[] {
  const rules = known.get(config) ?? makeRules(config);
  known.set(config, rules);
  return rules;
}

function makeRules(config: PalisadeConfig): readonly ExpectedRule[] {
  const { names } = config;
  const home: ExpectedTarget = {
    arn: arnOf(config, "sqs", names.queue),
    roleArn: undefined,
    deadLetterArn: arnOf(config, "sqs", names.deadLetterQueue),
  };
  const forwarding = (region: string): ExpectedTarget => ({
    arn: arnOf(config, "events", "event-bus/default"),
    roleArn: iamArn(config, `role/${names.forwardRole}`),
    deadLetterArn: arnOf({ ...config, region }, "sqs", names.deadLetterQueue),
  });
  return [
    ...each(homeRules(config), config.region, home),
    ...[...rulesElsewhere(config)].flatMap(([region, rules]) => each(rules, region, forwarding(region))),
  ];
}

/** The home region first, then every region that forwards to it. */
export function chainRegions(config: PalisadeConfig): readonly string[] {
  return [...new Set([config.region, ...expectedRules(config).map(({ region }) => region)])];
}

function each(rules: readonly NamedRules[], region: string, target: ExpectedTarget): readonly ExpectedRule[] {
  return rules.flatMap(({ name, patterns, hearsManagementReads }) =>
    patterns.map((pattern, index) => ({
      region,
      name: nthName(name, index),
      pattern,
      hearsManagementReads,
      target,
    })),
  );
}
