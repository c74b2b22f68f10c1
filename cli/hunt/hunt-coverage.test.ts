import type { Hunt } from "@palisade/engine/hunts/define-hunt";
import type { CountedOrigin } from "../lib/not-judged/origin";
import { type Asked, huntCoverage } from "./hunt-coverage";

const ACCOUNT = "111122223333";
const scope = {
  account: ACCOUNT,
  trustedAccounts: new Set<string>(),
  regions: new Set(["eu-central-1"]),
  buckets: new Map([
    ["customer-data", "eu-central-1"],
    ["customer-reports", "eu-central-1"],
  ]),
  otherKnownBuckets: new Set<string>(),
};
const buckets = [...scope.buckets.keys()];
const from = (bucket: string | undefined, records: number, more: Partial<CountedOrigin> = {}): CountedOrigin => ({
  bucket,
  through: undefined,
  account: ACCOUNT,
  region: "eu-central-1",
  plane: "data",
  isS3: true,
  ...more,
  records,
});
const coverage = (
  asked: Partial<Asked>,
  origins: readonly CountedOrigin[],
  days = "",
  log: Hunt["log"] = "CloudTrail",
) => huntCoverage({ buckets, scope, leavesOut: true, ...asked }, { hunt: { log, table: "cloudtrail" }, days, origins });

describe("the coverage of a hunt", () => {
  it("has nothing to say where the logs hold all that was asked about", () => {
    const both = [from("customer-data", 2), from("customer-reports", 3)];
    expect(coverage({}, both)).toMatchObject({ judged: 5, lines: [] });
    expect(coverage({ buckets: ["customer-data"], scope: undefined }, both)).toMatchObject({ judged: 2, lines: [] });
  });

  it("names the buckets of which the logs hold nothing", () => {
    const { judged, lines } = coverage({}, [from("customer-data", 2)]);
    expect(judged).toBe(2);
    expect(lines).toEqual([
      "The logs hold requests to customer-data, and none to customer-reports, of which nothing is known.",
    ]);
  });

  it("says that nothing is known from logs of other buckets, or of another account", () => {
    const others = coverage({}, [from("other-data", 7)]);
    expect(others).toMatchObject({ judged: 0, notJudged: { "other-buckets": { records: 7 } } });
    expect(others.lines).toEqual([
      "Nothing is known: the logs hold no S3 request to customer-data, customer-reports recorded in account 111122223333.",
      "Not judged: 7 requests to 1 bucket without a perimeter (other-data 7).",
    ]);
    const foreign = coverage({}, [from("customer-data", 7, { account: "444455556666" })]);
    expect(foreign).toMatchObject({ judged: 0, notJudged: { "other-accounts": { records: 7 } } });
  });

  it("does not mind buckets where the hunt is about all of them", () => {
    expect(coverage({ buckets: undefined }, [from("other-data", 7)])).toMatchObject({ judged: 7, lines: [] });
  });

  it("takes lines of access logs, which name no account, for the own account's", () => {
    expect(coverage({}, [from("customer-data", 4, { account: undefined })]).judged).toBe(4);
  });

  it("says that nothing is known of days of which the logs hold nothing", () => {
    expect(coverage({ scope: undefined, buckets: undefined }, [], " since 2026-05-01")).toMatchObject({
      judged: 0,
      lines: ["Nothing is known: the logs hold no CloudTrail records since 2026-05-01."],
    });
  });

  it("says that nothing is known where the logs hold none of the events that the hunt asks", () => {
    const calls = [from("customer-data", 3, { plane: "management" }), from(undefined, 2, { isS3: false })];
    const data = coverage({ buckets: undefined }, calls, "", "CloudTrail data events");
    expect([data.judged, data.lines]).toEqual([
      0,
      ["Nothing is known: the logs hold no CloudTrail data events, which this hunt asks."],
    ]);
    const reads = coverage({}, [from("customer-data", 3)], "", "CloudTrail management events");
    expect([reads.judged, reads.lines]).toEqual([0, [expect.stringContaining("no CloudTrail management events")]]);
    const old = coverage({}, [from("customer-data", 3, { plane: undefined })], "", "CloudTrail data events");
    expect(old.judged).toBe(3);
  });

  it("wants records of the configuration's account, whatever is asked", () => {
    const foreign = [from(undefined, 3, { account: "444455556666", plane: "management", isS3: false })];
    const asked = { buckets: undefined, leavesOut: false };
    expect(coverage(asked, foreign)).toMatchObject({
      judged: 0,
      lines: ["Nothing is known: the logs hold no record of account 111122223333."],
    });
    expect(coverage({ ...asked, scope: undefined }, foreign)).toMatchObject({ judged: 3, lines: [] });
    const trusting = { ...scope, trustedAccounts: new Set(["444455556666"]) };
    expect(coverage({ ...asked, scope: trusting }, foreign)).toMatchObject({ judged: 3, lines: [] });
  });

  it("counts requests for objects that do not say of which bucket as not judged", () => {
    const some = coverage({}, [from("customer-data", 1), from("customer-reports", 1), from(undefined, 4)]);
    expect(some.notJudged["unnamed-buckets"]).toBe(4);
    expect(some.lines).toEqual(["Not judged: 4 requests for objects whose records do not say of which bucket."]);
  });
});
