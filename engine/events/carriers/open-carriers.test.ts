import fc from "fast-check";
import { CARRYING, NOT_CARRYING } from "../../../testing/fixtures/carrier-fixture";
import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import type { Fields } from "../fields";
import { parseEvents } from "../parse-events";
import { readEvents } from "../read-events";

const read = (value: unknown) => [...readEvents(value)];

const eventOf = (record: Fields) => {
  const parsed = parseEvents(record);
  return parsed.kind === "events" ? parsed.events : [];
};

/** Records with values of any kind where callers choose them. */
const records = fc
  .record({
    eventID: fc.uuid(),
    userAgent: fc.string({ unit: "grapheme" }),
    requestParameters: fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()),
    errorMessage: fc.string(),
  })
  .map((overrides): Fields => JSON.parse(JSON.stringify(cloudTrail(overrides))));

describe("what carries records", () => {
  it.each(Object.entries(CARRYING))("gives the event that was put in: %s", (_name, wrapping) => {
    fc.assert(
      fc.property(records, (record) => {
        const carried: unknown = JSON.parse(JSON.stringify(wrapping(record)));
        expect(read(carried).map((one) => (one.kind === "events" ? one.events : one))).toEqual([eventOf(record)]);
      }),
      { numRuns: 20 },
    );
  });

  it("gives the event whatever is put into what, and how often", () => {
    const wrappings = fc.array(fc.constantFrom(...OUTER), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(records, wrappings, (record, several) => {
        const value = several.reduce<unknown>((inner, wrapping) => wrapping(JSON.stringify(inner)), record);
        expect(read(value).map((one) => (one.kind === "events" ? one.events : one))).toEqual([eventOf(record)]);
      }),
      { numRuns: 50 },
    );
  });

  it.each(NOT_CARRYING)("is named where it does not hold the record: %s", (reason, value) => {
    const found = read(value);
    expect(found).toEqual([{ kind: "unreadable", reason: expect.stringContaining(reason) }]);
    expect(found).toEqual([{ kind: "unreadable", reason: expect.stringContaining("fix: ") }]);
  });

  it.each([
    ["a test message of CloudWatch Logs", { messageType: "CONTROL_MESSAGE", logEvents: [{ message: "CWL CONTROL" }] }],
    ["a test message of S3", { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "trail-logs" }],
    ["a confirmation of a subscription of SNS", { Type: "SubscriptionConfirmation", Message: "You have chosen" }],
    [
      "a configuration item in CloudTrail Lake, which is not a call",
      { eventCategory: "ConfigurationItem", eventData: {} },
    ],
  ])("is skipped where it never holds one: %s", (reason, value) => {
    expect(read(value)).toEqual([{ kind: "skipped", reason }]);
  });

  it("keeps text that is no JSON, such as a line of an access log", () => {
    expect(read({ _raw: "a line of something" })).toEqual([{ kind: "text", text: "a line of something" }]);
  });

  it.each([
    ["not JSON, inside of what carries it", { _raw: '{"eventName":' }],
    [
      "damaged gzip, or of more than 64 MB",
      { awslogs: { data: Buffer.from([0x1f, 0x8b, ...new Array(20).fill(1)]).toString("base64") } },
    ],
    ["Records that are not a list", { Records: null }],
    ["no eventName", { hello: "world" }],
    ["not a JSON object", 7],
    ["not a JSON object", []],
  ])("cannot be read: %s", (reason, value) => {
    expect(read(value)).toEqual([{ kind: "unreadable", reason: expect.stringContaining(reason) }]);
  });

  it("has a bound on what may be inside of each other", () => {
    const deep = Array.from({ length: 50 }).reduce<unknown>((inner) => ({ _raw: inner }), { a: 1 });
    expect(read(deep)).toEqual([{ kind: "unreadable", reason: "more than 12 carriers inside each other" }]);
  });

  it("never takes an object for nothing, and never throws", () => {
    const keys = fc.constantFrom(
      "_raw",
      "event",
      "message",
      "body",
      "data",
      "result",
      "userIdentity",
      "eventName",
      "x",
    );
    const unknown = fc.dictionary(keys, fc.jsonValue(), { maxKeys: 4 });
    fc.assert(fc.property(unknown, (value) => read(value).length > 0 || holdsEmptyList(value)));
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(read(value))));
  });
});

/** An answer without rows is nothing, as `{"Records": []}` is. */
function holdsEmptyList(value: unknown): boolean {
  return JSON.stringify(value).includes("[]");
}

const OUTER: readonly ((text: string) => unknown)[] = [
  (body) => ({ messageId: "m", body }),
  (Message) => ({ Type: "Notification", TopicArn: "arn:aws:sns:eu-central-1:111122223333:t", Message }),
  (message) => ({ logEvents: [{ message }] }),
  (_raw) => ({ result: { _raw }, preview: false }),
  (text) => ({ recordId: "1", data: Buffer.from(text).toString("base64") }),
  (original) => ({ _source: { event: { original } } }),
];
