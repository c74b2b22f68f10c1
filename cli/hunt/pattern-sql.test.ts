import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { DETECTIONS } from "@palisade/engine/detections/registry";
import { type Fields, fieldsOf, isFields, textOf } from "@palisade/engine/events/fields";
import { wrap } from "@palisade/engine/events/wrap";
import { patternsToSql } from "@palisade/engine/hunts/sql/pattern-sql";
import type { EventPattern, Matcher } from "@palisade/engine/patterns/event-pattern";
import { compilePattern } from "@palisade/engine/patterns/match";
import { validatePattern } from "@palisade/engine/patterns/validate";
import fc from "fast-check";
import { huntTables } from "../../testing/fixtures/hunt-fixture";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";

// The database and a busy machine take their time.
jest.setTimeout(60_000);

/** The record with a column that no pattern looks at as its number. */
function numbered(records: readonly Fields[]): readonly Fields[] {
  return records.map((record, index) => ({ ...record, apiVersion: String(index) }));
}

async function answers(connection: DuckDBConnection, patterns: readonly EventPattern[]): Promise<readonly number[]> {
  const reader = await connection.runAndReadAll(
    `SELECT CAST(apiversion AS INTEGER) FROM cloudtrail WHERE ${patternsToSql(patterns)} ORDER BY 1`,
  );
  return reader.getRowsJson().map(([index]) => Number(index));
}

function matched(records: readonly Fields[], patterns: readonly EventPattern[]): readonly number[] {
  const matchers = patterns.map(compilePattern);
  return records.flatMap((record, index) => (matchers.some((matches) => matches(wrap(record))) ? [index] : []));
}

/** The record as the table knows it: flags are flags however they were written, and JSON nulls are absent. */
function asInTable(record: Fields): Fields {
  const { managementEvent } = record;
  return { ...withoutNulls(record), ...(managementEvent === "true" && { managementEvent: true }) };
}

function withoutNulls(record: Fields): Fields {
  const clean = (value: unknown): unknown => (isFields(value) ? withoutNulls(value) : value);
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (value === null ? [] : [[key, clean(value)]])),
  );
}

describeWithSharedData("detections' patterns in SQL, on recorded logs", (dir) => {
  const files = readdirSync(join(dir, "cloudtrail")).map((name) => join(dir, "cloudtrail", name));
  const lines = files.flatMap((file) => readFileSync(file, "utf8").split("\n").filter(Boolean));
  const panther = readFileSync(join(dir, "panther/cloudtrail.jsonl"), "utf8").split("\n").filter(Boolean);
  const records = [
    ...lines.map((line) => fieldsOf(JSON.parse(line))),
    ...panther.map((line) => fieldsOf(JSON.parse(line).log)),
  ].map(asInTable);
  const buckets = new Set(
    records.flatMap((record) => textOf(fieldsOf(record["requestParameters"])["bucketName"]) ?? []),
  );
  const settings = detectorSettings({
    perimeters: [samplePerimeter("all", { buckets: [...buckets] })],
    logBuckets: [...buckets].slice(0, 3),
  });
  let connection: DuckDBConnection;

  beforeAll(async () => {
    connection = await huntTables({ cloudtrail: numbered(records) });
  });
  afterAll(() => connection.closeSync());

  const calls = DETECTIONS.filter(({ kind }) => kind === "call");

  it.each(calls.map((detection) => [detection.id, detection] as const))("%s", async (_, detection) => {
    const patterns = detection.patterns(settings);
    expect(await answers(connection, patterns)).toEqual(matched(records, patterns));
  });

  it("are of records that some of them match", () => {
    const hits = calls.map((detection) => matched(records, detection.patterns(settings)).length);
    expect(hits.filter((count) => count > 0).length).toBeGreaterThan(30);
  });
});

const WORDS = [
  "",
  "a",
  "A",
  "ab",
  "aB",
  "abc",
  "a*c",
  "a\\c",
  'a"c',
  "a,b",
  "[a",
  "{a",
  "ſ",
  "ß",
  "é\n",
  "a%_",
  "k",
  "K",
  "1",
];
const ADDRESSES = ["192.0.2.1", "198.51.100.7", "2001:db8::1", "2001:DB8:0::1", "AWS Internal"];
const word = fc.constantFrom(...WORDS);
const text = fc.oneof(
  word,
  fc.tuple(word, word).map((pair) => pair.join("")),
);
const scalar = fc.oneof(text, fc.constantFrom<unknown>(true, false, 0, 1, 1.5, -3));
const value = fc.oneof(
  scalar,
  fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxLength: 3 }),
  fc.constant({ x: "a" }),
);

