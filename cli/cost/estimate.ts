import { eventRules } from "@palisade/engine/detections/engine/event-rules";
import { enabledDetections } from "@palisade/engine/detections/registry";
import { ACCESS_LOG_METRICS, HANDLERS, METRICS, QUEUE } from "@palisade/functions/platform/requirements";
import type { PalisadeConfig } from "../../config/config";
import { accessLogRules } from "../../config/derived/access-log-rules";
import { detectorSettings } from "../../config/derived/detector-settings";
import { rulesElsewhere } from "../../config/derived/rule-sets";
import { PRICES, type PriceName } from "./prices";
import { type RequestFlow, type Requests, requestFlow, requestsSelectedBy } from "./request-flow";

export interface Usage extends Requests {
  /** Events a month that rules of changes, reads and findings select. */
  readonly others: number;
  /** Messages a month to the topic. */
  readonly alerts: number;
}

export interface CostLine {
  readonly service: string;
  readonly what: string;
  /** A month. */
  readonly quantity: number;
  readonly unit: string;
  readonly price: PriceName;
  readonly dollars: number;
}

/** Events a month at each station. */
export interface Events extends RequestFlow {
  /** Of the detector's function. */
  readonly invocations: number;
  /** Requests and other events that at least one detection is sure to count. */
  readonly matches: number;
}

export interface Estimate {
  readonly events: Events;
  readonly lines: readonly CostLine[];
  readonly dollars: number;
}

const MONTH_SECONDS = 30 * 24 * 60 * 60;
const GB = 1024 ** 3;

/** What no one can read out of a configuration. Each is said in the report. */
export const ASSUMED = {
  /** One detector's work: so long for a batch, and for each event in it. */
  batchSeconds: 0.1,
  eventSeconds: 0.001,
  closerSeconds: 0.2,
  closerRunsAMonth: MONTH_SECONDS / 300,
  /** Lambda asks the queue with so many requests at once, each waiting up to twenty seconds. */
  pollers: 5,
  pollSeconds: 20,
  /** Messages that a request to the queue receives or deletes. */
  messagesARequest: 10,
  /** A mark for each match, written in a transaction, which counts twice. */
  writesAMatch: 2,
  /** The incident with its index, in that transaction, once a batch with matches. */
  writesAnIncident: 6,
  /** What a detection that waits for several events writes a batch: one item, which is kept to eight kilobytes. */
  writesAState: 8,
  logBytesABatch: 2048,
  recordBytes: 2048,
  /** A record in a trail's log file, compressed. */
  storedBytes: 200,
  /** A line of a server access log, as it lies there. */
  accessLogLineBytes: 500,
  /** S3 writes a bucket's access logs in so many files an hour, or in one for each request where there are fewer. */
  accessLogFilesAnHour: 30,
  accessLogLineSeconds: 0.00001,
  /** A trail writes every five minutes and region. */
  logFilesARegion: MONTH_SECONDS / 300,
} as const;

/** What a month costs with this configuration, at list prices. */
export function estimate(config: PalisadeConfig, usage: Usage): Estimate {
  const flow = requestFlow(config, usage);
  const queued = flow.queued + usage.others;
  const events: Events = {
    ...flow,
    queued,
    invocations: batchesOf(queued),
    matches: Math.round(usage.count * usage.refusedShare) + usage.others,
  };
  const lines = [
    ...trailLines(config, events),
    ...accessLogLines(config, usage),
    line("EventBridge", "forwarded from other regions", events.forwarded, "eventBridgeForwarded"),
    line("SQS", "sent, received, deleted, and receives that find nothing", queueRequests(events.queued), "sqsRequest"),
    ...lambdaLines(events),
    ...tableLines(config, usage, events),
    ...topicLines(config, usage),
    ...keyLines(config, usage),
    ...watchLines(config, events),
  ].filter(({ quantity }) => quantity > 0);
  return { events, lines, dollars: lines.reduce((sum, { dollars }) => sum + dollars, 0) };
}

