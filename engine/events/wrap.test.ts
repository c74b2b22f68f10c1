import { cloudTrail, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import { parseCloudTrail } from "./cloudtrail/parse-cloudtrail";
import { isEnvelope, unwrap } from "./unwrap-envelope";
import { wrap } from "./wrap";

describe("wrap", () => {
  it("writes the envelope that the EventBridge sandbox asks for", () => {
    const record = cloudTrail();
    expect(wrap(record)).toEqual({
      version: "0",
      id: record["eventID"],
      "detail-type": "AWS API Call via CloudTrail",
      source: "aws.s3",
      account: OWNER,
      time: "2026-03-01T10:15:30Z",
      region: "eu-central-1",
      resources: [],
      detail: record,
    });
  });

  it.each([
    ["AwsServiceEvent", "AWS Service Event via CloudTrail"],
    ["AwsConsoleSignIn", "AWS Console Sign In via CloudTrail"],
    ["AwsApiCall", "AWS API Call via CloudTrail"],
    [undefined, "AWS API Call via CloudTrail"],
  ])("gives %s its detail-type", (eventType, detailType) => {
    expect(wrap(cloudTrail({ eventType }))["detail-type"]).toBe(detailType);
  });

  it("leaves empty what a record does not hold, and nothing out", () => {
    const envelope = wrap({});
    expect(envelope).toMatchObject({ source: "aws.", account: "", time: "", region: "", detail: {} });
    expect(envelope.id).toMatch(/^sha256-/);
  });

  it("is undone by unwrap", () => {
    const record = cloudTrail();
    expect(isEnvelope(wrap(record))).toBe(true);
    expect(unwrap(wrap(record))).toEqual({ kind: "record", record });
  });
});

describe("unwrap", () => {
  it("takes a bare record as it is", () => {
    const record = cloudTrail();
    expect(unwrap(record)).toEqual({ kind: "record", record });
  });

  it("fills in account, region and time from the envelope where the record lacks them", () => {
    const record = cloudTrail({ recipientAccountId: undefined, awsRegion: "", eventTime: undefined });
    const envelope = { ...wrap(record), account: OWNER, region: "eu-west-1", time: "2026-03-01T10:20:00Z" };
    expect(parseCloudTrail(envelope)).toMatchObject({
      kind: "event",
      event: { account: OWNER, region: "eu-west-1", time: Date.UTC(2026, 2, 1, 10, 20) },
    });
  });

  it("skips events that are not from CloudTrail", () => {
    const reason = "an EventBridge event that is not from CloudTrail";
    const created = {
      "detail-type": "Object Created",
      source: "aws.s3",
      detail: { bucket: { name: "sensitive-data" } },
    };
    expect(unwrap(created)).toEqual({ kind: "skipped", reason });
  });

  it.each([[null], [undefined], ["text"], [7], [true], [[]]])("cannot read %j", (raw) => {
    expect(unwrap(raw)).toEqual({ kind: "unreadable", reason: "not a JSON object" });
  });
});
