import fc from "fast-check";
import { kindsIn, notJudged } from "./not-judged";
import { notJudgedLines } from "./not-judged-lines";
import type { Origin } from "./origin";
import { createOriginTally, noCounts, sumOfCounts } from "./origin-counts";
import type { Scope } from "./scope";

const scope: Scope = {
  account: "111122223333",
  trustedAccounts: new Set(["222233334444"]),
  regions: new Set(["eu-central-1", "us-east-1"]),
  buckets: new Map([["customer-data", "eu-central-1"]]),
  otherKnownBuckets: new Set(["our-logs"]),
};
const OWN: Origin = {
  bucket: "customer-data",
  through: undefined,
  account: scope.account,
  region: "eu-central-1",
  plane: "data",
  isS3: true,
};
const tallied = (...origins: readonly Origin[]) => {
  const tally = createOriginTally(scope);
  for (const origin of origins) tally.add(origin);
  return tally.take();
};
const kindsOf = (origin: Partial<Origin>) => kindsIn(notJudged(tallied({ ...OWN, ...origin }), 0));
const linesOf = (...origins: readonly Partial<Origin>[]) =>
  notJudgedLines(notJudged(tallied(...origins.map((one) => ({ ...OWN, ...one }))), 0), scope, "request");

describe("what is not judged", () => {
  it.each<readonly [string, Partial<Origin>, readonly string[]]>([
    ["the configuration's own", {}, []],
    ["its log bucket", { bucket: "our-logs", plane: "management" }, []],
    ["no bucket at all", { bucket: undefined, plane: "management" }, []],
    ["a record without account and region", { account: undefined, region: undefined }, []],
    ["a trusted account's trail", { account: "222233334444" }, []],
    ["another bucket", { bucket: "other" }, ["other-buckets"]],
    ["another account", { account: "444455556666" }, ["other-accounts"]],
    ["another region", { region: "ap-south-1", plane: "management" }, ["other-regions"]],
    ["requests for objects where rules select changes of settings only", { region: "us-east-1" }, ["other-regions"]],
    ["settings in the region of global calls", { region: "us-east-1", plane: "management" }, []],
    ["an access point", { bucket: undefined, through: "door-s3alias" }, ["access-points"]],
    [
      "all at once",
      { bucket: "other", account: "444455556666", region: "mars-north-7" },
      ["other-buckets", "other-accounts", "other-regions"],
    ],
  ])("is notified of %s", (_what, origin, kinds) => expect(kindsOf(origin)).toEqual(kinds));

  it("is a sentence with names and counts, of many names the most frequent", () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ bucket: `other-${n}` }));
    const [line = "", ...more] = linesOf({ bucket: "busy" }, { bucket: "busy" }, ...many);
    expect(more).toEqual([]);
    expect(line).toMatch(
      /^Not judged: 32 requests to 31 buckets without a perimeter \(busy 2, other-0 1, .* and 21 more\)\.$/,
    );
    expect(linesOf({})).toEqual([]);
  });

  it("counts every record once as heard or as something else's, whatever names are in it, in one part or in several", () => {
    const name = fc.oneof(
      fc.constantFrom("__proto__", "constructor", "customer-data", "our-logs", "x\u001b[2J"),
      fc.string(),
    );
    const origin = fc.record({
      bucket: fc.option(name, { nil: undefined }),
      through: fc.constant(undefined),
      account: fc.option(fc.constantFrom("111122223333", "444455556666"), { nil: undefined }),
      region: fc.option(fc.constantFrom("eu-central-1", "us-east-1", "ap-south-1"), { nil: undefined }),
      plane: fc.constantFrom("data" as const, "management" as const, "network" as const, undefined),
      isS3: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(origin), fc.nat(), (origins, cut) => {
        const all = tallied(...origins);
        const parts = sumOfCounts([tallied(...origins.slice(0, cut)), tallied(...origins.slice(cut))]);
        expect(parts).toEqual(all);
        const isOther = (one: Origin) => kindsIn(notJudged(tallied(one), 0)).length > 0;
        expect(all.heard).toBe(origins.filter((one) => !isOther(one)).length);
        for (const line of notJudgedLines(notJudged(all, 0), scope, "request")) {
          expect(line).not.toMatch(/[^\P{Cc}]|\u202e/u);
        }
      }),
    );
    expect(sumOfCounts([])).toEqual(noCounts());
  });
});