function line(service: string, what: string, quantity: number, price: PriceName): CostLine {
  const { dollars, per, unit } = PRICES.list[price];
  return { service, what, quantity, unit, price, dollars: (quantity / per) * dollars };
}

/** Spread evenly over the month: a batch holds what arrives in its window, but at least one and at most what fits. */
function batchesOf(messages: number): number {
  const inWindow = (messages * QUEUE.batchWindowSeconds) / MONTH_SECONDS;
  return Math.ceil(messages / Math.min(Math.max(inWindow, 1), QUEUE.batchSize));
}

function trailLines(config: PalisadeConfig, { logged }: Events): readonly CostLine[] {
  const dataEvents = line("CloudTrail", "data events of the protected buckets", logged, "cloudTrailDataEvent");
  if (config.trail.kind === "existing") return [dataEvents];
  const files = Math.min(logged, ASSUMED.logFilesARegion * config.regions.length);
  const storedGb = (logged * ASSUMED.storedBytes * (config.logs.retentionDays / 30)) / GB;
  return [
    dataEvents,
    line("S3", `log files of ${config.logs.retentionDays} days`, storedGb, "s3Storage"),
    line("S3", "log files written", files, "s3Put"),
  ];
}

/** S3 asks nothing for writing access logs, only for keeping them; EventBridge asks for each that it tells of. */
function accessLogLines({ accessLogs }: PalisadeConfig, { count, buckets }: Usage): readonly CostLine[] {
  if (accessLogs === undefined) return [];
  const logged = new Set(accessLogs.logBuckets.flatMap(({ sources }) => sources));
  const lines = (count * buckets.filter((bucket) => logged.has(bucket)).length) / buckets.length;
  const files = Math.min(lines, (logged.size * ASSUMED.accessLogFilesAnHour * MONTH_SECONDS) / 3600);
  const storedGb = (lines * ASSUMED.accessLogLineBytes * (accessLogs.retentionDays / 30)) / GB;
  const { memoryMb } = HANDLERS.accessLogs;
  const seconds = files * ASSUMED.batchSeconds + lines * ASSUMED.accessLogLineSeconds;
  return [
    line("S3", `server access logs of ${accessLogs.retentionDays} days`, storedGb, "s3Storage"),
    line("EventBridge", "notifications of server access logs", files, "eventBridgeForwarded"),
    line("SQS", "server access logs, and receives that find nothing", queueRequests(files), "sqsRequest"),
    line("Lambda", "server access logs, time and memory", (seconds * memoryMb) / 1024, "lambdaGbSecond"),
  ];
}

function queueRequests(queued: number): number {
  const inVain = (ASSUMED.pollers * MONTH_SECONDS) / ASSUMED.pollSeconds;
  return Math.round(queued + (2 * queued) / ASSUMED.messagesARequest + inVain);
}

function lambdaLines({ queued, invocations }: Events): readonly CostLine[] {
  const { detector, closeIncidents } = HANDLERS;
  const detecting = invocations * ASSUMED.batchSeconds + queued * ASSUMED.eventSeconds;
  const closing = ASSUMED.closerRunsAMonth * ASSUMED.closerSeconds;
  const gbSeconds = (detecting * detector.memoryMb + closing * closeIncidents.memoryMb) / 1024;
  return [
    line("Lambda", "batches, and the closer's runs", invocations + ASSUMED.closerRunsAMonth, "lambdaRequest"),
    line("Lambda", "time and memory", gbSeconds, "lambdaGbSecond"),
  ];
}

/** Detections that wait for several events write a batch whatever it adds; those that wait for something new hardly ever do. */
function windowWrites(config: PalisadeConfig, usage: Usage, { invocations }: Events): number {
  const settings = detectorSettings(config);
  return enabledDetections(settings)
    .filter(({ state }) => state !== undefined && state.kind !== "first-seen")
    .map(({ patterns }) => requestsSelectedBy(patterns(settings), usage))
    .reduce((sum, requests) => sum + Math.min(invocations, requests), 0);
}

