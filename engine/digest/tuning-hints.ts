import { compareSeverity } from "../severity";
import type { TunableDetection } from "./digest-settings";

/** A day is the longest that matches fold into one incident. */
const LONGEST_DEDUP_MINUTES = 1440;

const OWN: Readonly<Record<string, string>> = {
  "palisade.suppression-expired":
    "give the suppression another day (suppressions: until in palisade.yaml), or delete it and mend what it hid",
  "palisade.detection-failed":
    "nothing to tune: look for `detection failed` in the detector's log, and redrive the dead letters once it is mended",
};

/** What would quiet a detection if its alerts are expected, each with the keys of palisade.yaml; the one with the least loss first. */
export function tuningHints(id: string, detection: TunableDetection | undefined): readonly string[] {
  if (detection === undefined) return id in OWN ? [OWN[id] ?? ""] : [];
  const { isByAllowlist, threshold, dedupMinutes, severity } = detection;
  return [
    ...(isByAllowlist ? ["perimeters.NAME.allow: let the callers in that are yours, by cidrs or principals"] : []),
    `suppressions: silence one caller or bucket until a day, with {detection: ${id}, when: {actor: ...}}`,
    ...(threshold === undefined ? [] : [keyed(id, "threshold", threshold * 2, `instead of ${threshold}`)]),
    ...(dedupMinutes < LONGEST_DEDUP_MINUTES
      ? [keyed(id, "dedupMinutes", longer(dedupMinutes), `instead of ${dedupMinutes}, for fewer and larger incidents`)]
      : []),
    // Disabling what may page people should be no hint of ours.
    ...(compareSeverity(severity, "high") < 0 ? [keyed(id, "enabled", false, "if nobody needs it")] : []),
  ];
}

function keyed(id: string, key: string, value: number | boolean, why: string): string {
  return `detections: {${id}: {${key}: ${value}}}, ${why}`;
}

function longer(minutes: number): number {
  return Math.min(4 * minutes, LONGEST_DEDUP_MINUTES);
}
