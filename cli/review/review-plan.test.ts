import fc from "fast-check";
import { type PlanChange, readPlan } from "./plan-change";
import { reviewPlan } from "./review-plan";

const BUCKET = "arn:aws:s3:::data";

function perimeter(overrides: Record<string, unknown> = {}, addresses: readonly string[] = ["203.0.113.0/24"]) {
  return {
    Sid: "PalisadePerimeter",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [BUCKET, `${BUCKET}/*`],
    Condition: {
      NotIpAddress: { "aws:SourceIp": addresses },
      ArnNotLikeIfExists: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/break-glass"] },
    },
    ...overrides,
  };
}

const policy = (...statements: unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

function plan(type: string, before: unknown, after: unknown, afterUnknown: unknown = {}) {
  const action = before === null ? "create" : after === null ? "delete" : "update";
  const change = { actions: [action], before, after, after_unknown: afterUnknown };
  return { format_version: "1.2", resource_changes: [{ address: `${type}.one`, type, change }] };
}

function findings(value: unknown): { loud: string[]; quiet: string[] } {
  const all = reviewPlan(readPlan(value) as readonly PlanChange[]).flatMap((review) => review.findings);
  return {
    loud: all.filter(({ isLoud }) => isLoud).map(({ text }) => text),
    quiet: all.filter(({ isLoud }) => !isLoud).map(({ text }) => text),
  };
}

const policyChange = (before: string | null, after: string | null) =>
  findings(
    plan(
      "aws_s3_bucket_policy",
      before && { bucket: "data", policy: before },
      after && { bucket: "data", policy: after },
    ),
  );

describe("reviewPlan", () => {
  it("tells of a new Deny without alarm", () => {
    expect(policyChange(null, policy(perimeter()))).toEqual({
      loud: [],
      quiet: [
        expect.stringContaining("Deny added: `PalisadePerimeter` refuses `s3:*` except addresses `203.0.113.0/24`"),
      ],
    });
  });

  it.each([
    [
      "addresses widen",
      policy(perimeter({}, ["203.0.113.0/24", "192.0.2.0/24"])),
      "**The perimeter widens:** addresses `192.0.2.0/24`",
    ],
    [
      "a network grows",
      policy(perimeter({}, ["203.0.112.0/23"])),
      "**The perimeter widens:** addresses `203.0.112.0/23`",
    ],
    ["the Deny goes away", policy(), "**A Deny goes away:** `PalisadePerimeter`"],
    ["the Deny becomes an Allow", policy(perimeter({ Effect: "Allow" })), "**A Deny goes away:** `PalisadePerimeter`"],
    [
      "actions are lost",
      policy(perimeter({ Action: "s3:GetObject" })),
      "**Deny covers less:** `PalisadePerimeter`, Action loses `s3:*`",
    ],
    [
      "the bucket itself is left out",
      policy(perimeter({ Resource: `${BUCKET}/*` })),
      "Resource loses `arn:aws:s3:::data`",
    ],
    [
      "an exempt principal appears",
      policy(
        perimeter({
          Condition: {
            NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" },
            ArnNotLike: {
              "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/break-glass", "arn:aws:iam::111122223333:role/new"],
            },
          },
        }),
      ),
      "**Exempt principals appear:** `arn:aws:iam::111122223333:role/new`",
    ],
    [
      "AWS services are allowed",
      policy(
        perimeter({ Condition: { ...perimeter().Condition, BoolIfExists: { "aws:PrincipalIsAWSService": "false" } } }),
      ),
      "**AWS services are allowed:**",
    ],
    ["the policy is no JSON", "{", "**The policy cannot be read:**"],
  ])("is loud when %s", (_name, after, text) => {
    expect(policyChange(policy(perimeter()), after).loud.join("\n")).toContain(text);
  });

  it("is loud when the policy is deleted, replaced or known only after apply", () => {
    const before = { bucket: "data", policy: policy(perimeter()) };
    expect(policyChange(before.policy, null).loud).toEqual([
      "**The bucket's policy goes away**",
      expect.stringContaining("**A Deny goes away:**"),
    ]);
    const unknown = plan("aws_s3_bucket_policy", before, { bucket: "data" }, { policy: true });
    expect(findings(unknown).loud).toEqual(["**The new policy is known only after apply:** compare it then"]);
  });

  it.each([
    ["addresses are only written differently", policy(perimeter({}, ["203.0.113.0/25", "203.0.113.128/25"]))],
    ["an address is no longer allowed", policy(perimeter({}, ["203.0.113.7"]))],
    ["a Sid changes", policy(perimeter({ Sid: "Other" }))],
    [
      "another Deny is added",
      policy(perimeter(), perimeter({ Sid: "Tls", Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    ],
  ])("stays calm when %s", (_name, after) => {
    expect(policyChange(policy(perimeter()), after).loud).toEqual([]);
  });

  it("is loud when the public access block weakens or goes away", () => {
    const on = {
      bucket: "data",
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    };
    const type = "aws_s3_bucket_public_access_block";
    expect(findings(plan(type, on, { ...on, block_public_policy: false })).loud).toEqual([
      "**Public access block weakens:** `block_public_policy` is switched off",
    ]);
    expect(findings(plan(type, on, null)).loud).toHaveLength(1);
    expect(findings(plan(type, null, on))).toEqual({ loud: [], quiet: expect.any(Array) });
  });

  it("is loud when access logs are switched off or go elsewhere", () => {
    const type = "aws_s3_bucket_logging";
    const to = (target_bucket: string) => ({ bucket: "data", target_bucket, target_prefix: "" });
    expect(findings(plan(type, to("logs"), null)).loud).toEqual(["**The bucket's access logs are switched off**"]);
    expect(findings(plan(type, to("logs"), to("others"))).loud).toEqual([
      "**Access logs go to `others` instead of `logs`**",
    ]);
    expect(findings(plan(type, null, to("logs")))).toEqual({
      loud: [],
      quiet: ["Access logs go to `logs`, and no longer to wherever they may have gone before"],
    });
    const unknown = plan(type, null, { bucket: "data" }, { target_bucket: true });
    expect(findings(unknown).quiet).toEqual([expect.stringContaining("go to a new bucket")]);
    const moved = plan(type, to("logs"), { ...to("logs"), target_prefix: "a/" });
    expect(findings(moved)).toEqual({ loud: [], quiet: [] });
  });

  it("is loud when a trail no longer records a bucket, stops or goes away", () => {
    const trail = (arns: readonly string[], logging = true) => ({
      name: "trail",
      enable_logging: logging,
      advanced_event_selector: [{ field_selector: [{ field: "resources.ARN", starts_with: arns }] }],
    });
    const two = trail([`${BUCKET}/`, "arn:aws:s3:::more/"]);
    expect(findings(plan("aws_cloudtrail", two, trail([`${BUCKET}/`]))).loud).toEqual([
      "**No longer recorded:** `resources.ARN starts_with arn:aws:s3:::more/`",
    ]);
    expect(findings(plan("aws_cloudtrail", two, { ...two, enable_logging: false })).loud).toHaveLength(1);
    expect(findings(plan("aws_cloudtrail", two, null)).loud).toHaveLength(1);
  });

  it("keeps a plan's own text from becoming markup", () => {
    const hostile = policyChange(policy(perimeter()), policy(perimeter({}, ["`**@everyone**\n# x\u001b[31m"])));
    const [text = ""] = hostile.loud;
    expect(text).toContain("`'**@everyone**\\u{a}# x\\u{1b}[31m`");
    expect(text).not.toContain("\n");
  });

  it("survives any JSON", () => {
    const change = fc.record({
      type: fc.constantFrom("aws_s3_bucket_policy", "aws_cloudtrail"),
      change: fc.jsonValue(),
    });
    fc.assert(fc.property(fc.jsonValue(), (value) => void readPlan(value)));
    fc.assert(
      fc.property(fc.array(change), fc.jsonValue(), (resource_changes, extra) => {
        findings({ format_version: "1.2", resource_changes: [...resource_changes, extra] });
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (document) => void policyChange(JSON.stringify(document), policy(document))));
  });
});
