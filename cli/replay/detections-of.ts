import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import { enabledAccessLogDetections, enabledDetections } from "@palisade/engine/detections/registry";
import type { DetectorSettings } from "@palisade/engine/settings";

/** Everything that would alert with these settings, whatever brings the events. */
export function detectionsOf(settings: DetectorSettings): readonly AnyDetection[] {
  return [...enabledDetections(settings), ...enabledAccessLogDetections(settings)];
}
