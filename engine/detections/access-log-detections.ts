import type { DetectorSettings } from "../settings";
import type { AccessLogDetection } from "./engine/define-detection";
import { s3AccessLogAnonymousAccess } from "./s3/access-log-anonymous-access";
import { s3AccessLogBatchDelete } from "./s3/access-log-batch-delete";
import { s3AccessLogFailedAuthentication } from "./s3/access-log-failed-authentication";
import { s3AccessLogInsecureTransport } from "./s3/access-log-insecure-transport";
import { s3AccessLogLifecycleExpiration } from "./s3/access-log-lifecycle-expiration";
import { s3AccessLogOutsideAllowlist } from "./s3/access-log-outside-allowlist";
import { s3AccessLogUnknownRequester } from "./s3/access-log-unknown-requester";

/** On lines of S3 server access logs; apart from the registry, since the functions that hear of events need none of them. */
export const ACCESS_LOG_DETECTIONS: readonly AccessLogDetection[] = [
  s3AccessLogOutsideAllowlist,
  s3AccessLogFailedAuthentication,
  s3AccessLogInsecureTransport,
  s3AccessLogBatchDelete,
  s3AccessLogUnknownRequester,
  s3AccessLogAnonymousAccess,
  s3AccessLogLifecycleExpiration,
];

/** Those that the settings leave or switch on. */
export function enabledAccessLogDetections(settings: DetectorSettings): readonly AccessLogDetection[] {
  return ACCESS_LOG_DETECTIONS.filter(
    ({ id, enabledByDefault }) => settings.detections[id]?.enabled ?? enabledByDefault,
  );
}
