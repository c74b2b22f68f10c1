import type { Perimeter } from "./perimeter/perimeter";

/**
 * What the detector needs to know of `palisade.yaml`. Synth writes it as `settings.json` into the function's zip, because a
 * function's environment ends at 4 KB and an allowlist does not; replay builds the same object from the same file.
 */
export interface DetectorSettings {
  readonly project: string;
  readonly perimeters: readonly Perimeter[];
  /** S3 event names to listen to; absent means every object-level name that CloudTrail logs. */
  readonly eventNames?: readonly string[];
  /** How long matches fold into one incident. */
  readonly dedupMinutes: number;
  /** Switches that differ from the detections' own defaults, by detection id. */
  readonly detections: Readonly<Record<string, DetectionSettings>>;
}

export interface DetectionSettings {
  readonly enabled?: boolean;
}
