import { securityHubDetail } from "../../../testing/fixtures/finding-fixture";
import type { Fields } from "../fields";
import { securityHub } from "./security-hub";

const read = (overrides: Fields = {}) => securityHub.read({ findings: [securityHubDetail(overrides)] })[0];

describe("securityHub", () => {
  it("reads a finding", () => {
    expect(read()).toMatchObject({
      findingId: "arn:aws:securityhub:eu-central-1:111122223333:security-control/S3.2/finding/0f0f",
      type: "S3.2",
      severity: "critical",
      status: "open",
      account: "111122223333",
      region: "eu-central-1",
      buckets: ["sensitive-data", undefined],
      resources: ["arn:aws:s3:::sensitive-data"],
      updated: Date.UTC(2026, 6, 1, 11, 59, 30),
    });
  });

  it("reads every finding of an envelope, and passes over what is none", () => {
    const findings = [securityHubDetail({ Id: "1" }), null, "text", securityHubDetail({ Id: "2" })];
    expect(securityHub.read({ findings }).map(({ findingId }) => findingId)).toEqual(["1", "2"]);
    expect(securityHub.read({ findings: "none" })).toEqual([]);
  });

  it.each([
    [{ Label: "INFORMATIONAL", Normalized: 90 }, "informational"],
    [{ Label: "LOW" }, "low"],
    [{ Normalized: 0 }, "informational"],
    [{ Normalized: 1 }, "low"],
    [{ Normalized: 39 }, "low"],
    [{ Normalized: 40 }, "medium"],
    [{ Normalized: 69 }, "medium"],
    [{ Normalized: 70 }, "high"],
    [{ Normalized: 90 }, "critical"],
    [{ Label: "high" }, "medium"],
    [undefined, "medium"],
  ])("takes the severity %j for %s", (Severity, severity) => {
    expect(read({ Severity })?.severity).toBe(severity);
  });

  it.each([
    [{ Workflow: { Status: "NOTIFIED" } }, "closed"],
    [{ Workflow: undefined, WorkflowState: undefined }, "open"],
    [{ Workflow: undefined, WorkflowState: "RESOLVED" }, "closed"],
    [{ RecordState: "ARCHIVED" }, "closed"],
    [{ RecordState: undefined }, "open"],
    [{ Compliance: { Status: "PASSED" } }, "closed"],
    [{ Compliance: { Status: "NOT_AVAILABLE" } }, "open"],
  ])("takes %j for %s", (overrides, status) => {
    expect(read(overrides)?.status).toBe(status);
  });

  it("finds the caller in either place, and only where someone came in", () => {
    const RemoteIpDetails = { IpAddressV4: "198.51.100.23" };
    const addresses = (finding: Fields) => read(finding)?.sourceIps?.filter(Boolean);
    expect(addresses({ Action: { AwsApiCallAction: { RemoteIpDetails } } })).toEqual(["198.51.100.23"]);
    expect(addresses({ Network: { Direction: "IN", SourceIpV6: "2001:db8::7" } })).toEqual(["2001:db8::7"]);
    expect(addresses({ Network: { Direction: "OUT", SourceIpV4: "198.51.100.23" } })).toEqual([]);
  });

  it("finds the control's id where findings of old have it", () => {
    const of = (ProductFields: Fields) => read({ Compliance: { Status: "FAILED" }, ProductFields })?.type;
    expect([of({ ControlId: "S3.2" }), of({ RuleId: "2.3" })]).toEqual(["S3.2", "2.3"]);
  });

  it("names the type of what is no control, and the region of a finding that names none itself", () => {
    expect(read({ Compliance: undefined, Types: ["TTPs/Impact"] })?.type).toBe("TTPs/Impact");
    expect(read({ Compliance: undefined, Types: undefined })?.type).toBe("security-control/S3.2");
    expect(read({ Region: undefined })?.region).toBe("eu-central-1");
  });

  it("finds the bucket of an object", () => {
    const Resources = [{ Type: "AwsIamUser" }, { Type: "AwsS3Object", Id: "arn:aws:s3:::reports/2026/a.csv" }];
    expect(read({ Resources })?.buckets?.filter(Boolean)).toEqual(["reports"]);
  });
});
