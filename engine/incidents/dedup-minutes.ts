import type { DetectorSettings } from "../settings";

/** How long matches of a detection fold into one incident. */
export function createDedupMinutes({
  dedupMinutes,
  detections,
}: Pick<DetectorSettings, "dedupMinutes" | "detections">): (detection: string) => number {
  return (detection) => detections[detection]?.dedupMinutes ?? dedupMinutes;
}
