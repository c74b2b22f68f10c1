import { type BucketAddress, bucketArn } from "../arn";
import { aggregateCidrs } from "./aggregate";
import { matchesGlob } from "./arn-pattern";
import type { Perimeter } from "./perimeter";
import {
  DEFAULT_SID,
  INSECURE_TRANSPORT_SID,
  OLD_TLS_SID,
  type PolicyStatement,
  perimeterStatement,
  tlsStatements,
} from "./statement";

/** A statement from a user's own policy file, kept as it is. */
export type ExistingStatement = Readonly<Record<string, unknown>>;

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Id?: string;
  readonly Statement: readonly (PolicyStatement | ExistingStatement)[];
}

export interface BucketPolicyInput extends BucketAddress {
  /** Written in mode `enforce` only. */
  readonly perimeter?: Perimeter | undefined;
  readonly sid?: string | undefined;
  /** Written in every mode. */
  readonly tls?: "1.2" | "1.3" | false | undefined;
  /** Of the policy that `existing` is from. */
  readonly id?: string | undefined;
  /** From a policy of version 2012-10-17, or without `${` in it. */
  readonly existing?: readonly ExistingStatement[] | undefined;
}

export interface BucketPolicy {
  readonly document: PolicyDocument;
  /** The text that is sent to S3, up to the order of keys. */
  readonly json: string;
  /** Of `json` in UTF-8. */
  readonly bytes: number;
}

/** S3 takes no larger bucket policy. */
export const MAX_POLICY_BYTES = 20_480;

/**
 * The whole policy of one bucket: kept statements first, unchanged and in order, then ours; undefined when there is nothing to write.
 * Throws when a kept statement bears one of our Sids or speaks of another bucket, and when S3 would find the policy too large.
 */
export function bucketPolicy(input: BucketPolicyInput): BucketPolicy | undefined {
  const { perimeter, existing = [] } = input;
  checkSids(existing, input.sid ?? DEFAULT_SID);
  checkResources(existing, bucketArn(input));
  const own = [
    ...(perimeter?.mode === "enforce" ? [perimeterStatement(aggregated(perimeter), input, input.sid)] : []),
    ...(input.tls ? tlsStatements(input, input.tls) : []),
  ];
  if (own.length + existing.length === 0) return undefined;
  const document: PolicyDocument = {
    Version: "2012-10-17",
    ...(input.id !== undefined && { Id: input.id }),
    Statement: [...existing, ...own],
  };
  const json = toSentJson(document);
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_POLICY_BYTES) throw new Error(tooLarge(bytes, input));
  return { document, json, bytes };
}

function aggregated(perimeter: Perimeter): Perimeter {
  const { allow } = perimeter;
  return { ...perimeter, allow: { ...allow, cidrs: aggregateCidrs(allow.cidrs) } };
}

/** Terraform's provider writes the policy anew before it sends it, and Go's JSON spells these characters out: six bytes for one. */
function toSentJson(document: PolicyDocument): string {
  return JSON.stringify(document).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Ours are taken in every mode: a file that holds our Deny would go on denying after a move back to `observe`. */
function checkSids(existing: readonly ExistingStatement[], sid: string): void {
  const own = new Set([sid, INSECURE_TRANSPORT_SID, OLD_TLS_SID]);
  const seen = new Set<string>();
  for (const { Sid } of existing) {
    if (typeof Sid !== "string") continue;
    if (own.has(Sid)) {
      throw new Error(
        `existing policy: got a statement with Sid ${JSON.stringify(Sid)}, which Palisade writes itself, expected another, fix: take it out of the file if it is Palisade's own, else rename it or set sid`,
      );
    }
    if (seen.has(Sid)) {
      throw new Error(
        `existing policy: got two statements with Sid ${JSON.stringify(Sid)}, expected unique Sids, fix: rename one`,
      );
    }
    seen.add(Sid);
  }
}

function checkResources(existing: readonly ExistingStatement[], arn: string): void {
  for (const statement of existing) {
    const resource = statement["Resource"];
    if (resource === undefined) continue;
    const resources = Array.isArray(resource) ? resource : [resource];
    if (resources.every((one) => isOfBucket(one, arn))) continue;
    const name = typeof statement["Sid"] === "string" ? `statement ${JSON.stringify(statement["Sid"])}` : "a statement";
    throw new Error(
      `existing policy: ${name} names another bucket's resource, got ${JSON.stringify(resource)}, expected ${arn} or ${arn}/…, fix: use this bucket's own policy file`,
    );
  }
}

/** Wildcards may stand in the bucket's name too, and what S3 already accepted must be kept. */
function isOfBucket(resource: unknown, arn: string): boolean {
  return typeof resource === "string" && matchesGlob(resource.split("/", 1)[0] as string, arn);
}

function tooLarge(bytes: number, { bucket, perimeter, existing = [] }: BucketPolicyInput): string {
  const cidrs = perimeter?.allow.cidrs ?? [];
  const kept = existing.length === 0 ? "" : ` and ${existing.length} kept statements`;
  return `policy of bucket ${bucket}: got ${bytes} bytes with ${cidrs.length} networks (${aggregateCidrs(cidrs).length} after aggregation)${kept}, expected at most ${MAX_POLICY_BYTES}, fix: let private traffic in by VPC endpoint instead of address, widen neighbouring networks to a common prefix, or split the buckets over several perimeters`;
}
