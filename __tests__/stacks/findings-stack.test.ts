import { EVERYTHING, enforced } from "../../testing/configurations";
import { synthText } from "../../testing/synth";

const TYPES = {
  guardduty: ["aws_guardduty_detector", "aws_guardduty_detector_feature"],
  config: ["aws_config_configuration_recorder", "aws_config_config_rule", "aws_s3_bucket", "aws_iam_role"],
  securityHub: ["aws_securityhub_account"],
  accessAnalyzer: ["aws_accessanalyzer_analyzer"],
  macie: ["aws_macie2_account"],
};

describe("the findings stack", () => {
  const findings = synthText(EVERYTHING).findings;
  if (findings === undefined) throw new Error("no findings stack");

  it("is not there unless someone asks for a service", () => {
    expect(synthText(enforced("")).findings).toBeUndefined();
    expect(synthText(enforced("services: {guardduty: false, config: false}")).findings).toBeUndefined();
  });

  it.each(Object.entries(TYPES))("makes nothing but what `%s` needs", (service, types) => {
    const only = synthText(enforced(`services: {${service}: true}`)).findings;
    const made = new Set(only?.all().map(({ type }) => type));
    for (const type of types) expect(made).toContain(type);
    const others = Object.entries(TYPES).flatMap(([other, theirs]) => (other === service ? [] : theirs));
    for (const type of others) expect(made).not.toContain(type);
  });

  it("switches every service on in each region of the configuration", () => {
    for (const type of [
      "aws_guardduty_detector",
      "aws_guardduty_detector_feature",
      "aws_config_configuration_recorder",
      "aws_config_configuration_recorder_status",
      "aws_config_delivery_channel",
      "aws_securityhub_account",
      "aws_accessanalyzer_analyzer",
      "aws_macie2_account",
    ]) {
      const providers = findings.resources(type).map(({ provider }) => provider);
      expect([type, providers.toSorted()]).toEqual([type, ["aws.us-east-1", undefined]]);
    }
  });

  it("watches S3 with GuardDuty", () => {
    expect(findings.the("aws_guardduty_detector", "guardduty-eu-central-1")).toMatchObject({
      enable: true,
      finding_publishing_frequency: "FIFTEEN_MINUTES",
    });
    expect(findings.the("aws_guardduty_detector_feature", "guardduty-eu-central-1")).toMatchObject({
      detector_id: expect.stringContaining("guardduty-eu-central-1_resource"),
      name: "S3_DATA_EVENTS",
      status: "ENABLED",
    });
  });

  it("judges buckets where they are, and the account at home", () => {
    const rulesIn = (provider: string | undefined) =>
      findings
        .resources("aws_config_config_rule")
        .filter((rule) => rule["provider"] === provider)
        .map(({ name, source }) => [name, source.source_identifier]);
    const aboutBuckets = [
      ["palisade-s3-bucket-public-read-prohibited", "S3_BUCKET_PUBLIC_READ_PROHIBITED"],
      ["palisade-s3-bucket-public-write-prohibited", "S3_BUCKET_PUBLIC_WRITE_PROHIBITED"],
    ];
    expect(rulesIn("aws.us-east-1").toSorted()).toEqual(aboutBuckets);
    expect(rulesIn(undefined).toSorted()).toEqual([
      ["palisade-iam-password-policy", "IAM_PASSWORD_POLICY"],
      ["palisade-iam-user-mfa-enabled", "IAM_USER_MFA_ENABLED"],
      ["palisade-root-account-mfa-enabled", "ROOT_ACCOUNT_MFA_ENABLED"],
      ...aboutBuckets,
    ]);
  });

  it("records buckets only, and starts after there is somewhere to deliver", () => {
    expect(findings.the("aws_config_configuration_recorder", "config-eu-central-1").recording_group).toEqual({
      all_supported: false,
      include_global_resource_types: false,
      resource_types: ["AWS::S3::Bucket"],
      recording_strategy: [{ use_only: "INCLUSION_BY_RESOURCE_TYPES" }],
    });
    const waitsFor = (type: string) => findings.the(type, "config-eu-central-1").depends_on.join();
    expect(waitsFor("aws_config_configuration_recorder")).toMatch(/aws_iam_role_policy_attachment\.config-delivery/);
    expect(waitsFor("aws_config_delivery_channel")).toMatch(/aws_config_configuration_recorder\.config-eu-central-1/);
    expect(waitsFor("aws_config_configuration_recorder_status")).toMatch(/aws_config_delivery_channel\./);
    for (const rule of findings.resources("aws_config_config_rule")) {
      expect(rule["depends_on"].join()).toMatch(/aws_config_configuration_recorder_status\./);
    }
  });

  it("lets AWS Config write below its own prefix of one bucket, for this account only", () => {
    const role = findings.the("aws_iam_role", "config-delivery");
    expect(JSON.parse(role["assume_role_policy"]).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "config.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
    const allowed = JSON.parse(findings.the("aws_iam_role_policy", "config-delivery").policy).Statement;
    expect(allowed.map(({ Action, Resource }: Record<string, string>) => [Action, Resource])).toEqual([
      ["s3:GetBucketAcl", "arn:aws:s3:::palisade-config-111122223333-eu-central-1"],
      ["s3:PutObject", "arn:aws:s3:::palisade-config-111122223333-eu-central-1/AWSLogs/111122223333/Config/*"],
    ]);
    expect(findings.resources("aws_iam_role_policy_attachment").map(({ policy_arn: arn }) => arn)).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
    ]);
  });

  it("subscribes Security Hub to no standard", () => {
    expect(findings.the("aws_securityhub_account", "security-hub-eu")["enable_default_standards"]).toBe(false);
  });
});