function tableLines(config: PalisadeConfig, usage: Usage, events: Events): readonly CostLine[] {
  const { invocations, matches } = events;
  const withMatches = Math.min(matches, invocations);
  const states = windowWrites(config, usage, events);
  const writes = Math.round(
    matches * ASSUMED.writesAMatch + withMatches * ASSUMED.writesAnIncident + states * ASSUMED.writesAState,
  );
  return [
    line("DynamoDB", "matches, incidents and windows written", writes, "dynamoDbWrite"),
    line("DynamoDB", "incidents read", withMatches + ASSUMED.closerRunsAMonth, "dynamoDbRead"),
  ];
}

function topicLines({ alerts: { email } }: PalisadeConfig, { alerts }: Usage): readonly CostLine[] {
  return [
    line("SNS", "alerts published", alerts, "snsPublish"),
    line("SNS", "alerts by e-mail", alerts * email.length, "snsEmail"),
  ];
}

function keyLines({ kms, trail, regions }: PalisadeConfig, { alerts }: Usage): readonly CostLine[] {
  if (kms.kind === "aws-owned") return [];
  const keys = trail.kind === "create" ? 2 : 1;
  const logFiles = trail.kind === "create" ? ASSUMED.logFilesARegion * regions.length : 0;
  // Table and topic keep their data key for five minutes.
  const requests = logFiles + 2 * ASSUMED.closerRunsAMonth + 2 * alerts;
  return [
    line("KMS", "keys that Palisade creates", kms.kind === "create" ? keys : 0, "kmsKey"),
    line("KMS", "requests", requests, "kmsRequest"),
  ];
}

function watchLines(config: PalisadeConfig, { logged, invocations }: Events): readonly CostLine[] {
  const metrics = METRICS.names.length + (config.accessLogs ? ACCESS_LOG_METRICS.length : 0) + chainMetrics(config);
  const logGb = (invocations * ASSUMED.logBytesABatch + (config.debug ? logged * ASSUMED.recordBytes : 0)) / GB;
  return [
    line("CloudWatch", "alarms", alarmsOf(config), "cloudWatchAlarm"),
    line("CloudWatch", "metrics of Palisade's own", metrics, "cloudWatchMetric"),
    line("CloudWatch", "dashboard", 1, "cloudWatchDashboard"),
    line("CloudWatch", config.debug ? "logs, with debug: true" : "logs", logGb, "cloudWatchLog"),
  ];
}

/**
 * Two on the queue and each channel's, errors and throttles of every function, one on each rule of events, alarms and the closer's clock;
 * what the topic could not deliver; the closer and the digest that do not come; and the queue of dead letters of each other region.
 */
function alarmsOf(config: PalisadeConfig): number {
  const { channels, region, routing, accessLogs, digest } = config;
  const settings = detectorSettings(config);
  const elsewhere = alarmsElsewhere(config);
  return [
    2 * (1 + channels.length),
    2 * settings.pipeline.functions.length,
    patternsOf(eventRules(settings)) + routing.default.length + 1,
    channels.length > 0 ? 3 : 2,
    1 + (digest ? 1 : 0),
    accessLogs ? 4 + (accessLogRules(config, region)?.patterns.length ?? 0) : 0,
    elsewhere > 0 ? elsewhere + 1 : 0,
  ].reduce((sum, some) => sum + some, 0);
}

/** In every region that forwards to the home region. */
function alarmsElsewhere(config: PalisadeConfig): number {
  const rules = rulesElsewhere(config);
  const regions = [...new Set([...rules.keys(), ...config.regions])].filter((region) => region !== config.region);
  return regions
    .map((region) => patternsOf([...(rules.get(region) ?? []), accessLogRules(config, region)]))
    .filter((patterns) => patterns > 0)
    .reduce((sum, patterns) => sum + patterns + 1, 0);
}

function patternsOf(rules: readonly ({ readonly patterns: readonly unknown[] } | undefined)[]): number {
  return rules.reduce((sum, rule) => sum + (rule?.patterns.length ?? 0), 0);
}

function chainMetrics(config: PalisadeConfig): number {
  return (config.digest ? 1 : 0) + (alarmsElsewhere(config) > 0 ? 1 : 0);
}
