import { huntCoverage } from "./hunt-coverage";

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
const from = (bucket: string | undefined, records: number, account: string | undefined = ACCOUNT) => ({
  bucket,
  through: undefined,
  account,
  region: "eu-central-1",
  isData: true,
  records,
});

describe("the coverage of a hunt", () => {
  it("has nothing to say where the logs hold all that was asked about", () => {
    const both = [from("customer-data", 2), from("customer-reports", 3)];
    expect(huntCoverage({ buckets, scope }, both)).toMatchObject({ judged: 5, lines: [] });
    expect(huntCoverage({ buckets: ["customer-data"], scope: undefined }, both)).toMatchObject({
      judged: 2,
      lines: [],
    });
  });

  it("names the buckets of which the logs hold nothing", () => {
    const { judged, lines } = huntCoverage({ buckets, scope }, [from("customer-data", 2)]);
    expect(judged).toBe(2);
    expect(lines).toEqual([
      "The logs hold requests to customer-data, and none to customer-reports, of which nothing is known.",
    ]);
  });

  it("says that nothing is known from logs of other buckets, or of another account", () => {
    const others = huntCoverage({ buckets, scope }, [from("other-data", 7)]);
    expect(others).toMatchObject({ judged: 0, notJudged: { "other-buckets": { records: 7 } } });
    expect(others.lines).toEqual([
      "Nothing is known: the logs hold no S3 request to customer-data, customer-reports recorded in account 111122223333.",
      "Not judged: 7 requests to 1 bucket without a perimeter (other-data 7).",
    ]);
    const foreign = huntCoverage({ buckets, scope }, [from("customer-data", 7, "444455556666")]);
    expect(foreign).toMatchObject({ judged: 0, notJudged: { "other-accounts": { records: 7 } } });
  });

  it("does not mind buckets where the hunt is about all of them", () => {
    const coverage = huntCoverage({ buckets: undefined, scope }, [from("other-data", 7)]);
    expect(coverage).toMatchObject({ judged: 7, lines: [] });
  });

  it("takes lines of access logs, which name no account, for the own account's", () => {
    expect(huntCoverage({ buckets, scope }, [from("customer-data", 4, undefined)]).judged).toBe(4);
  });
});
