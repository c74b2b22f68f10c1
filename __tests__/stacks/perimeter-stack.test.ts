import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../config/load-config";
import { EVERYTHING, enforced } from "../../testing/configurations";
import { type Block, synthStacks, synthText } from "../../testing/synth";

const ALL = enforced("    scope: all");

describe("an enforced perimeter", () => {
  const { perimeter } = synthText(EVERYTHING);
  const policyOf = (bucket: string) => JSON.parse(perimeter.the("aws_s3_bucket_policy", `bucket-${bucket}_`).policy);

  it("denies in one statement everything that is not let in", () => {
    expect(policyOf("example-existing").Statement[0]).toEqual({
      Sid: "PalisadePerimeter",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::example-existing", "arn:aws:s3:::example-existing/*"],
      Condition: {
        NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
        ArnNotLikeIfExists: {
          "aws:PrincipalArn": [
            "arn:aws:iam::111122223333:role/ops/break-glass",
            "arn:aws:iam::111122223333:role/deploy-*",
            "arn:aws:iam::111122223333:role/palisade-config",
            "arn:aws:iam::111122223333:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
            "arn:aws:iam::111122223333:role/aws-service-role/access-analyzer.amazonaws.com/AWSServiceRoleForAccessAnalyzer",
            "arn:aws:iam::111122223333:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
          ],
        },
      },
    });
  });

  it("acts in each bucket's own region", () => {
    for (const type of ["aws_s3_bucket_policy", "aws_s3_bucket_public_access_block"]) {
      expect(perimeter.the(type, "bucket-example-abroad_")["provider"]).toBe("aws.us-east-1");
      expect(perimeter.the(type, "bucket-example-existing_")["provider"]).toBeUndefined();
    }
    for (const { id, block } of perimeter.all().filter(({ id }) => id.startsWith("bucket-example-new-abroad_"))) {
      expect([id, block["provider"]]).toEqual([id, "aws.us-east-1"]);
    }
  });

  it("fails the plan of somebody whom the policy would lock out, role path included", () => {
    const { condition, error_message: message } = perimeter.the("aws_s3_bucket_policy", "bucket-example-existing_")
      .lifecycle.precondition[0];
    expect(condition).toBe(
      '${can(regex("^(?:arn:aws:iam::111122223333:role/ops/break-glass|arn:aws:iam::111122223333:role/deploy-.*)$", data.aws_iam_session_context.caller_session_5868C7F7.issuer_arn))}',
    );
    expect(message).toMatch(/issuer_arn} is applying this plan and would be locked out of bucket example-existing/);
    expect(message).toContain("Fix: add its ARN to perimeters.sensitive.allow.principals");
  });

  it("asks AWS who is applying once, however many buckets there are", () => {
    expect(Object.keys(perimeter.json["data"].aws_iam_session_context)).toHaveLength(1);
  });

  it("writes no policy on a bucket that is only observed and whose policy nobody told", () => {
    expect(perimeter.all("aws_s3_bucket_policy").filter(({ id }) => id.startsWith("bucket-example-watched"))).toEqual(
      [],
    );
  });
});

describe("the check of who is applying", () => {
  const preconditionsOf = (text: string) =>
    synthText(text).perimeter.the("aws_s3_bucket_policy", "bucket-").lifecycle?.precondition;

  it("is made where management actions are denied", () => expect(preconditionsOf(ALL)).toHaveLength(1));

  it("is not needed where only actions on objects are denied", () =>
    expect(preconditionsOf(enforced(""))).toBeUndefined());

  it("is left out when the risk is accepted by the perimeter's name", () => {
    expect(preconditionsOf(enforced("    scope: all\n    acceptLockOutRisk: sensitive"))).toBeUndefined();
  });
});

describe("a bucket whose policy is in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const kept = [
    {
      Sid: "Partner",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444455556666:root" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::example-data/*",
    },
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:DeleteObject",
      Resource: "arn:aws:s3:::example-data/${aws:username}/*",
    },
  ];
  const synthesize = (mode: string) => {
    mkdirSync(join(folder, "policies"), { recursive: true });
    writeFileSync(
      join(folder, "policies/example-data.json"),
      JSON.stringify({ Version: "2012-10-17", Statement: kept }),
    );
    const text = enforced("")
      .replace("existingPolicy: none", "existingPolicy: policies/{bucket}.json")
      .replace("enforce", mode);
    writeFileSync(join(folder, "palisade.yaml"), text);
    return synthStacks(loadConfig(join(folder, "palisade.yaml"))).perimeter;
  };

  it("keeps its statements, before ours", () => {
    const policy = synthesize("enforce").the("aws_s3_bucket_policy", "bucket-").policy;
    const sids = JSON.parse(policy).Statement.map(({ Sid }: { Sid?: string }) => Sid);
    expect(sids.slice(0, 3)).toEqual(["Partner", undefined, "PalisadePerimeter"]);
  });

  it("fails the plan when the live policy holds a statement that would be dropped, whatever the mode", () => {
    for (const mode of ["enforce", "observe"]) {
      const stack = synthesize(mode);
      expect(Object.values(stack.json["data"].aws_s3_bucket_policy)).toEqual([{ bucket: "example-data" }]);
      const [check] = stack.the("aws_s3_bucket_policy", "bucket-").lifecycle.precondition;
      expect(check.condition).toContain(
        'contains(["PalisadePerimeter","PalisadeSecureTransport","PalisadeMinimumTls","Partner"]',
      );
      expect(check.error_message).toContain("this plan would drop them");
    }
  });

  it("sends a policy variable to S3 as it stands, and not to Terraform as an expression", () => {
    const { policy, lifecycle } = synthesize("enforce").the("aws_s3_bucket_policy", "bucket-");
    expect(policy).toContain("$${aws:username}");
    expect(lifecycle.precondition[0].condition).toContain("$${aws:username}");
  });
});

describe("the trail", () => {
  const { perimeter } = synthText(EVERYTHING);

  it("logs management events, and the objects of the protected buckets only", () => {
    expect(perimeter.the("aws_cloudtrail")).toMatchObject({
      name: "palisade-trail",
      is_multi_region_trail: true,
      enable_log_file_validation: true,
      include_global_service_events: true,
    });
    const selectors: readonly Block[] = perimeter.the("aws_cloudtrail").advanced_event_selector;
    const data = selectors.find(({ name }) => name === "objects of protected buckets");
    expect(data?.["field_selector"].at(-1)).toEqual({
      field: "resources.ARN",
      starts_with: ["existing", "abroad", "new", "new-abroad", "watched"].map(
        (name) => `arn:aws:s3:::example-${name}/`,
      ),
    });
  });

  it("logs requests through VPC endpoints once a detection that reads them is on, and copies while one listens", () => {
    const selected = (detections: string) =>
      synthText(`${EVERYTHING}detections: {${detections}}\n`)
        .perimeter.the("aws_cloudtrail")
        .advanced_event_selector.map(({ name }: Block) => name);
    const usual = ["management events", "calls of all buckets", "objects of protected buckets"];
    expect(selected("s3.vpc-endpoint-denied: {enabled: false}")).toEqual(usual);
    expect(selected("s3.vpc-endpoint-denied: {enabled: true}")).toEqual([
      "management events",
      "requests to S3 through VPC endpoints",
      ...usual.slice(1),
    ]);
  });

  it("never logs its own log bucket", () => {
    const logBucket = perimeter.the("aws_s3_bucket", "trail_").bucket;
    expect(JSON.stringify(perimeter.the("aws_cloudtrail").advanced_event_selector)).not.toContain(logBucket);
  });

  it("lets CloudTrail write for this trail only, into a bucket that deletes by age", () => {
    const allowed = JSON.parse(perimeter.the("aws_s3_bucket_policy", "trail_").policy).Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === "Allow",
    );
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ Service: "cloudtrail.amazonaws.com" });
      expect(Condition.StringEquals["aws:SourceArn"]).toEqual([
        "arn:aws:cloudtrail:eu-central-1:111122223333:trail/palisade-trail",
      ]);
    }
    expect(perimeter.the("aws_s3_bucket_lifecycle_configuration", "trail").rule[0].expiration).toEqual([{ days: 365 }]);
  });

  it("is not made where one exists; what that one must select is said instead", () => {
    const existing = synthText(
      `${EVERYTHING.replace("hunting: true\n", "")}trail: {existing: organisation-trail}\n`,
    ).perimeter;
    expect(existing.all("aws_cloudtrail")).toEqual([]);
    expect(existing.all("aws_kms_key")).toEqual([]);
    expect(existing.json["output"]["existing-trail-must-select"].value).toContain("arn:aws:s3:::example-existing/");
  });

  it("makes no key where AWS owns it, and uses the user's where there is one", () => {
    const owned = synthText(`${EVERYTHING}kms: aws-owned\n`);
    for (const stack of owned.every) expect(stack.all("aws_kms_key")).toEqual([]);
    const arn = "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555";
    const given = synthText(`${EVERYTHING}kms: "${arn}"\n`);
    for (const stack of given.every) expect(stack.all("aws_kms_key")).toEqual([]);
    expect(given.perimeter.the("aws_cloudtrail").kms_key_id).toBe(arn);
    expect(given.alerting.the("aws_sns_topic").kms_master_key_id).toBe(arn);
  });
});
