import { toTrino } from "@palisade/engine/hunts/sql/dialect";
import { loggedRequest } from "@palisade/engine/preview/logged-request";
import { requests } from "../../testing/fixtures/preview-fixture";
import { groupRequests } from "../../testing/group-requests";
import { trinoFaults } from "../../testing/sql-grammar";
import { ALL_DAYS, callsSql, linesSql } from "./groups-sql";
import { createCallReader, readGroups } from "./read-groups";

const BUCKETS = ["example-data", "it's one"];

describe("the SQL of preview", () => {
  it.each([
    ["calls", callsSql(BUCKETS, ALL_DAYS)],
    ["lines", linesSql(BUCKETS, ALL_DAYS)],
  ])("is Athena's too: %s", (_, sql) => {
    expect(trinoFaults(toTrino(sql))).toEqual([]);
  });

  it("names the days that it asks for, by which Athena is paid", () => {
    const days = { since: "2026/03/01", until: "2026/03/31" };
    expect(callsSql(BUCKETS, days)).toContain("day BETWEEN '2026/03/01' AND '2026/03/31'");
  });
});

describe("a row of Athena's, which are all text", () => {
  const row = [
    ...[
      "sensitive-data",
      "GetObject",
      "true",
      "false",
      "IAMUser",
      "111122223333",
      "arn:aws:iam::111122223333:user/alice",
    ],
    ...[null, null, null, "198.51.100.23", null, "111122223333", null, null, "3", "1"],
    ...["2026-03-01T10:15:30Z", "2026-03-02T10:15:30Z", "2026/03/02 2026/03/01"],
  ];

  it("means what the same requests in memory mean", () => {
    const [group] = createCallReader()(row);
    const [same] = groupRequests(requests(1), new Set(["sensitive-data"])).groups;
    expect(group && loggedRequest(group)).toEqual(same && loggedRequest(same));
    expect(group).toMatchObject({ count: 3, withMfa: 1, days: [20513, 20514] });
    expect(group?.firstSeen).toBe(Date.parse("2026-03-01T10:15:30Z"));
  });

  it("is left out where its times cannot be read", () => {
    expect(createCallReader()([...row.slice(0, 17), "yesterday", "2026-03-02T10:15:30Z", ""])).toEqual([]);
  });

  it("shares what is asked and who asks with the other rows", () => {
    const read = createCallReader();
    const [one] = read(row);
    const [other] = read(row);
    if (one?.tuple.log !== "cloudtrail" || other?.tuple.log !== "cloudtrail") throw new Error("no call");
    expect(one.tuple.call).toBe(other.tuple.call);
    expect(one.tuple.identity).toBe(other.tuple.identity);
  });
});

it("asks an empty cache for no groups", async () => {
  const asked: string[] = [];
  const groups = await readGroups(async (sql) => {
    asked.push(sql);
    return sql.startsWith("SELECT count(*)") ? [[0, null, null]] : [];
  }, new Set(BUCKETS));
  expect(groups).toEqual({ groups: [], records: { cloudtrail: 0, "access-log": 0 }, span: undefined });
  expect(asked.filter((sql) => sql.startsWith("WITH"))).toEqual([]);
});
