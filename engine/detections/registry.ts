import type { DetectorSettings } from "../settings";
import type { Detection } from "./engine/define-detection";
import { FINDING_DETECTIONS } from "./finding-detections";
import { IDENTITY_DETECTIONS } from "./identity-detections";
import { s3AccessOutsideAllowlist } from "./s3/access-outside-allowlist";
import { s3BlockedOutsideAllowlist } from "./s3/blocked-outside-allowlist";
import { s3DeniedInsideAllowlist } from "./s3/denied-inside-allowlist";
import { S3_CHANGE_DETECTIONS } from "./s3-change-detections";
import { S3_DATA_DETECTIONS } from "./s3-data-detections";

/** Every detection there is. */
export const DETECTIONS: readonly Detection[] = [
  s3BlockedOutsideAllowlist,
  s3AccessOutsideAllowlist,
  s3DeniedInsideAllowlist,
  ...FINDING_DETECTIONS,
  ...IDENTITY_DETECTIONS,
  ...S3_CHANGE_DETECTIONS,
  ...S3_DATA_DETECTIONS,
];

/** The detections that the settings leave or switch on. */
export function enabledDetections(settings: DetectorSettings): readonly Detection[] {
  return DETECTIONS.filter(({ id, enabledByDefault }) => settings.detections[id]?.enabled ?? enabledByDefault);
}
