import type { AssumedConfig } from "./assumed-config";

/** The same for programs. */
export function assumedJson({ own, regions, buckets, config }: AssumedConfig) {
  return { account: own?.account ?? null, regions, buckets, detectionsOff: Object.keys(config.detections) };
}
