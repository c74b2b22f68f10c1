import type { Perimeter } from "./perimeter";
import { type BucketAddress, bucketArn, type PolicyStatement, perimeterStatement, tlsStatements } from "./statement";

/** A statement from a user's own policy file, kept as it is. */
export type ExistingStatement = Readonly<Record<string, unknown>>;

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly (PolicyStatement | ExistingStatement)[];
}

export interface BucketPolicyInput extends BucketAddress {
  readonly perimeter: Perimeter;
  readonly sid?: string | undefined;
  readonly tls?: "1.2" | "1.3" | undefined;
  readonly existing?: readonly ExistingStatement[] | undefined;
}

export interface BucketPolicy {
  readonly document: PolicyDocument;
  /** The text that is sent to S3. */
  readonly json: string;
  readonly bytes: number;
}

/** S3 takes no larger bucket policy. */
export const MAX_POLICY_BYTES = 20_480;

function isOfBucket(resource: unknown, arn: string): boolean {
  const resources = Array.isArray(resource) ? resource : [resource];
  return resources.every((one) => typeof one === "string" && (one === arn || one.startsWith(`${arn}/`)));
}

function checkExisting(existing: readonly ExistingStatement[], own: readonly PolicyStatement[], arn: string): void {
  const taken = new Set(own.map((statement) => statement.Sid));
  for (const statement of existing) {
    const sid = statement["Sid"];
    const name = typeof sid === "string" ? `statement ${JSON.stringify(sid)}` : "a statement without Sid";
    if (typeof sid === "string") {
      if (taken.has(sid)) {
        throw new Error(
          `existing policy: ${name} collides with another of that Sid, expected unique Sids, fix: rename it or set sid`,
        );
      }
      taken.add(sid);
    }
    if (statement["NotResource"] === undefined && !isOfBucket(statement["Resource"], arn)) {
      throw new Error(
        `existing policy: ${name} names a resource of another bucket, got ${JSON.stringify(statement["Resource"])}, expected ${arn} or ${arn}/…, fix: use this bucket's own policy file`,
      );
    }
  }
}

function checkSize(bytes: number, input: BucketPolicyInput): void {
  if (bytes <= MAX_POLICY_BYTES) return;
  const { cidrs } = input.perimeter.allow;
  throw new Error(
    `policy of bucket ${input.bucket} is ${bytes} bytes with ${cidrs.length} networks after aggregation, expected at most ${MAX_POLICY_BYTES}, fix: let private traffic in by VPC endpoint instead of address, widen neighbouring networks to a common prefix, or split the buckets over perimeters`,
  );
}

/** The whole policy of one bucket: kept statements first, then ours; undefined when there is nothing to write. */
export function bucketPolicy(input: BucketPolicyInput): BucketPolicy | undefined {
  const { perimeter, existing = [] } = input;
  const own = [
    ...(perimeter.mode === "enforce" ? [perimeterStatement(perimeter, input, input.sid)] : []),
    ...(input.tls ? tlsStatements(input, input.tls) : []),
  ];
  checkExisting(existing, own, bucketArn(input));
  if (own.length + existing.length === 0) return undefined;
  const document: PolicyDocument = { Version: "2012-10-17", Statement: [...existing, ...own] };
  const json = JSON.stringify(document);
  const bytes = Buffer.byteLength(json);
  checkSize(bytes, input);
  return { document, json, bytes };
}
