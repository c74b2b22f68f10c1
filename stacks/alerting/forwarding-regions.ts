import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { arnOf, type Place } from "@palisade/engine/arn";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { accessLogRules } from "../../config/derived/access-log-rules";
import { rulesElsewhere } from "../../config/derived/rule-sets";
import { allow } from "../constructs/policy-document";
import { ServiceRole } from "../constructs/service-role";
import { EventForwarding } from "./event-forwarding";
import type { RuleSet } from "./event-rules";
import { withSubject } from "./rule-subjects";

/** What a region that forwards its events deployed. */
export interface ForwardingRegion {
  readonly region: string;
  readonly ruleNames: readonly string[];
  readonly alarmNames: readonly string[];
}

/** The rules of every region that forwards events to the home region, by region. */
export function forwardedRules(config: PalisadeConfig): ReadonlyMap<string, readonly RuleSet[]> {
  const sets = new Map([...rulesElsewhere(config)].map(([region, rules]) => [region, rules.map(withSubject)]));
  for (const region of config.regions.filter((other) => other !== config.region)) {
    const rules = accessLogRules(config, region);
    if (rules) sets.set(region, [...(sets.get(region) ?? []), { ...rules, subject: "new server access logs" }]);
  }
  return sets;
}

export interface ForwardingRegionsProps {
  readonly config: PalisadeConfig;
  readonly home: Place;
  /** By region, as `forwardedRules` gives them. */
  readonly rules: ReadonlyMap<string, readonly RuleSet[]>;
  /** By region; none is needed for the home region. */
  readonly providers: ReadonlyMap<string, AwsProvider>;
}

export function addForwardingRegions(
  scope: Construct,
  { config, home, rules, providers }: ForwardingRegionsProps,
): readonly ForwardingRegion[] {
  if (rules.size === 0) return [];
  const { names } = config;
  const homeBusArn = arnOf(home, "events", "event-bus/default");
  const role = new ServiceRole(scope, "forward-role", {
    name: names.forwardRole,
    description: "Forwards events that detections listen to to the home region",
    service: "events.amazonaws.com",
    trustCondition: { StringEquals: { "aws:SourceAccount": home.account } },
    policies: { [names.forwardRole]: [allow(["events:PutEvents"], homeBusArn)] },
  });
  return [...rules].map(([region, sets]) => {
    const { ruleNames, alarmNames } = new EventForwarding(scope, `forward-${region}`, {
      place: { ...home, region },
      provider: providers.get(region),
      rules: sets,
      homeBusArn,
      roleArn: role.arn,
      deadLetterName: names.deadLetterQueue,
      alarmPrefix: names.alarmPrefix,
    });
    return { region, ruleNames, alarmNames };
  });
}
