import { ACCESS_LOG_DETECTIONS } from "./access-log-detections";
import type { AnyDetection } from "./engine/define-detection";
import { DETECTIONS } from "./registry";

/** Every detection there is, whatever brings the events. */
export const ALL_DETECTIONS: readonly AnyDetection[] = [...DETECTIONS, ...ACCESS_LOG_DETECTIONS];
