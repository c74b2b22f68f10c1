import { parseCopySource } from "./cloudtrail/copy-source";
import { type Fields, fieldsOf, textOf } from "./fields";

/** Which bucket a request was about, as far as its record says. */
export type BucketIdentity =
  /** `through` is the access point that it came by: an ARN, an alias or a host name. */
  | { readonly kind: "named"; readonly bucket: string; readonly through: string | undefined }
  /** It came by an access point, and the record does not name the bucket behind it. No perimeter can judge it: it is undecided. */
  | { readonly kind: "unresolved"; readonly through: string }
  /** It was about no bucket. */
  | { readonly kind: "none" };

export const S3 = "s3.amazonaws.com";

/** Of what these record, S3 asks the bucket's policy in a request of its own. */
export const OBJECT_LAMBDA: readonly string[] = ["s3-object-lambda.amazonaws.com", "s3-banner.amazonaws.com"];

/**
 * How that begins or ends which stands in `bucketName` for an access point: its ARN, or an alias with an ending that no bucket may have.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const ACCESS_POINT_PREFIX = "arn:";
export const ACCESS_POINT_SUFFIXES: readonly string[] = [
  "-s3alias",
  "--ol-s3",
  "--xa-s3",
  ".mrap",
  ".accesspoint.s3-global.amazonaws.com",
];

/** What follows an access point's name in its host, and an account's in that of calls of which no bucket's policy is asked. */
export const ACCESS_POINT_HOSTS: readonly string[] = [".s3-accesspoint", ".s3-object-lambda"];
export const CONTROL_HOST = ".s3-control";

/** What follows a bucket's or an access point's name in its host. */
export const NAMING_HOSTS: readonly string[] = [".s3.", ".s3-", ".accesspoint.s3-global."];

/** The ARN of a bucket; the group is its name. In the syntax that JavaScript, DuckDB and Trino share. */
export const BUCKET_ARN = "^arn:[a-z-]+:s3:::([^/]+)$";
const ARN = new RegExp(BUCKET_ARN);

export const NO_BUCKET: BucketIdentity = { kind: "none" };

/**
 * Finds the bucket of a request: `bucketName`, and where an access point stands there, or nothing, the one bucket that `resources` lists.
 * A copy lists two, so the one that it reads is left out.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-monitoring-logging.html
 */
export function bucketIdentity(record: Fields): BucketIdentity {
  const parameters = fieldsOf(record["requestParameters"]);
  const name = textOf(parameters["bucketName"]);
  const host = textOf(parameters["Host"]);
  const service = record["eventSource"];
  if (service !== S3)
    return OBJECT_LAMBDA.some((one) => one === service) ? unresolved(name, host) : ofAnother(name, host);
  if (name !== undefined && !isAccessPoint(name, host)) return { kind: "named", bucket: name, through: undefined };
  if (name === undefined && host?.includes(CONTROL_HOST)) return NO_BUCKET;
  const bucket = listedBucket(record["resources"], name, textOf(parameters["x-amz-copy-source"]));
  return bucket === undefined ? unresolved(name, host) : { kind: "named", bucket, through: name };
}

function ofAnother(name: string | undefined, host: string | undefined): BucketIdentity {
  return name === undefined || isAccessPoint(name, host)
    ? NO_BUCKET
    : { kind: "named", bucket: name, through: undefined };
}

function isAccessPoint(name: string, host: string | undefined): boolean {
  return (
    isNameOfAccessPoint(name) || ACCESS_POINT_HOSTS.some((one) => host?.includes(one) && host.startsWith(name + one))
  );
}

/** Whether the text itself says so; what is only the first part of a host may be a bucket's name as well. */
export function isNameOfAccessPoint(name: string): boolean {
  return name.startsWith(ACCESS_POINT_PREFIX) || ACCESS_POINT_SUFFIXES.some((suffix) => name.endsWith(suffix));
}

function unresolved(name: string | undefined, host: string | undefined): BucketIdentity {
  if (name !== undefined) return { kind: "unresolved", through: name };
  if (host === undefined || host.includes(CONTROL_HOST)) return NO_BUCKET;
  return NAMING_HOSTS.some((one) => host.indexOf(one) > 0) ? { kind: "unresolved", through: host } : NO_BUCKET;
}

function listedBucket(resources: unknown, name: string | undefined, copySource: string | undefined) {
  const buckets = listedBuckets(resources);
  const source = parseCopySource(copySource)?.bucket;
  // Within one access point a copy stays in its bucket. From another one, nothing says which of the two a bucket is.
  if (source === undefined || source === name) return buckets.size === 1 ? first(buckets) : undefined;
  if (isNameOfAccessPoint(source)) return undefined;
  buckets.delete(source);
  return buckets.size === 1 ? first(buckets) : undefined;
}

/** A batch deletion lists about a thousand objects at most, and so does no other call more. */
const MOST = 2000;

/** Buckets' own ARNs only: EventBridge matches a request by these. */
export function listedBuckets(resources: unknown): Set<string> {
  const found = new Set<string>();
  if (!Array.isArray(resources)) return found;
  for (const entry of resources.slice(0, MOST)) {
    const fields = fieldsOf(entry);
    const bucket = ARN.exec(textOf(fields["ARN"]) ?? "")?.[1];
    if (bucket !== undefined) found.add(bucket);
  }
  return found;
}

function first(buckets: ReadonlySet<string>): string | undefined {
  return buckets.values().next().value;
}
