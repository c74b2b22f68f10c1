import path from "node:path";
import { compileArnPattern } from "@palisade/engine/perimeter/arn-pattern";
import { locksEverybodyOut } from "@palisade/engine/perimeter/lock-out";
import type { Perimeter } from "@palisade/engine/perimeter/perimeter";
import { DEFAULT_SID } from "@palisade/engine/perimeter/statement";
import type { ExistingPolicy, Partition, PerimeterConfig, ProtectedBucket, TlsVersion } from "../config";
import { bucketPolicyOf } from "../derived/bucket-policy-of";
import type { OwnReader } from "../derived/own-readers";
import type { Faults } from "../yaml/faults";
import { parsePolicy } from "../yaml/policy-file";
import { readTextFile } from "../yaml/read-text-file";
import type { Draft } from "../yaml/shape";
import type { YamlPath } from "../yaml/yaml-source";
import { present, resolveAllow, type Surroundings } from "./resolve-allow";
import type { PalisadeFile } from "./schema";

export type PerimeterDraft = NonNullable<NonNullable<Draft<PalisadeFile>["perimeters"]>[string]>;
type BucketDraft = NonNullable<NonNullable<PerimeterDraft["buckets"]>[number]>;
type BucketKeys = Exclude<BucketDraft, string>;

/** A bucket with the place in the file where it is named. */
export interface PlacedBucket {
  readonly bucket: ProtectedBucket;
  readonly at: YamlPath;
}

export interface ResolvedPerimeter {
  readonly config: PerimeterConfig;
  readonly buckets: readonly PlacedBucket[];
}

/** Fills in one perimeter's defaults, reads its files and checks what its values mean together. */
export function resolvePerimeter(
  name: string,
  draft: PerimeterDraft,
  around: Surroundings & { readonly readers: readonly OwnReader[] },
  faults: Faults,
): ResolvedPerimeter {
  const at = ["perimeters", name];
  const allow = resolveAllow(draft.allow, [...at, "allow"], around, faults);
  const buckets = present(draft.buckets ?? []).flatMap(({ value, index }) => {
    const place = [...at, "buckets", index];
    const keys: BucketKeys = typeof value === "string" ? { name: value } : value;
    return keys.name === undefined
      ? []
      : [{ bucket: resolveBucket(keys.name, keys, place, draft, around, faults), at: place }];
  });
  const perimeter: Perimeter = {
    name,
    mode: draft.mode ?? "observe",
    scope: draft.scope ?? "data",
    buckets: buckets.map(({ bucket }) => bucket.name),
    allow,
  };
  // Before our own roles are exempt too, which could change no policy.
  checkLockOut(perimeter, draft, at, around, faults);
  checkPoliciesKnown(perimeter, draft, buckets, at, faults);
  const ownPrincipals = ownPrincipalsOf(perimeter, around.readers);
  const config: PerimeterConfig = {
    perimeter: { ...perimeter, allow: { ...allow, principals: [...allow.principals, ...ownPrincipals] } },
    ownPrincipals,
    buckets: buckets.map(({ bucket }) => bucket),
    sid: draft.sid ?? DEFAULT_SID,
    acceptedLockOutRisk: draft.acceptLockOutRisk === name,
  };
  if (around.partition && !faults.under(at)) checkPolicies(config, buckets, around.partition, faults);
  return { config, buckets };
}

/** Those of our own roles that the perimeter would refuse and the file does not list. */
function ownPrincipalsOf({ scope, allow }: Perimeter, readers: readonly OwnReader[]): readonly string[] {
  const listed = allow.principals.map(compileArnPattern);
  return readers
    .filter(({ arn, readsObjects }) => (scope === "all" || readsObjects) && !listed.some((matches) => matches(arn)))
    .map(({ arn }) => arn);
}

function resolveBucket(
  name: string,
  keys: BucketKeys,
  at: YamlPath,
  perimeter: PerimeterDraft,
  around: Surroundings,
  faults: Faults,
): ProtectedBucket {
  const create = keys.create ?? false;
  // Observing must change nothing on a bucket that exists; what is enforced or new is hardened.
  const hardened = create || perimeter.mode === "enforce";
  const existingPolicy =
    keys.existingPolicy !== undefined
      ? resolveExistingPolicy(keys.existingPolicy, name, [...at, "existingPolicy"], around, faults)
      : create
        ? ({ kind: "none" } as const)
        : resolveExistingPolicy(perimeter.existingPolicy, name, [...at.slice(0, 2), "existingPolicy"], around, faults);
  return {
    name,
    region: keys.region ?? around.region,
    create,
    existingPolicy,
    tls: existingPolicy.kind === "unknown" ? false : tlsVersion(perimeter.tls ?? (hardened && 1.2)),
    publicAccessBlock: perimeter.publicAccessBlock ?? hardened,
  };
}

