import { type EventRule, eventRules } from "@palisade/engine/detections/engine/event-rules";
import type { PalisadeConfig } from "../config";
import { detectorSettings, regionalSettings } from "./detector-settings";

/** The rules of one purpose on one region's default bus: one a pattern, the first under the bare name, the others with `-2`, `-3`. */
export interface NamedRules extends EventRule {
  readonly name: string;
}

/** Purposes of rules that are about single buckets. */
const OF_BUCKETS: ReadonlySet<EventRule["purpose"]> = new Set(["denied", "access"]);

/** The rules of the home region, which send to the queue. */
export function homeRules(config: PalisadeConfig): readonly NamedRules[] {
  return named(config.names.rule, eventRules(detectorSettings(config)));
}

/**
 * The rules of every region besides the home region where events arise: the regions of the buckets, and the one where the
 * calls of IAM, STS and sign-in appear. The home region's rules match everything again, so what is forwarded must match these, too.
 */
export function rulesElsewhere(config: PalisadeConfig): ReadonlyMap<string, readonly NamedRules[]> {
  const { regions, globalRegion, names, region: home } = config;
  const elsewhere = [...new Set([...regions, globalRegion])].filter((region) => region !== home);
  const sets = elsewhere.map((region) => {
    const rules = eventRules(regionalSettings(config, region));
    // A region without a bucket has no requests to buckets.
    const needed = regions.includes(region) ? rules : rules.filter(({ purpose }) => !OF_BUCKETS.has(purpose));
    return [region, named(names.rule, needed)] as const;
  });
  return new Map(sets.filter(([, rules]) => rules.length > 0));
}

/** Refused requests under the name that the user chose, the others under that name and their purpose. */
function named(name: string, rules: readonly EventRule[]): readonly NamedRules[] {
  return rules.map((rule) => ({ ...rule, name: rule.purpose === "denied" ? name : `${name}-${rule.purpose}` }));
}
