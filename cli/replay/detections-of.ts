import { enabledAccessLogDetections } from "../../functions/src/detections/access-log-detections";
import type { AnyDetection } from "../../functions/src/detections/define-detection";
import { enabledDetections } from "../../functions/src/detections/registry";
import type { DetectorSettings } from "../../functions/src/settings";

/** Everything that would alert with these settings, whatever brings the events. */
export function detectionsOf(settings: DetectorSettings): readonly AnyDetection[] {
  return [...enabledDetections(settings), ...enabledAccessLogDetections(settings)];
}