function tlsVersion(tls: 1.2 | 1.3 | false): TlsVersion | false {
  return tls === 1.2 ? "1.2" : tls && "1.3";
}

function resolveExistingPolicy(
  spec: string | undefined,
  bucket: string,
  at: YamlPath,
  { folder }: Surroundings,
  faults: Faults,
): ExistingPolicy {
  if (spec === undefined) return { kind: "unknown" };
  if (spec === "none") return { kind: "none" };
  const name = spec.replaceAll("{bucket}", bucket);
  const file = path.join(folder, name);
  const text = readPolicyText(path.resolve(folder, name), (problem) => {
    const fix = `aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text > ${file}; or write none if it has no policy`;
    faults.add(at, `${problem}, got ${JSON.stringify(name)}, expected the bucket's policy as JSON, fix: ${fix}`);
  });
  if (text === undefined) return { kind: "unknown" };
  const { faults: wrong, ...policy } = parsePolicy(text);
  for (const { text: fault, ...position } of wrong) faults.addInFile(file, position, at, fault);
  return wrong.length > 0 ? { kind: "unknown" } : { kind: "statements", file, ...policy };
}

function readPolicyText(file: string, report: (problem: string) => void): string | undefined {
  try {
    return readTextFile(file);
  } catch (error) {
    report((error as Error).message);
    return undefined;
  }
}

function checkLockOut(
  perimeter: Perimeter,
  draft: PerimeterDraft,
  at: YamlPath,
  { account }: Surroundings,
  faults: Faults,
): void {
  const { acceptLockOutRisk: accepted } = draft;
  const { name } = perimeter;
  if (accepted !== undefined && accepted !== name) {
    faults.add(
      [...at, "acceptLockOutRisk"],
      `not this perimeter's name, got {got}, expected ${name}, fix: write ${name} if you accept that nobody may be able to undo it`,
    );
  } else if (
    accepted === undefined &&
    locksEverybodyOut(perimeter, account) &&
    !faults.under([...at, "allow", "principals"])
  ) {
    const missing =
      perimeter.allow.principals.length === 0
        ? "without principals"
        : "without a principal that could change the policy";
    const owner = account === undefined ? "" : ` of account ${account}`;
    faults.add(
      [...at, "scope"],
      `nobody could undo this perimeter from outside the allowlist, got scope all and mode enforce ${missing}, expected an exempt role or user${owner}, fix: list your deployer and a break-glass role under allow.principals, write scope: data, or accept the risk with acceptLockOutRisk: ${name}`,
    );
  }
}

/** Terraform replaces a bucket's policy whole, so nothing is written over a policy that nobody has told us of. */
function checkPoliciesKnown(
  { mode }: Perimeter,
  draft: PerimeterDraft,
  buckets: readonly PlacedBucket[],
  at: YamlPath,
  faults: Faults,
): void {
  const where = [...at, "existingPolicy"];
  const unknown = buckets.filter((one) => one.bucket.existingPolicy.kind === "unknown");
  const first = unknown[0];
  if (!first || faults.under(where)) return;
  if (unknown.some((one) => faults.under([...one.at, "existingPolicy"]))) return;
  const reason = mode === "enforce" ? "mode enforce" : draft.tls ? `tls ${draft.tls}` : undefined;
  if (!reason) return;
  const others = unknown.length === 1 ? "" : ` and of ${unknown.length - 1} more`;
  faults.add(
    where,
    `missing, ${reason} replaces the policy of ${first.bucket.name}${others}, expected a file of the statements to keep, or none, fix: aws s3api get-bucket-policy --bucket ${first.bucket.name} --query Policy --output text > policies/${first.bucket.name}.json and write existingPolicy: policies/{bucket}.json, or write none where a bucket has no policy`,
  );
}

/**
 * Builds the policies to see whether S3 would take them. Those without kept statements differ in the bucket's name alone, so the
 * longest name of each kind stands for all and a thousand buckets cost no more than one.
 */
function checkPolicies(
  config: PerimeterConfig,
  buckets: readonly PlacedBucket[],
  partition: Partition,
  faults: Faults,
): void {
  const longest = new Map<TlsVersion | false, PlacedBucket>();
  const toCheck: PlacedBucket[] = [];
  for (const placed of buckets) {
    const { existingPolicy, name, tls } = placed.bucket;
    if (existingPolicy.kind === "statements") toCheck.push(placed);
    else if (name.length > (longest.get(tls)?.bucket.name.length ?? 0)) longest.set(tls, placed);
  }
  for (const { bucket, at } of [...toCheck, ...longest.values()]) {
    try {
      bucketPolicyOf(partition, config, bucket);
    } catch (error) {
      faults.add(at, (error as Error).message);
    }
  }
}
