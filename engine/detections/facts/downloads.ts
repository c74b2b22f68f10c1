import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf } from "../../events/fields";
import type { Severity } from "../../severity";

export const DOWNLOAD_NAMES = ["GetObject", "SelectObjectContent", "GetObjectTorrent"] as const;

export const DOWNLOADS: ReadonlySet<string> = new Set(DOWNLOAD_NAMES);

/** Bytes that S3 sent, as a whole number: records write integers, floats and sometimes texts; 0 where they say nothing sensible. */
export function bytesOut({ record }: CloudTrailEvent): number {
  const value = fieldsOf(record["additionalEventData"])["bytesTransferredOut"];
  const bytes = typeof value === "string" && value.length < 20 ? Number(value) : value;
  return typeof bytes === "number" && bytes > 0 && bytes <= Number.MAX_SAFE_INTEGER ? Math.ceil(bytes) : 0;
}

/** Applications read much with roles all day; people, strangers and long-lived keys do not. */
export function severityOfDownload({ actor }: CloudTrailEvent): Severity {
  const isApplication = actor.kind === "role" && !actor.id.includes("AWSReservedSSO_");
  return isApplication ? "medium" : "high";
}
