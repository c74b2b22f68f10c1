import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { parseCopySource } from "../../events/cloudtrail/copy-source";
import { fieldsOf, textOf } from "../../events/fields";
import type { DetectionContext } from "../engine/define-detection";
import { accountIn } from "./principals";
import { type S3Resource, s3ResourcesOf } from "./resources";

/** One side of a copy, as far as the record says. */
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

/** Where a copy went: into an account that is trusted, into one that is not, or no one can say. */
export type Whereto =
  | { readonly kind: "trusted" }
  | { readonly kind: "foreign"; readonly account: string }
  | { readonly kind: "unresolved" };

/** Reads a copy. In its record `bucketName` and `key` are the destination's, and `x-amz-copy-source` is the source. */
export function copyOf(event: CloudTrailEvent): Copy {
  const resources = s3ResourcesOf(event);
  const named = sourceOf(textOf(fieldsOf(event.record["requestParameters"])["x-amz-copy-source"]));
  const { key } = event;
  const bucket = destinationOf(event);
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
  // Within one bucket nothing leaves it, no matter who owns it.
  return isOurs || bucket === source.bucket ? { kind: "trusted" } : { kind: "unresolved" };
}

/** An access point stands for a bucket that the record does not name. */
function destinationOf({ bucketIdentity }: CloudTrailEvent): string | undefined {
  switch (bucketIdentity.kind) {
    case "named":
      return bucketIdentity.bucket;
    case "unresolved":
      return bucketIdentity.through;
    case "none":
      return undefined;
  }
}

const NOWHERE: CopyEnd = { bucket: undefined, key: undefined, account: undefined };

function sourceOf(header: string | undefined): CopyEnd {
  const source = parseCopySource(header);
  return source === undefined ? NOWHERE : { ...source, account: accountIn(source.bucket) };
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
