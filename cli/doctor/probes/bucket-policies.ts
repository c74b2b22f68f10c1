import { GetBucketPolicyCommand, GetPublicAccessBlockCommand } from "@aws-sdk/client-s3";
import type { Answer } from "@palisade/aws/answer";
import { canonicalPolicy, parseJson } from "@palisade/aws/canonical-json";
import { fieldsOf, isFields } from "@palisade/engine/events/fields";
import type { PolicyDocument } from "@palisade/engine/perimeter/bucket-policy";
import { compilePerimeter, UNKNOWN } from "@palisade/engine/perimeter/decision";
import type { PalisadeConfig } from "../../../config/config";
import { bucketPolicyOf } from "../../../config/derived/bucket-policy-of";
import type { ProtectedBucket } from "../../../config/sections/perimeter-buckets";
import type { PerimeterConfig } from "../../../config/sections/perimeters";
import { DEPLOY_PERIMETER } from "../deploy-commands";
import { fail, failIf, type Line, type Probe, pass, type Surroundings, unknown, withoutValue } from "../probe";

/** Every protected bucket has the policy that this configuration writes, and the caller is not shut out by it. */
export const bucketPolicies: Probe = {
  id: "bucket-policies",
  title: "every protected bucket has this configuration's policy",
  needs: ["identity"],
  look: async (surroundings) => {
    const lines = await Promise.all(
      surroundings.config.perimeters.flatMap((perimeter) =>
        perimeter.buckets.map((bucket) => lookAtBucket(bucket, perimeter, surroundings)),
      ),
    );
    return lines.flat();
  },
};

async function lookAtBucket(
  bucket: ProtectedBucket,
  perimeter: PerimeterConfig,
  surroundings: Surroundings,
): Promise<readonly Line[]> {
  const { aws, config } = surroundings;
  const answer = await aws.ask("s3", bucket.region, new GetBucketPolicyCommand({ Bucket: bucket.name }));
  const live: Answer<unknown> =
    answer.kind === "found" ? { kind: "found", value: parseJson(answer.value.Policy) } : answer;
  return [
    policyLine(bucket, perimeter, live, config),
    await callerLine(bucket, perimeter, live, surroundings),
    ...(bucket.create || bucket.publicAccessBlock ? [await publicAccessLine(bucket, surroundings)] : []),
  ];
}

function policyLine(
  bucket: ProtectedBucket,
  perimeter: PerimeterConfig,
  live: Answer<unknown>,
  { partition }: PalisadeConfig,
): Line {
  const subject = `policy of ${bucket.name}`;
  const expected = bucketPolicyOf(partition, perimeter, bucket)?.document;
  if (live.kind === "unknown") return unknown(subject, live);
  if (live.kind === "missing" && live.error === "NoSuchBucket")
    return fail(subject, "the bucket does not exist", DEPLOY_PERIMETER);
  if (expected === undefined) return unwrittenLine(subject, live, perimeter);
  if (live.kind === "missing") return fail(subject, "has none", DEPLOY_PERIMETER);
  const isSame = canonicalPolicy(live.value) === canonicalPolicy(expected);
  return failIf(
    isSame ? undefined : difference(live.value, expected),
    subject,
    "is this configuration's",
    DEPLOY_PERIMETER,
  );
}

/** Palisade writes none here; what it wrote before must be gone. */
function unwrittenLine(subject: string, live: Answer<unknown>, { sid }: PerimeterConfig): Line {
  const hasOurs = live.kind === "found" && statementsOf(live.value).some(({ Sid }) => Sid === sid);
  return failIf(
    hasOurs ? `holds statement ${sid}, which this configuration does not write: it only observes` : undefined,
    subject,
    "this configuration writes none: it only observes",
    DEPLOY_PERIMETER,
  );
}

function difference(live: unknown, expected: PolicyDocument): string {
  const there = new Set(statementsOf(live).map(canonicalPolicy));
  const wanted = new Set(expected.Statement.map(canonicalPolicy));
  const names = (statements: readonly Readonly<Record<string, unknown>>[], known: ReadonlySet<string>) =>
    statements.filter((one) => !known.has(canonicalPolicy(one))).map(({ Sid }) => String(Sid ?? "one without Sid"));
  const missing = names(expected.Statement.filter(isFields), there);
  const added = names(statementsOf(live), wanted);
  const parts = [
    ...(missing.length > 0 ? [`lacks or changes ${missing.join(", ")}`] : []),
    ...(added.length > 0 ? [`has ${added.join(", ")} instead or besides`] : []),
  ];
  return parts.length > 0 ? parts.join("; ") : "differs from this configuration's";
}

function statementsOf(policy: unknown): readonly Readonly<Record<string, unknown>>[] {
  return [fieldsOf(policy)["Statement"] ?? []].flat().filter(isFields);
}

/** Whether the Deny lets the one in who asks; from where that is, only the bucket's own answer tells. */
async function callerLine(
  bucket: ProtectedBucket,
  { perimeter }: PerimeterConfig,
  live: Answer<unknown>,
  { caller }: Surroundings,
): Promise<Line> {
  const subject = `your way into ${bucket.name}`;
  const fix = `add your role to perimeters.${perimeter.name}.allow.principals, or come from a network on the allowlist`;
  const who = await caller();
  if (live.kind === "unknown") {
    const isRefused = live.why.startsWith("no permission");
    return unknown(subject, isRefused ? { why: "refused: by the perimeter, or for want of a permission", fix } : live);
  }
  if (perimeter.mode === "observe") return pass(subject, "the perimeter only observes");
  const principalArn = who.kind === "found" ? (who.value.principalArn ?? UNKNOWN) : UNKNOWN;
  const decision = compilePerimeter(perimeter).decide({
    sourceIp: UNKNOWN,
    sourceVpc: UNKNOWN,
    sourceVpce: UNKNOWN,
    principalArn,
    principalIsAwsService: false,
    viaAwsService: false,
    objectLevel: true,
  });
  if (decision.kind === "allowed") return pass(subject, "you are exempt, from anywhere");
  if (decision.kind === "denied") return fail(subject, "the policy refuses you wherever you are", fix);
  if (perimeter.scope === "all")
    return pass(subject, "open from here, since the bucket just answered; you are not exempt elsewhere");
  return pass(subject, "you may always manage the bucket; its objects only from the allowlist");
}

async function publicAccessLine({ name, region }: ProtectedBucket, { aws }: Surroundings): Promise<Line> {
  const subject = `public access block of ${name}`;
  const answer = await aws.ask("s3", region, new GetPublicAccessBlockCommand({ Bucket: name }));
  if (answer.kind !== "found") return withoutValue(answer, subject, DEPLOY_PERIMETER);
  const switches = answer.value.PublicAccessBlockConfiguration ?? {};
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } = switches;
  const off = Object.entries({ BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets })
    .filter(([, isOn]) => !isOn)
    .map(([which]) => which);
  return failIf(off.length === 0 ? undefined : `${off.join(", ")} is off`, subject, "is on", DEPLOY_PERIMETER);
}
