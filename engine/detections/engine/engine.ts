import type { DetectorSettings } from "../../settings";
import { enabledDetections } from "../registry";
import { compileEngine, type Engine } from "./compile-engine";
import type { AnyDetection } from "./define-detection";

export type { Detected, DetectionFailure, Engine } from "./compile-engine";

/** `detections` are those on delivered events that the settings enable, unless said otherwise. */
export function createEngine(
  settings: DetectorSettings,
  detections: readonly AnyDetection[] = enabledDetections(settings),
): Engine {
  return compileEngine(settings, detections);
}
