import type { CloudTrailEvent } from "../../events/cloudtrail-event";
import { fieldsOf, textOf } from "../../events/fields";
import type { DetectionContext } from "../define-detection";
import { accountIn } from "../principals";
import { type S3Resource, s3ResourcesOf } from "./resources";

/** Calls that copy within S3, so that the data never passes the caller. Large objects are copied part by part. */
export const COPY_NAMES = ["CopyObject", "UploadPartCopy"] as const;

export const COPIES: ReadonlySet<string> = new Set(COPY_NAMES);

/** One side of a copy, as far as the record tells. */
export interface CopyEnd {
  /** A bucket's name, or an access point's ARN. */
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly account: string | undefined;
}

export interface Copy {
  readonly source: CopyEnd;
  readonly destination: CopyEnd;
  /** Accounts of which one owns the destination; empty where the record does not say. */
  readonly destinationAccounts: readonly string[];
}

/** Where a copy went: into an account that is trusted, into one that is not, or nobody can say. */
export type Whereto =
  | { readonly kind: "trusted" }
  | { readonly kind: "foreign"; readonly account: string }
  | { readonly kind: "unresolved" };

/** Longer than any key with every byte percent-encoded, its bucket and its version. */
const LONGEST_SOURCE = 8192;

/** Reads a copy. In its record `bucketName` and `key` are the destination's, and `x-amz-copy-source` is the source. */
export function copyOf(event: CloudTrailEvent): Copy {
  const resources = s3ResourcesOf(event);
  const named = parseCopySource(textOf(fieldsOf(event.record["requestParameters"])["x-amz-copy-source"]));
  const { bucket, key } = event;
  const source = named.bucket?.startsWith("arn:") ? behindAccessPoint(named, resources, bucket) : named;
  const destinationAccounts = accountsOf(bucket, source.bucket, resources);
  return {
    source: { ...source, account: accountAt(source.bucket, resources) ?? source.account },
    destination: { bucket, key, account: destinationAccounts[0] },
    destinationAccounts,
  };
}

/** Judges where a copy went. What the record leaves open is not taken for trusted, except in buckets that are known to be ours. */
export function wheretoOf({ source, destination, destinationAccounts }: Copy, context: DetectionContext): Whereto {
  const foreign = destinationAccounts.find((account) => !context.isTrustedAccount(account));
  if (foreign !== undefined) return { kind: "foreign", account: foreign };
  if (destinationAccounts.length > 0) return { kind: "trusted" };
  const { bucket } = destination;
  if (bucket === undefined) return { kind: "unresolved" };
  const isOurs = context.perimeterOf(bucket) !== undefined || context.isLogBucket(bucket);
  // Within one bucket nothing leaves it, whoever owns it.
  return isOurs || bucket === source.bucket ? { kind: "trusted" } : { kind: "unresolved" };
}

/**
 * `x-amz-copy-source` in all its forms: percent-encoded or not, with or without a leading slash and a version, and an access point's ARN
 * instead of a bucket.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function parseCopySource(header: string | undefined): CopyEnd {
  if (header === undefined || header.length > LONGEST_SOURCE) return NOWHERE;
  // A question mark within the key is encoded, so what begins here is the version.
  const version = header.lastIndexOf("?versionId=");
  const text = decode(version === -1 ? header : header.slice(0, version)).replace(/^\//, "");
  const isArn = text.startsWith("arn:");
  const separator = isArn ? "/object/" : "/";
  const end = text.indexOf(separator);
  if (end === -1) return NOWHERE;
  const bucket = text.slice(0, end);
  return { bucket, key: textOf(text.slice(end + separator.length)), account: isArn ? accountIn(bucket) : undefined };
}

const NOWHERE: CopyEnd = { bucket: undefined, key: undefined, account: undefined };

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Logs that were decoded once already hold bare percent signs.
    return text;
  }
}

function behindAccessPoint(end: CopyEnd, resources: readonly S3Resource[], destination: string | undefined): CopyEnd {
  const others = new Set(resources.map(({ bucket }) => bucket).filter((bucket) => bucket !== destination));
  const [only] = others;
  return others.size === 1 ? { ...end, bucket: only } : end;
}

function accountsOf(
  bucket: string | undefined,
  source: string | undefined,
  resources: readonly S3Resource[],
): readonly string[] {
  const own = accountAt(bucket, resources);
  if (own !== undefined) return [own];
  // An access point or a masked name hides the bucket; then whatever else is listed beside the source is the destination.
  const isListed = resources.some((resource) => resource.bucket === bucket);
  const others = isListed ? [] : resources.filter((resource) => resource.bucket !== source);
  const accounts = [...new Set(others.flatMap(({ account }) => account ?? []))];
  if (accounts.length > 0) return accounts;
  const named = bucket?.startsWith("arn:") ? accountIn(bucket) : undefined;
  return named === undefined ? [] : [named];
}

function accountAt(bucket: string | undefined, resources: readonly S3Resource[]): string | undefined {
  return resources.find((resource) => resource.bucket === bucket && resource.account !== undefined)?.account;
}
