import { bucketArn } from "../../arn";
import type { EventPattern, Matcher } from "../../patterns/event-pattern";

/**
 * What a record about one of some buckets holds: the bucket's name, or, where the request came by an access point, that one's ARN or
 * alias instead and the bucket's ARN among the resources.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-monitoring-logging.html
 */
export function aboutBuckets(buckets: readonly string[], partition: string): EventPattern {
  return aboutBucketArns(buckets.map((bucket) => bucketArn({ bucket, partition })));
}

export function aboutBucketArns(arns: readonly string[]): EventPattern {
  return { $or: [{ requestParameters: { bucketName: arns.map(nameIn) } }, { resources: { ARN: arns } }] };
}

/** The ARNs of the buckets that a `$or` is about; undefined for any other. */
export function bucketArnsIn(choices: readonly (Matcher | EventPattern)[]): readonly string[] | undefined {
  const [named, listed, ...others] = choices as readonly EventPattern[];
  if (others.length > 0 || named === undefined || listed === undefined) return undefined;
  const { bucketName } = (named["requestParameters"] ?? {}) as EventPattern;
  const { ARN } = (listed["resources"] ?? {}) as EventPattern;
  return Array.isArray(bucketName) && Array.isArray(ARN) ? (ARN as readonly string[]) : undefined;
}

/** How many characters a bucket adds to a pattern. */
export function charactersOf(arn: string): number {
  return JSON.stringify(arn).length + JSON.stringify(nameIn(arn)).length + 2;
}

const BEFORE_NAME = ":::";

function nameIn(arn: string): string {
  return arn.slice(arn.indexOf(BEFORE_NAME) + BEFORE_NAME.length);
}
