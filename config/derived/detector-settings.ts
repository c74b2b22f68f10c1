import type { DetectorSettings } from "@palisade/engine/settings";
import type { PalisadeConfig } from "../config";
import type { ProtectedBucket } from "../sections/perimeter-buckets";
import { channelNames } from "./channel-names";

const NONE = { functions: [], roles: [] } as const;
const NO_ACCESS_LOGS = { ...NONE, rules: [], queues: [] } as const;

/** What the detector needs to know of the configuration: the same object when deployed and in replay. */
export function detectorSettings(config: PalisadeConfig): DetectorSettings {
  const { project, account, partition, perimeters, alerts, detections, suppressions, trust, decoys, names, logs } =
    config;
  const notifiers = config.channels.map(({ name }) => channelNames(config, name));
  const digest = config.digest
    ? { functions: [names.digest], roles: [names.digestRole, names.digestScheduleRole] }
    : NONE;
  const accessLogs = config.accessLogs ? accessLogNames(names) : NO_ACCESS_LOGS;
  const functions = [
    names.function,
    names.closer,
    ...digest.functions,
    ...accessLogs.functions,
    ...notifiers.map((one) => one.function),
  ];
  return {
    project,
    account,
    partition,
    perimeters: perimeters.map(({ perimeter }) => perimeter),
    sids: Object.fromEntries(perimeters.map(({ perimeter, sid }) => [perimeter.name, sid])),
    ...(alerts.eventNames && { eventNames: alerts.eventNames }),
    dedupMinutes: alerts.dedupMinutes,
    detections,
    suppressions,
    trustedAccounts: trust.accounts,
    logBuckets: [logs.bucket, ...accessLogBuckets(config)],
    ...(config.accessLogs && config.accessLogs.monitor.length > 0 && { monitoredBuckets: config.accessLogs.monitor }),
    decoys,
    deployers: trust.deployers,
    pipeline: {
      rules: [names.rule, names.closerRule, ...accessLogs.rules],
      queues: [
        names.queue,
        names.deadLetterQueue,
        ...accessLogs.queues,
        ...notifiers.flatMap((one) => [one.queue, one.deadLetterQueue]),
      ],
      functions,
      roles: [
        names.functionRole,
        names.closerRole,
        names.forwardRole,
        ...digest.roles,
        ...accessLogs.roles,
        ...notifiers.map((one) => one.role),
      ],
      topics: [names.topic],
      tables: [names.table],
      trails: config.trail.kind === "existing" ? [config.trail.name] : [names.trail],
      keyAliases: [names.keyAlias],
      logGroups: functions.map((name) => `/aws/lambda/${name}`),
    },
    ...(config.channels.length > 0 && { routing: config.routing }),
    ...(config.digest && { countsAlerts: true }),
  };
}

function accessLogNames(names: PalisadeConfig["names"]) {
  return {
    rules: [names.accessLogsRule],
    queues: [names.accessLogsQueue, names.accessLogsDeadLetterQueue],
    functions: [names.accessLogs],
    roles: [names.accessLogsRole],
  };
}

/** The names of all buckets with access logs, or of those in one region. */
function accessLogBuckets({ accessLogs }: PalisadeConfig, region?: string): readonly string[] {
  const all = accessLogs?.logBuckets ?? [];
  return all.filter((one) => region === undefined || one.region === region).map(({ name }) => name);
}

/** The settings as the rules of one region need them: with the buckets that are there. */
export function regionalSettings(config: PalisadeConfig, region: string): DetectorSettings {
  const settings = detectorSettings(config);
  const isThere = (bucket: ProtectedBucket) => bucket.region === region;
  const buckets = config.perimeters.flatMap((perimeter) => perimeter.buckets);
  const here = new Set(buckets.filter(isThere).map(({ name }) => name));
  const elsewhere = new Set(buckets.filter((bucket) => !isThere(bucket)).map(({ name }) => name));
  const perimeters = settings.perimeters
    .map((perimeter) => ({ ...perimeter, buckets: perimeter.buckets.filter((bucket) => here.has(bucket)) }))
    .filter(({ buckets: left }) => left.length > 0);
  return {
    ...settings,
    perimeters,
    logBuckets: [...(region === config.region ? [config.logs.bucket] : []), ...accessLogBuckets(config, region)],
    // A decoy in a bucket without a perimeter may be anywhere.
    decoys: settings.decoys.filter((decoy) => !elsewhere.has(decoy.split("/", 1)[0] ?? "")),
  };
}
