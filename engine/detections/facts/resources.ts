import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, textOf } from "../../events/fields";

/** An S3 bucket or object that a record lists among its `resources`. */
export interface S3Resource {
  readonly bucket: string;
  /** Absent for a bucket. */
  readonly key: string | undefined;
  /** The bucket's owner; absent where the record does not say, as AWS takes it out of what strangers get to see. */
  readonly account: string | undefined;
}

/** A batch deletion is about a thousand objects at most, and so is no other call about more. */
const MOST = 2000;

const S3_ARN = /^arn:[a-z-]{1,20}:s3:::([^/]{1,255})(?:\/|$)/;

/** The S3 resources of a record, with `ARN` and `accountId` in the spellings that logs and normalized copies of them use. */
export function s3ResourcesOf({ record }: CloudTrailEvent): readonly S3Resource[] {
  const list = record["resources"];
  if (!Array.isArray(list)) return [];
  const found: S3Resource[] = [];
  for (const entry of list.slice(0, MOST)) {
    const fields = fieldsOf(entry);
    const arn = textOf(fields["ARN"]) ?? textOf(fields["arn"]);
    const parts = arn === undefined ? null : S3_ARN.exec(arn);
    const bucket = parts?.[1];
    if (arn === undefined || parts === null || bucket === undefined) continue;
    found.push({
      bucket,
      key: textOf(arn.slice(parts[0].length)),
      account: textOf(fields["accountId"]) ?? textOf(fields["accountid"]),
    });
  }
  return found;
}
