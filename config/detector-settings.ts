import type { DetectorSettings } from "../functions/contract";
import type { PalisadeConfig } from "./config";

/** What the detector needs to know of the configuration: the same object when deployed and in replay. */
export function detectorSettings({ project, perimeters, alerts, detections }: PalisadeConfig): DetectorSettings {
  return {
    project,
    perimeters: perimeters.map(({ perimeter }) => perimeter),
    ...(alerts.eventNames && { eventNames: alerts.eventNames }),
    dedupMinutes: alerts.dedupMinutes,
    detections,
  };
}
