import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { s3ResourcesOf } from "./resources";

/** One call, up to a thousand keys; the second name is an older spelling. */
export const BATCH_DELETE_NAMES = ["DeleteObjects", "DeleteMultipleObjects"] as const;

export const BATCH_DELETES: ReadonlySet<string> = new Set(BATCH_DELETE_NAMES);

export const SINGLE_DELETES: ReadonlySet<string> = new Set(["DeleteObject"]);

/** S3's limit of keys in one call. */
const MOST_KEYS = 1000;

/** How many objects a batch deletion may have deleted: as many as its record lists, which it hardly ever does, and else the most. */
export function keysInBatch(event: CloudTrailEvent): number {
  const keys = new Set(s3ResourcesOf(event).flatMap(({ key }) => key ?? []));
  return keys.size === 0 ? MOST_KEYS : Math.min(keys.size, MOST_KEYS);
}
