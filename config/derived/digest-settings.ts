import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import { ALL_DETECTIONS } from "@palisade/engine/detections/registry";
import type { DigestSettings, TunableDetection } from "@palisade/engine/digest/digest-settings";
import type { DetectionSettings } from "@palisade/engine/settings";
import type { PalisadeConfig } from "../config";
import { channelNames } from "./channel-names";

/** Detections that a perimeter's allowlist decides. */
const BY_ALLOWLIST: ReadonlySet<string> = new Set([
  "s3.blocked-outside-allowlist",
  "s3.access-outside-allowlist",
  "s3.presigned-url-outside-allowlist",
  "s3.access-log-outside-allowlist",
]);

/** What the function that writes the digest needs to know of the configuration. */
export function digestSettings(config: PalisadeConfig): DigestSettings {
  const { project, account, region, names, alerts, detections, suppressions, channels, routing } = config;
  const tunable = (detection: AnyDetection) => tuned(detection, detections[detection.id] ?? {}, alerts.dedupMinutes);
  return {
    project,
    account,
    region,
    alarmPrefix: `${names.alarmPrefix}-`,
    deadLetterQueues: deadLetterQueues(config),
    channels: channels.map(({ name }) => name),
    defaultChannels: routing.default,
    suppressions,
    detections: Object.fromEntries(ALL_DETECTIONS.map((detection) => [detection.id, tunable(detection)])),
  };
}

/** Names of the dead-letter queues in the home region. */
export function deadLetterQueues(config: PalisadeConfig): readonly string[] {
  return [
    config.names.deadLetterQueue,
    ...(config.accessLogs ? [config.names.accessLogsDeadLetterQueue] : []),
    ...config.channels.map(({ name }) => channelNames(config, name).deadLetterQueue),
  ];
}

function tuned(
  { id, title, severity, state }: AnyDetection,
  own: DetectionSettings,
  dedupMinutes: number,
): TunableDetection {
  const threshold = state?.kind === "threshold" ? (own.threshold ?? state.reach) : undefined;
  return {
    title,
    severity: own.severity ?? severity,
    dedupMinutes: own.dedupMinutes ?? dedupMinutes,
    ...(threshold !== undefined && { threshold }),
    isByAllowlist: BY_ALLOWLIST.has(id),
  };
}
