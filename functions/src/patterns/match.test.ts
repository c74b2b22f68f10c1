import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithSharedData } from "../../../__tests__/support/shared-data";
import type { EventPattern } from "./event-pattern";
import { compilePattern } from "./match";

// The recorded matcher compares networks without looking at the address family, and merges a field inside and outside `$or`.
const FAMILY_BLIND = /family|ipv6.*v4|0\.0\.0\.0\/0/i;

describe("compilePattern", () => {
  const matches = (pattern: EventPattern, event: unknown) => compilePattern(pattern)(event);

  it("ANDs fields and ORs a field's values", () => {
    const pattern = { source: ["aws.s3"], detail: { eventName: ["GetObject", "PutObject"] } };
    expect(matches(pattern, { source: "aws.s3", detail: { eventName: "PutObject" } })).toBe(true);
    expect(matches(pattern, { source: "aws.s3", detail: { eventName: "CopyObject" } })).toBe(false);
    expect(matches(pattern, { source: "aws.ec2", detail: { eventName: "PutObject" } })).toBe(false);
  });

  it("takes an absent field only where the pattern asks for absence", () => {
    const pattern = { detail: { errorCode: [{ exists: false }] } };
    expect(matches(pattern, { detail: { eventName: "GetObject" } })).toBe(true);
    expect(matches(pattern, { detail: { errorCode: "AccessDenied" } })).toBe(false);
  });

  it("wants one array element to satisfy all of a pattern's fields", () => {
    const pattern = { resources: { type: ["bucket"], account: ["1"] } };
    expect(matches(pattern, { resources: [{ type: "bucket", account: "1" }] })).toBe(true);
    expect(
      matches(pattern, {
        resources: [
          { type: "bucket", account: "2" },
          { type: "object", account: "1" },
        ],
      }),
    ).toBe(false);
  });

  it.each([null, undefined, 1, "text", [], [null], { detail: null }, JSON.parse('{"__proto__": {"source": "aws.s3"}}')])(
    "does not match and does not throw on %p",
    (event) => {
      expect(matches({ source: ["aws.s3"] }, event)).toBe(false);
    },
  );
});

describeWithSharedData("compilePattern against the recorded answers of the service's matcher", (dir) => {
  interface Case {
    readonly name: string;
    readonly pattern: EventPattern;
    readonly event: unknown;
    readonly expected?: boolean;
    readonly invalid?: string;
  }
  const parse = (value: unknown) => (typeof value === "string" ? JSON.parse(value) : value);
  const cases: Case[] = readFileSync(join(dir, "event_patterns/oracle.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

  it("agrees on every valid pattern but the known oddities", () => {
    const valid = cases.filter(({ invalid }) => invalid === undefined);
    expect(valid.length).toBeGreaterThan(100);
    const different = valid
      .filter(({ pattern, event, expected }) => compilePattern(parse(pattern))(parse(event)) !== expected)
      .map(({ name }) => name);
    expect(different.filter((name) => !FAMILY_BLIND.test(name))).toEqual([]);
  });
});
