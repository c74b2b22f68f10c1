import { type BucketPolicyInput, bucketPolicy, MAX_POLICY_BYTES } from "./bucket-policy";
import type { Mode, Perimeter } from "./perimeter";
import { perimeterStatement, tlsStatements } from "./statement";

const ledger = { bucket: "ledger", partition: "aws" };

function perimeter(mode: Mode = "enforce", cidrs: readonly string[] = ["203.0.113.0/24"]): Perimeter {
  const allow = { cidrs, vpcs: [], vpcEndpoints: [], principals: [], awsServices: true };
  return { name: "finance", mode, scope: "data", buckets: ["ledger"], allow };
}

const reader = {
  Sid: "Reader",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::444455556666:root" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::ledger/*",
};
const { Sid: _, ...withoutSid } = reader;

const build = (input: Partial<BucketPolicyInput>) => bucketPolicy({ ...ledger, perimeter: perimeter(), ...input });
const statements = (input: Partial<BucketPolicyInput>) => build(input)?.document.Statement;

describe("bucketPolicy", () => {
  it("keeps existing statements as they are, in order, before ours", () => {
    expect(statements({ existing: [withoutSid, reader, withoutSid], tls: "1.2" })).toEqual([
      withoutSid,
      reader,
      withoutSid,
      perimeterStatement(perimeter(), ledger),
      ...tlsStatements(ledger, "1.2"),
    ]);
  });

  it("writes no perimeter in observe mode, and drops nothing", () => {
    const observed = perimeter("observe");
    expect(build({ perimeter: observed })).toBeUndefined();
    expect(build({ perimeter: observed, tls: false })).toBeUndefined();
    expect(statements({ perimeter: observed, existing: [reader] })).toEqual([reader]);
    expect(statements({ perimeter: undefined, tls: "1.3" })).toEqual(tlsStatements(ledger, "1.3"));
  });

  it.each(["enforce", "observe"] as const)("refuses a kept statement with a Sid of ours in mode %s", (mode) => {
    for (const Sid of ["PalisadePerimeter", "PalisadeSecureTransport", "PalisadeMinimumTls"]) {
      expect(() => build({ perimeter: perimeter(mode), existing: [{ ...reader, Sid }] })).toThrow(
        `existing policy: got a statement with Sid "${Sid}", which Palisade writes itself`,
      );
    }
    const own = { ...reader, Sid: "Own" };
    expect(() => build({ perimeter: perimeter(mode), sid: "Own", existing: [own] })).toThrow('Sid "Own"');
    expect(statements({ perimeter: perimeter(mode), existing: [own] })).toContainEqual(own);
  });

  it("refuses two kept statements with one Sid", () => {
    expect(() => build({ existing: [reader, reader] })).toThrow('got two statements with Sid "Reader"');
  });

  it.each([
    "arn:aws:s3:::ledger",
    "arn:aws:s3:::ledger/*",
    "arn:aws:s3:::ledger/reports/${aws:username}/*",
    "arn:aws:s3:::led*/*",
    "*",
  ])("keeps a statement about %s", (Resource) => {
    expect(statements({ existing: [{ ...reader, Resource }] })).toContainEqual({ ...reader, Resource });
  });

  it.each([
    "arn:aws:s3:::other/*",
    "arn:aws:s3:::ledger-2",
    "arn:aws:s3:::ledge",
    "arn:aws-cn:s3:::ledger",
    "",
    5,
    null,
  ])("refuses a kept statement about %j", (Resource) => {
    expect(() => build({ existing: [{ ...reader, Resource: ["arn:aws:s3:::ledger", Resource] }] })).toThrow(
      'existing policy: statement "Reader" names another bucket\'s resource',
    );
  });

  it("keeps a statement with NotResource", () => {
    const { Resource, ...rest } = reader;
    expect(statements({ existing: [{ ...rest, NotResource: Resource }] })).toHaveLength(2);
  });

  it("counts the bytes that Terraform sends, where some characters take six", () => {
    const odd = { ...reader, Sid: "Odd", Resource: "arn:aws:s3:::ledger/é<&>/*" };
    const policy = build({ existing: [odd] });
    expect(policy?.json).toContain("ledger/é\\u003c\\u0026\\u003e/*");
    expect(JSON.parse(policy?.json ?? "")).toEqual(policy?.document);
    expect(policy?.bytes).toBe(new TextEncoder().encode(policy?.json).length);
  });

  it("takes a policy of exactly as many bytes as S3 does, and not one more", () => {
    const padded = (length: number) =>
      build({ existing: [{ ...reader, Resource: `arn:aws:s3:::ledger/${"x".repeat(length)}` }] });
    const room = MAX_POLICY_BYTES - (padded(0)?.bytes ?? 0);
    expect(padded(room)?.bytes).toBe(20_480);
    expect(() => padded(room + 1)).toThrow("got 20481 bytes");
  });

  it("says how large a policy of too many networks is and what to do", () => {
    const scattered = Array.from({ length: 2_500 }, (__, i) => [
      `20.${i >> 8}.${i & 255}.0/32`,
      `20.${i >> 8}.${i & 255}.0/32`,
    ]).flat();
    expect(() => build({ perimeter: perimeter("enforce", scattered), existing: [reader] })).toThrow(
      /^policy of bucket ledger: got \d{5} bytes with 5000 networks \(2500 after aggregation\) and 1 kept statements, expected at most 20480, fix: let private traffic in by VPC endpoint/,
    );
  });

  it("fits 5,000 networks that aggregate into few", () => {
    const neighbours = Array.from({ length: 5_000 }, (__, i) => `20.${i >> 8}.${i & 255}.0/24`);
    expect(build({ perimeter: perimeter("enforce", neighbours) })?.bytes).toBeLessThan(1_000);
  });
});
