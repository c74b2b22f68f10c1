import { guardDutyDetail, inApiForm, S3_FINDING } from "../../../testing/fixtures/finding-fixture";
import type { Fields } from "../fields";
import { guardDuty, severityOfScore } from "./guardduty";

const read = (overrides: Fields) => guardDuty.read(guardDutyDetail(overrides))[0];
const api = (overrides: Fields = {}) => inApiForm(guardDutyDetail(overrides)) as Fields;

describe("guardDuty", () => {
  it("reads a finding", () => {
    expect(read({})).toMatchObject({
      findingId: "b0a1c2d3e4f5a6b7c8d9e0f1a2b3c4d5",
      type: "UnauthorizedAccess:EC2/SSHBruteForce",
      severity: "medium",
      status: "open",
      account: "111122223333",
      region: "eu-central-1",
      resources: ["i-0a1b2c3d4e5f60718"],
      updated: Date.UTC(2026, 6, 1, 11, 59),
    });
  });

  it("reads the API's form as the same finding", () => {
    for (const overrides of [{}, S3_FINDING]) {
      expect(guardDuty.read(api(overrides))).toEqual(guardDuty.read(guardDutyDetail(overrides)));
    }
  });

  it("knows a finding without envelope in either form", () => {
    expect(guardDuty.isBare(guardDutyDetail())).toBe(true);
    expect(guardDuty.isBare(api())).toBe(true);
    expect(guardDuty.isBare({ id: "1", type: "a" })).toBe(false);
    expect(guardDuty.isBare({})).toBe(false);
  });

  it.each([
    ["Lambda", { lambdaDetails: { functionArn: "arn:of:function" } }, "arn:of:function"],
    ["EKSCluster", { eksClusterDetails: { arn: "arn:of:cluster" } }, "arn:of:cluster"],
    ["ECSCluster", { ecsClusterDetails: { arn: "arn:of:cluster" } }, "arn:of:cluster"],
    ["RDSDBInstance", { rdsDbInstanceDetails: { dbInstanceArn: "arn:of:db" } }, "arn:of:db"],
    ["AccessKey", { accessKeyDetails: { userName: "alice", principalId: "AIDA" } }, "alice"],
    ["AccessKey", { accessKeyDetails: { principalId: "AIDA" } }, "AIDA"],
    // Samples hold the details of kinds that they are not about, too.
    ["AccessKey", { accessKeyDetails: { userName: "alice" }, instanceDetails: { instanceId: "i-0" } }, "alice"],
    ["S3Bucket", { s3BucketDetails: [{ name: "reports" }] }, "reports"],
    ["Balloon", { instanceDetails: { instanceId: "i-0" } }, undefined],
  ])("names what it concerns: %s %j", (resourceType, details, resource) => {
    expect(read({ resource: { resourceType, ...details } })?.resources?.[0]).toBe(resource);
  });

  it("does not take an address that an instance connected to for a caller's", () => {
    const remoteIpDetails = { ipAddressV4: "198.51.100.23" };
    const action = { networkConnectionAction: { connectionDirection: "OUTBOUND", remoteIpDetails } };
    expect(read({ service: { action } })?.sourceIps?.filter(Boolean)).toEqual([]);
  });
});

describe("severityOfScore", () => {
  it.each([
    [0, "informational"],
    [0.1, "low"],
    [3.9, "low"],
    [4, "medium"],
    [6.9, "medium"],
    [7, "high"],
    [8.9, "high"],
    [9, "critical"],
    [10, "critical"],
    ["8", "medium"],
    [undefined, "medium"],
    [Number.NaN, "medium"],
  ])("takes %s for %s", (score, severity) => {
    expect(severityOfScore(score)).toBe(severity);
  });
});
