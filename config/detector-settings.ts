import type { DetectorSettings } from "../functions/contract";
import type { PalisadeConfig } from "./config";

/** What the detector needs to know of the configuration: the same object when deployed and in replay. */
export function detectorSettings(config: PalisadeConfig): DetectorSettings {
  const { project, account, perimeters, alerts, detections, suppressions, trust, decoys, names, logs } = config;
  return {
    project,
    account,
    perimeters: perimeters.map(({ perimeter }) => perimeter),
    sids: Object.fromEntries(perimeters.map(({ perimeter, sid }) => [perimeter.name, sid])),
    ...(alerts.eventNames && { eventNames: alerts.eventNames }),
    dedupMinutes: alerts.dedupMinutes,
    detections,
    suppressions,
    trustedAccounts: trust.accounts,
    logBuckets: [logs.bucket],
    decoys,
    deployers: trust.deployers,
    pipeline: {
      rules: [names.rule, names.closerRule],
      queues: [names.queue, names.deadLetterQueue],
      functions: [names.function, names.closer],
      roles: [names.functionRole, names.closerRole, names.forwardRole],
      topics: [names.topic],
      tables: [names.table],
      trails: config.trail.kind === "existing" ? [config.trail.name] : [names.trail],
      keyAliases: [names.keyAlias],
      logGroups: [names.function, names.closer].map((name) => `/aws/lambda/${name}`),
    },
  };
}

/** The settings as if the buckets of one region were all there are: what the rules over there listen to. */
export function regionalSettings(config: PalisadeConfig, region: string): DetectorSettings {
  const settings = detectorSettings(config);
  const here = new Set(
    config.perimeters
      .flatMap(({ buckets }) => buckets.filter((bucket) => bucket.region === region))
      .map(({ name }) => name),
  );
  const perimeters = settings.perimeters
    .map((perimeter) => ({ ...perimeter, buckets: perimeter.buckets.filter((bucket) => here.has(bucket)) }))
    .filter(({ buckets }) => buckets.length > 0);
  return { ...settings, perimeters };
}
