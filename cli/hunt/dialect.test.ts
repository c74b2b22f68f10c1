import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DUCKDB_MACROS } from "@palisade/engine/hunts/sql/dialect";
import { hexRangeOf } from "@palisade/engine/hunts/sql/networks";
import { parseAddress } from "@palisade/engine/perimeter/address";
import fc from "fast-check";

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const macro of DUCKDB_MACROS) await connection.run(macro);
});

afterAll(() => connection.closeSync());

async function column(sql: string, values: readonly string[]): Promise<readonly unknown[]> {
  const rows =
    "SELECT unnest(l) AS t, generate_subscripts(l, 1) AS i FROM (SELECT from_json($1, '[\"VARCHAR\"]') AS l)";
  const reader = await connection.runAndReadAll(`SELECT ${sql} FROM (${rows}) ORDER BY i`, [JSON.stringify(values)]);
  return reader.getRowsJson().map(([value]) => value);
}

const AWKWARD = [
  "192.0.2.1",
  "192.0.2.01",
  "192.0.2",
  "192.0.2.1.1",
  "256.0.2.1",
  "0.0.0.0",
  "255.255.255.255",
  "",
  "-",
  ":",
  "::",
  ":::",
  "::1",
  "1::",
  "2001:db8::1",
  "2001:DB8::1",
  "2001:db8:0:0:0:0:0:1",
  "2001:db8:0:0:0:0:1",
  "2001:db8::0:0:0:0:0:1",
  "2001:db8:0:0:0:0:0::",
  "1:2:3:4:5:6:7::",
  "1:2:3:4:5:6:7:8::",
  "1::2::3",
  "::ffff:192.0.2.1",
  "::FFFF:c000:201",
  "::192.0.2.1",
  "::ffff:192.0.2.1.1",
  "64:ff9b::192.0.2.33",
  "1:2:3:4:5:6:192.0.2.1",
  "1:2:3:4:5:6:7:192.0.2.1",
  "1:2:3:4:5::192.0.2.1",
  "1:2:3:4:5:6::192.0.2.1",
  "192.0.2.1::",
  "192.0.2.1:1::",
  "fe80::1%eth0",
  "12345::",
  "g::",
  "30.*.0.210",
  "192.0.2.1, 198.51.100.1",
  "AWS Internal",
  "s3.amazonaws.com",
  "192.0.2.1\n",
  " 192.0.2.1",
  "192.0.2.１",
];

/** As `parseAddress` reads it. */
function expectedHex(text: string): string | null {
  return parseAddress(text) === undefined ? null : (hexRangeOf(text)?.low ?? null);
}

const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f:.]{0,24}$/), fc.constantFrom(...AWKWARD));

describe("address_hex in DuckDB", () => {
  it("reads what parseAddress reads, and nothing else", async () => {
    expect(await column("address_hex(t)", AWKWARD)).toEqual(AWKWARD.map(expectedHex));
  });

  it("agrees with parseAddress on generated texts", async () => {
    const texts = fc.sample(address, 5000);
    expect(await column("address_hex(t)", texts)).toEqual(texts.map(expectedHex));
  });
});

describe("the other functions in DuckDB", () => {
  it.each<readonly [string, string, unknown]>([
    ["json_extract_scalar(t, '$.a')", '{"a":"x \\"y\\""}', 'x "y"'],
    ["json_extract_scalar(t, '$.a')", '{"a":1.5}', "1.5"],
    ["json_extract_scalar(t, '$.a')", '{"a":true}', "true"],
    ["json_extract_scalar(t, '$.a')", '{"a":null}', null],
    ["json_extract_scalar(t, '$.a')", '{"a":{"b":1}}', null],
    ["json_extract_scalar(t, '$.a')", '{"a":[1]}', null],
    ["json_extract_scalar(t, '$.x-amz-acl')", '{"x-amz-acl":"private"}', "private"],
    ["json_text(t, '$.a')", '{"a":[ "x", {"b": 1} ]}', '["x",{"b":1}]'],
    ["json_text(t, '$.a')", "{}", null],
    ["access_time(t)", "06/Feb/2019:00:00:38 +0000", "2019-02-06T00:00:38Z"],
    ["access_time(t)", "06/Feb/2019:00:00:38 -0500", "2019-02-06T05:00:38Z"],
    ["access_time(t)", "-", null],
    ["regexp_like(t, '^a.c$')", "abc", true],
  ])("%s of %s", async (sql, text, expected) => {
    expect(await column(sql, [text])).toEqual([expected]);
  });
});