const record = fc.record(
  {
    eventSource: fc.constantFrom("s3.amazonaws.com", "iam.amazonaws.com", "kms.amazonaws.com"),
    eventType: fc.constantFrom("AwsApiCall", "AwsServiceEvent", "AwsConsoleSignIn"),
    eventName: text,
    sourceIPAddress: fc.constantFrom(...ADDRESSES),
    userAgent: text,
    userIdentity: fc.record({ type: text, sessionContext: fc.record({ sessionIssuer: fc.record({ arn: text }) }) }),
    requestParameters: fc.record(
      { bucketName: value, "x-amz-acl": value, inner: fc.record({ deep: value }) },
      { requiredKeys: [] },
    ),
    resources: fc.array(fc.record({ ARN: text, type: text }, { requiredKeys: [] }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const wildcard = fc.constantFrom("a*", "*a", "a*b", "*", "a\\*c", "*\\\\*", "*b*", "[*", '*"*');
const refusable = fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 }));
const textMatcher: fc.Arbitrary<Matcher> = fc.oneof(
  text,
  text.map((prefix) => ({ prefix })),
  text.map((suffix) => ({ suffix })),
  wildcard.map((one) => ({ wildcard: one })),
  text.map((one) => ({ "equals-ignore-case": one })),
  text.map((one) => ({ prefix: { "equals-ignore-case": one } })),
  text.map((one) => ({ suffix: { "equals-ignore-case": one } })),
  fc.boolean().map((exists) => ({ exists })),
  refusable.map((one) => ({ "anything-but": one })),
  text.map((prefix) => ({ "anything-but": { prefix } })),
  text.map((suffix) => ({ "anything-but": { suffix } })),
  wildcard.map((one) => ({ "anything-but": { wildcard: one } })),
  refusable.map((one) => ({ "anything-but": { "equals-ignore-case": one } })),
);
const jsonMatcher: fc.Arbitrary<Matcher> = fc.oneof(
  textMatcher,
  fc.constantFrom<Matcher>(true, false, 0, 1, 1.5),
  fc.constantFrom<Matcher>({ numeric: [">", 0] }, { numeric: [">=", 0, "<", 1.5] }, { numeric: ["=", -3] }),
);
const addressMatcher = fc.constantFrom<Matcher>(
  { cidr: "192.0.2.0/24" },
  { cidr: "2001:db8::/32" },
  "192.0.2.1",
  "2001:db8::1",
  { "anything-but": "192.0.2.1" },
);
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const detailFields = {
  eventSource: fc.constant(["s3.amazonaws.com"]),
  eventName: some(textMatcher),
  userAgent: some(textMatcher),
  sourceIPAddress: some(addressMatcher),
  resources: fc.record({ ARN: some(text) }),
  userIdentity: fc.record({ sessionContext: fc.record({ sessionIssuer: fc.record({ arn: some(textMatcher) }) }) }),
  requestParameters: fc
    .record(
      { bucketName: some(jsonMatcher), "x-amz-acl": some(jsonMatcher), inner: fc.record({ deep: some(jsonMatcher) }) },
      { requiredKeys: [] },
    )
    .filter((fields) => Object.keys(fields).length > 0),
};
const detail = fc.record(detailFields, { requiredKeys: [] }).filter((fields) => Object.keys(fields).length > 0);
const pattern = fc.oneof(
  detail.map((one) => ({ detail: one })),
  fc.tuple(detail, detail).map(([left, right]) => ({ detail: { $or: [left, right] } })),
  fc.record({
    source: fc.constantFrom<readonly Matcher[]>(["aws.s3"], [{ prefix: "aws." }], [{ "anything-but": "aws.iam" }]),
    "detail-type": fc.constantFrom<readonly Matcher[]>(
      ["AWS API Call via CloudTrail"],
      [{ suffix: "via CloudTrail" }],
      ["AWS Service Event via CloudTrail"],
    ),
    detail,
  }),
) as fc.Arbitrary<EventPattern>;

/** A numeric or network filter asks a single value: lists of them are not opened in SQL. */
function isWithoutLists(one: Fields): boolean {
  const parameters = Object.values(fieldsOf(one["requestParameters"]));
  return !parameters.some((each) => Array.isArray(each) || Object.values(fieldsOf(each)).some(Array.isArray));
}

describe("generated patterns in SQL", () => {
  const records = fc.sample(record, { numRuns: 1000, seed: 5 }) as readonly Fields[];
  let connection: DuckDBConnection;

  beforeAll(async () => {
    connection = await huntTables({ cloudtrail: numbered(records) });
  });
  afterAll(() => connection.closeSync());

  it("answer as the matcher does", async () => {
    for (const one of fc.sample(pattern, 30).filter((each) => validatePattern(each).length === 0)) {
      const isNumeric = /"numeric"/.test(JSON.stringify(one));
      const fair = (index: number) => !isNumeric || isWithoutLists(records[index] ?? {});
      const expected = matched(records, [one]).filter(fair);
      expect([one, (await answers(connection, [one])).filter(fair)]).toEqual([one, expected]);
    }
  });
});

describe("patternsToSql", () => {
  it("is false for no patterns", () => expect(patternsToSql([])).toBe("false"));

  it.each<EventPattern>([
    { detail: { madeUp: ["x"] } },
    { detail: { requestParameters: { "a b": ["x"] } } },
    { detail: { resources: { type: ["x"] } } },
    { account: ["111122223333"] },
  ])("refuses a field that the table has no column for: %j", (one) => {
    expect(() => patternsToSql([one])).toThrow("no column for it");
  });
});
