import type { Match } from "./match";

/** All buckets that a match is about. */
export function bucketsOf({ bucket, buckets }: Pick<Match, "bucket" | "buckets">): readonly string[] {
  return buckets ?? (bucket === undefined ? [] : [bucket]);
}

/** All that a finding is about, by ARN or id. */
export function resourcesOf({ resource, resources }: Pick<Match, "resource" | "resources">): readonly string[] {
  return resources ?? (resource === undefined ? [] : [resource]);
}

/** All addresses, or what stands for one, that a match came from. */
export function sourceIpsOf({ sourceIp, sourceIps }: Pick<Match, "sourceIp" | "sourceIps">): readonly string[] {
  return sourceIps ?? (sourceIp === undefined ? [] : [sourceIp]);
}
