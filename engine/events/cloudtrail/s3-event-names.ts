import type { CloudTrailEvent } from "./cloudtrail-event";

export type S3Access = "read" | "write" | "delete";

/**
 * What an S3 call is about, and thereby which ARN its policy speaks of: `object` an object's, `listing` the bucket's although CloudTrail
 * logs it with the data events, `management` the bucket's settings.
 */
export type S3Level = "object" | "listing" | "management";

/**
 * Object-level calls as CloudTrail really names them, in both spellings where a name in the log differs from the API's.
 * `PreflightRequest` is missing on purpose: no one is authenticated and no bucket policy is asked.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
const OBJECT_CALLS: Readonly<Record<string, S3Access>> = {
  GetObject: "read",
  HeadObject: "read",
  GetObjectAcl: "read",
  GetObjectAttributes: "read",
  GetObjectLegalHold: "read",
  GetObjectRetention: "read",
  GetObjectTagging: "read",
  GetObjectTorrent: "read",
  ListParts: "read",
  SelectObjectContent: "read",
  PutObject: "write",
  PostObject: "write",
  CopyObject: "write",
  CreateMultipartUpload: "write",
  InitiateMultipartUpload: "write",
  UploadPart: "write",
  UploadPartCopy: "write",
  CompleteMultipartUpload: "write",
  AbortMultipartUpload: "write",
  RestoreObject: "write",
  PutObjectAcl: "write",
  PutObjectLegalHold: "write",
  PutObjectRetention: "write",
  PutObjectTagging: "write",
  DeleteObjectTagging: "write",
  UpdateObjectEncryption: "write",
  DeleteObject: "delete",
  DeleteObjects: "delete",
  DeleteMultipleObjects: "delete",
};

/** `ListObjects` is the log's name for both versions of the call. */
const LISTING_CALLS: Readonly<Record<string, S3Access>> = {
  ListObjects: "read",
  ListObjectsV2: "read",
  ListObjectVersions: "read",
  ListMultipartUploads: "read",
  HeadBucket: "read",
};

export const OBJECT_EVENT_NAMES: readonly string[] = Object.keys(OBJECT_CALLS);
export const LISTING_EVENT_NAMES: readonly string[] = Object.keys(LISTING_CALLS);

/** Calls that copy within S3, so that the data never passes the caller. Large objects are copied part by part. */
export const COPY_NAMES = ["CopyObject", "UploadPartCopy"] as const;
export const COPIES: ReadonlySet<string> = new Set(COPY_NAMES);

const LEVELS: ReadonlyMap<string, S3Level> = new Map<string, S3Level>([
  ...OBJECT_EVENT_NAMES.map((name) => [name, "object"] as const),
  ...LISTING_EVENT_NAMES.map((name) => [name, "listing"] as const),
]);

const ACCESSES: ReadonlyMap<string, S3Access> = new Map(Object.entries({ ...OBJECT_CALLS, ...LISTING_CALLS }));

/** A name that is not in the lists is an object's call when the record has a key, and else a bucket's setting. */
export function s3Level(event: CloudTrailEvent): S3Level {
  const level = LEVELS.get(event.name);
  if (level !== undefined) return level;
  return event.key !== undefined && event.record["managementEvent"] !== true ? "object" : "management";
}

/** What a call does, by its name; by the record's own `readOnly` where the name does not say. */
export function s3Access(event: CloudTrailEvent): S3Access {
  return ACCESSES.get(event.name) ?? accessByVerb(event.name) ?? (event.readOnly === true ? "read" : "write");
}

/** Whether a call changes nothing but reads or lists a bucket's settings: EventBridge hides these from ordinary rules. */
export function isManagementRead(eventName: string): boolean {
  return !LEVELS.has(eventName) && accessByVerb(eventName) === "read";
}

function accessByVerb(name: string): S3Access | undefined {
  if (name.startsWith("Delete")) return "delete";
  if (name.startsWith("Get") || name.startsWith("List") || name.startsWith("Head")) return "read";
  return name.startsWith("Put") ? "write" : undefined;
}
