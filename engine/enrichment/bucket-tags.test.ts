import { aMatch } from "../../testing/fixtures/match-fixture";
import { createBucketTags, type Tags } from "./bucket-tags";

const SETTINGS = {
  owner: "Owner",
  classification: "DataClassification",
  environment: "env",
  raise: ["restricted", "Confidential"],
};

function tagged(tags: Readonly<Record<string, string>>) {
  const read = jest.fn(async (): Promise<Tags> => new Map(Object.entries(tags)));
  const clock = { time: 0 };
  const enricher = createBucketTags({ settings: SETTINGS, read, account: "111122223333", now: () => clock.time });
  return { read, clock, enricher };
}

it("shows owner and classification", async () => {
  const { enricher, read } = tagged({ Owner: "finance", DataClassification: "internal", other: "x" });
  expect(await enricher.enrich(aMatch())).toEqual({
    rows: [
      { label: "Owner", value: "finance" },
      { label: "Classification", value: "internal" },
    ],
  });
  expect(read).toHaveBeenCalledWith("sensitive-data", "eu-central-1");
});

it("gives the environment, to route by", async () => {
  expect(await tagged({ env: "production" }).enricher.enrich(aMatch())).toEqual({
    rows: [{ label: "Environment", value: "production" }],
    environments: ["production"],
  });
});

it.each(["restricted", "RESTRICTED", "confidential"])(
  "makes alerts on %s data more severe",
  async (DataClassification) => {
    const { raise } = await tagged({ DataClassification }).enricher.enrich(aMatch());
    expect(raise).toBe(`the bucket's data is classified ${DataClassification}`);
  },
);

it("says nothing of a bucket without tags", async () => {
  expect(await tagged({}).enricher.enrich(aMatch())).toEqual({ rows: [] });
});

it("asks neither for other accounts' buckets nor without one", async () => {
  const { enricher, read } = tagged({ Owner: "finance" });
  const { bucket: _, ...noBucket } = aMatch();
  expect(await enricher.enrich(aMatch(0, { account: "444455556666" }))).toEqual({ rows: [] });
  expect(await enricher.enrich(noBucket)).toEqual({ rows: [] });
  expect(read).not.toHaveBeenCalled();
});

it.each(["..", "a/../b", "example-data?acl", "x".repeat(300), "b\u00fccher"])("does not ask for %p", async (bucket) => {
  const { enricher, read } = tagged({ Owner: "finance" });
  expect(await enricher.enrich(aMatch(0, { bucket }))).toEqual({ rows: [] });
  expect(read).not.toHaveBeenCalled();
});

it("asks once in ten minutes", async () => {
  const { enricher, read, clock } = tagged({ Owner: "finance" });
  await Promise.all([enricher.enrich(aMatch()), enricher.enrich(aMatch())]);
  clock.time = 9 * 60_000;
  await enricher.enrich(aMatch());
  expect(read).toHaveBeenCalledTimes(1);
  clock.time = 11 * 60_000;
  await enricher.enrich(aMatch());
  expect(read).toHaveBeenCalledTimes(2);
});

it("fails at once for a minute after it failed, and then asks again", async () => {
  const { enricher, read, clock } = tagged({ Owner: "finance" });
  read.mockRejectedValueOnce(new Error("refused"));
  const enrich = async () => enricher.enrich(aMatch());
  await expect(enrich).rejects.toThrow("refused");
  await expect(enrich).rejects.toThrow("refused");
  expect(read).toHaveBeenCalledTimes(1);
  clock.time = 61_000;
  expect((await enrich()).rows).toHaveLength(1);
});

describe("the tags of a finding's buckets", () => {
  const tagsOf: Readonly<Record<string, Tags>> = {
    reports: new Map([
      ["Owner", "finance"],
      ["DataClassification", "restricted"],
      ["env", "production"],
    ]),
    archive: new Map([
      ["Owner", "platform"],
      ["env", "test"],
    ]),
    logs: new Map([["Owner", "platform"]]),
  };
  const enriched = async (buckets: readonly string[], read = async (bucket: string) => tagsOf[bucket] ?? refused()) => {
    const enricher = createBucketTags({ settings: SETTINGS, read, account: "111122223333", now: () => 0 });
    return enricher.enrich(aMatch(0, { bucket: buckets[0] ?? "", buckets }));
  };
  const refused = (): never => {
    throw new Error("refused");
  };

  it("are those of all, with which bucket says what", async () => {
    expect(await enriched(["archive", "reports", "logs"])).toEqual({
      rows: [
        { label: "Owner", value: "platform (archive, logs), finance (reports)" },
        { label: "Classification", value: "restricted" },
        { label: "Environment", value: "test (archive), production (reports)" },
      ],
      raise: "the bucket's data is classified restricted",
      environments: ["test", "production"],
    });
  });

  it("say where they could not be read, and fail where none could", async () => {
    expect((await enriched(["theirs", "logs"])).rows).toEqual([
      { label: "Owner", value: "platform" },
      { label: "Tags", value: "not read of 1 of 2 buckets" },
    ]);
    await expect(enriched(["theirs", "theirs-too"])).rejects.toThrow("refused");
  });

  it("are asked of so many at most, and the rest is said", async () => {
    const read = jest.fn(async (): Promise<Tags> => new Map([["Owner", "finance"]]));
    const { rows } = await enriched(
      Array.from({ length: 60 }, (_, i) => `bucket-${i}`),
      read,
    );
    expect(read).toHaveBeenCalledTimes(25);
    expect(rows.at(-1)).toEqual({ label: "Tags", value: "not read of 35 of 60 buckets" });
  });
});
