import { configChange } from "../../../testing/fixtures/finding-fixture";
import type { Fields } from "../fields";
import { config, severityOfRule } from "./config";

const detail = (overrides: Fields = {}) => configChange(overrides)["detail"] as Fields;

describe("config", () => {
  it("reads a change of compliance", () => {
    expect(config.read(detail())).toEqual([
      expect.objectContaining({
        findingId: "s3-bucket-public-read-prohibited|AWS::S3::Bucket|sensitive-data",
        type: "s3-bucket-public-read-prohibited",
        description: "The policy grants read access to everyone.",
        severity: "high",
        status: "open",
        account: "111122223333",
        buckets: ["sensitive-data"],
        updated: Date.UTC(2026, 6, 1, 11, 59, 35),
      }),
    ]);
  });

  it("sees no bucket in other resources", () => {
    const [finding] = config.read(detail({ resourceType: "AWS::EC2::Instance", resourceId: "i-0a1b2c3d" }));
    expect(finding).toMatchObject({ buckets: [], resources: ["i-0a1b2c3d"] });
  });

  it("knows a change without envelope", () => {
    expect(config.isBare(detail())).toBe(true);
    expect(config.isBare(detail({ messageType: "ConfigurationItemChangeNotification" }))).toBe(false);
  });
});

describe("severityOfRule", () => {
  it.each([
    ["root-account-mfa-enabled", "high"],
    ["ROOT_ACCOUNT_MFA_ENABLED", "high"],
    ["palisade-s3-bucket-public-write-prohibited", "high"],
    ["securityhub-s3-account-level-public-access-blocks-periodic-a1b2", "high"],
    ["iam-password-policy", "medium"],
    ["", "medium"],
    ["required-tags", "low"],
  ])("takes %s for %s", (rule, severity) => {
    expect(severityOfRule(rule)).toBe(severity);
  });
});
