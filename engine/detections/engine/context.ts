import { compileArnPattern } from "../../perimeter/arn-pattern";
import { type CompiledPerimeter, compilePerimeter } from "../../perimeter/decision";
import type { DetectorSettings } from "../../settings";
import type { DetectionContext } from "./define-detection";

/** Compiles the perimeters and lists of the settings once. */
export function contextOf(settings: DetectorSettings): DetectionContext {
  const byBucket = new Map<string, CompiledPerimeter>();
  for (const perimeter of settings.perimeters) {
    const compiled = compilePerimeter(perimeter);
    for (const bucket of perimeter.buckets) byBucket.set(bucket, compiled);
  }
  const trusted = new Set([settings.account, ...settings.trustedAccounts]);
  const logBuckets = new Set(settings.logBuckets);
  const monitored = new Set(settings.monitoredBuckets);
  const deployers = settings.deployers.map(compileArnPattern);
  return {
    account: settings.account,
    isTrustedAccount: (account) => trusted.has(account),
    perimeterOf: (bucket) => byBucket.get(bucket),
    perimeterSidOf: (bucket) => {
      const name = byBucket.get(bucket)?.perimeter.name;
      return name === undefined ? undefined : settings.sids[name];
    },
    isLogBucket: (bucket) => logBuckets.has(bucket),
    isDecoy: compileDecoys(settings.decoys),
    isDeployer: ({ principalArn }) => principalArn !== undefined && deployers.some((isMatch) => isMatch(principalArn)),
    isMonitored: (bucket) => monitored.size === 0 || monitored.has(bucket),
    pipeline: settings.pipeline,
  };
}

function compileDecoys(decoys: readonly string[]): DetectionContext["isDecoy"] {
  const prefixesByBucket = new Map<string, string[]>();
  for (const decoy of decoys) {
    const slash = decoy.indexOf("/");
    const bucket = slash === -1 ? decoy : decoy.slice(0, slash);
    const prefixes = prefixesByBucket.get(bucket) ?? [];
    prefixesByBucket.set(bucket, [...prefixes, slash === -1 ? "" : decoy.slice(slash + 1)]);
  }
  return (bucket, key) => {
    const prefixes = prefixesByBucket.get(bucket);
    return prefixes?.some((prefix) => prefix === "" || key?.startsWith(prefix)) ?? false;
  };
}
