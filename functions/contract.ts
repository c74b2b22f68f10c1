export type { Route, Routing } from "./src/alerts/routing";
export { isLike } from "./src/alerts/routing";
export type { ChannelAbilities } from "./src/delivery/channel-abilities";
export { CHANNEL_ABILITIES } from "./src/delivery/channel-abilities";
export type { ChannelSettings, NotifierSettings, SecretName } from "./src/delivery/channel-settings";
export { secretOf } from "./src/delivery/channel-settings";
export { isInternalHost } from "./src/delivery/internal-address";
export type { QuietHours } from "./src/delivery/quiet-hours";
export { ALL_DETECTIONS } from "./src/detections/all-detections";
export type { AnyDetection, Detection } from "./src/detections/define-detection";
export type { EventRule } from "./src/detections/event-rules";
export { eventRules, PURPOSES as RULE_PURPOSES } from "./src/detections/event-rules";
export { splitBuckets } from "./src/detections/listen";
export { objectCallsAnywhere } from "./src/detections/object-calls-anywhere";
export { DETECTIONS, enabledDetections } from "./src/detections/registry";
export type { DigestSettings, TunableDetection } from "./src/digest/digest-settings";
export type { WatchedRegion } from "./src/elsewhere/watch-elsewhere";
export { addressDatabaseProblem } from "./src/enrichment/address-database";
export type { BucketTagsSettings, EnrichmentSettings } from "./src/enrichment/enrichment-settings";
export { isNetwork } from "./src/enrichment/named-networks";
export type { HuntScope } from "./src/hunts/bind-hunt";
export { bindHunt, parametersOf } from "./src/hunts/bind-hunt";
export type { Hunt } from "./src/hunts/define-hunt";
export { detectionHunts } from "./src/hunts/detection-hunts";
export { toTrino } from "./src/hunts/dialect";
export { HUNTS } from "./src/hunts/registry";
export type { ColumnType, Field, Table } from "./src/hunts/tables";
export { ACCESS_LOGS, CLOUDTRAIL } from "./src/hunts/tables";
export type { EventPattern, Matcher } from "./src/patterns/event-pattern";
export { aggregateCidrs } from "./src/perimeter/aggregate";
export { arnPatternsToRegex, compileArnPattern, splitArn } from "./src/perimeter/arn-pattern";
export type { BucketPolicy, BucketPolicyInput, ExistingStatement, PolicyDocument } from "./src/perimeter/bucket-policy";
export { bucketPolicy, MAX_POLICY_BYTES } from "./src/perimeter/bucket-policy";
export type { CidrResult } from "./src/perimeter/cidr";
export { parseCidr } from "./src/perimeter/cidr";
export { locksEverybodyOut } from "./src/perimeter/lock-out";
export type { Allow, Mode, Perimeter, Scope } from "./src/perimeter/perimeter";
export type { PrincipalProblem } from "./src/perimeter/principal-pattern";
export { checkPrincipalPattern } from "./src/perimeter/principal-pattern";
export { readOut } from "./src/perimeter/read-out";
export type { BucketAddress, ConditionBlock, PolicyStatement } from "./src/perimeter/statement";
export {
  bucketArn,
  DEFAULT_SID,
  INSECURE_TRANSPORT_SID,
  OLD_TLS_SID,
  perimeterStatement,
  tlsStatements,
} from "./src/perimeter/statement";
export type {
  AccessLogsRequirements,
  DigestRequirements,
  HandlerRequirements,
  HandlerResource,
  NotifierRequirements,
} from "./src/platform/requirements";
export {
  ACCESS_LOG_METRICS,
  ACCESS_LOG_QUEUE,
  CHAIN_METRICS,
  CHANNEL_QUEUE,
  CLOSE_SCHEDULE,
  COUNT_ALERTS,
  ELSEWHERE_FILE,
  ENRICHMENT_FILE,
  HANDLERS,
  INCIDENTS_TABLE,
  METRICS,
  QUEUE,
  READ_BUCKET_TAGS,
  SETTINGS_FILE,
  WATCH_ALARMS,
} from "./src/platform/requirements";
export type { DetectionSettings, DetectorSettings, Suppression } from "./src/settings";
export type { Severity } from "./src/severity";
export { SEVERITIES } from "./src/severity";
