import { detectorSettings } from "../../testing/test-detection";
import { bindHunt, type HuntScope } from "./bind-hunt";
import { defineHunt, type HuntParameter } from "./define-hunt";

const settings = detectorSettings();
const SCOPE: HuntScope = { perimeters: settings.perimeters, accounts: ["111122223333", "222233334444"] };

function huntWith(parameters: readonly HuntParameter[], sql: string) {
  return defineHunt({
    id: "sample",
    title: "Sample",
    question: "What?",
    log: "CloudTrail",
    table: "cloudtrail",
    parameters,
    sql,
    lookFor: ["nothing"],
  });
}

const TEXT: HuntParameter = { name: "actor", type: "text", description: "who", default: "" };
const NETWORKS: readonly HuntParameter[] = [
  { name: "buckets", type: "buckets", description: "which" },
  { name: "networks", type: "networks", description: "from where" },
];

describe("bindHunt", () => {
  it("binds texts, and writes days and numbers anew", () => {
    const hunt = huntWith([TEXT], "x = ':actor' AND (:actor = '' OR a = :actor) AND d > :since LIMIT :limit");
    const hostile = "'; DROP TABLE cloudtrail --";
    expect(bindHunt(hunt, { actor: hostile, since: "2026-03-01", limit: "5" }, undefined)).toEqual({
      kind: "bound",
      sql: "x = ':actor' AND (? = '' OR a = ?) AND d > '2026/03/01' LIMIT 5",
      parameters: [hostile, hostile],
    });
  });

  it("takes perimeters from the configuration", () => {
    const hunt = huntWith(NETWORKS, ":guarded | :networks | :endpoints");
    const bound = bindHunt(hunt, { buckets: "guarded-objects" }, SCOPE);
    expect(bound).toMatchObject({ kind: "bound", parameters: [] });
    const [guarded, networks, endpoints] = bound.kind === "bound" ? bound.sql.split(" | ") : [];
    expect(guarded).toBe("VALUES ('guarded-objects', '0001')");
    expect(networks).toContain("('000000000000000000000000FFFFCB007100', '000000000000000000000000FFFFCB0071FF')");
    expect(networks).toContain("('000120010DB8000100000000000000000000', '000120010DB80001FFFFFFFFFFFFFFFFFFFF')");
    expect(endpoints).toContain("('0002', 'vpce-0123456789abcdef0')");
  });

  it("takes networks that were given for every bucket, or for those that were given", () => {
    const hunt = huntWith(NETWORKS, ":guarded | :networks | :endpoints");
    const networks = "203.0.113.7, 2001:db8::/32";
    expect(bindHunt(hunt, { networks }, undefined)).toMatchObject({
      sql:
        "VALUES ('*', '0000') | VALUES ('000000000000000000000000FFFFCB007107', '000000000000000000000000FFFFCB007107'), " +
        "('000020010DB8000000000000000000000000', '000020010DB8FFFFFFFFFFFFFFFFFFFFFFFF') | VALUES ('', '')",
    });
    expect(bindHunt(hunt, { networks, buckets: "my-bucket,other" }, SCOPE)).toMatchObject({
      sql: expect.stringContaining("VALUES ('my-bucket', '0000'), ('other', '0000')"),
    });
  });

  it("takes the own and trusted accounts from the configuration", () => {
    const hunt = huntWith([{ name: "accounts", type: "accounts", description: "whose" }], ":accounts");
    expect(bindHunt(hunt, {}, SCOPE)).toMatchObject({ sql: "VALUES ('111122223333'), ('222233334444')" });
    expect(bindHunt(hunt, { accounts: "444455556666" }, SCOPE)).toMatchObject({ sql: "VALUES ('444455556666')" });
    expect(bindHunt(hunt, {}, undefined)).toEqual({
      kind: "unbound",
      problems: [expect.stringContaining("needs accounts, as there is no configuration")],
    });
  });

  it.each<readonly [string, readonly HuntParameter[], Readonly<Record<string, string>>, HuntScope | undefined]>([
    ["needs networks", NETWORKS, {}, undefined],
    ["needs networks", NETWORKS, {}, { perimeters: [], accounts: [] }],
    ["strange has no perimeter", NETWORKS, { buckets: "strange" }, SCOPE],
    ["lets the whole internet in", NETWORKS, { networks: "0.0.0.0/0" }, SCOPE],
    ["needs key: the key", [{ name: "key", type: "access-key", description: "the key" }], {}, SCOPE],
    ["expected an access key", [{ name: "key", type: "access-key", description: "k" }], { key: "x' OR 1=1" }, SCOPE],
    [
      "expected an access key",
      [{ name: "key", type: "access-key", description: "k" }],
      { key: "akiaexamplealice" },
      SCOPE,
    ],
    ["expected an access key", [{ name: "key", type: "access-key", description: "k" }], { key: "AKIAEXAMPLE" }, SCOPE],
    ["no IPv4 or IPv6 address", [{ name: "a", type: "address", description: "k" }], { a: "10.0.0" }, SCOPE],
    ["expected an ARN", [{ name: "a", type: "arn", description: "k" }], { a: "role/x" }, SCOPE],
    ["expected a bucket's name", [{ name: "a", type: "bucket", description: "k" }], { a: "Not a bucket" }, SCOPE],
    [
      "expected accounts of 12 digits",
      [{ name: "accounts", type: "accounts", description: "k" }],
      { accounts: "1" },
      SCOPE,
    ],
    ["expected a day", [], { since: "2026-02-30" }, SCOPE],
    ["expected a day", [], { until: "yesterday" }, SCOPE],
    ["whole number", [], { limit: "0" }, SCOPE],
    ["whole number", [], { limit: "1e9" }, SCOPE],
    ["longer than 1000", [TEXT], { actor: "x".repeat(1001) }, SCOPE],
  ])("says what is wrong: %s", (problem, parameters, given, scope) => {
    expect(bindHunt(huntWith(parameters, "SELECT 1"), given, scope)).toEqual({
      kind: "unbound",
      problems: [expect.stringContaining(problem)],
    });
  });

  it("refuses a hunt that names what it did not declare", () => {
    expect(() => bindHunt(huntWith([], ":nobody"), {}, undefined)).toThrow("no parameter is named nobody");
  });
});
