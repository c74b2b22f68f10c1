import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithSharedData } from "../../testing/shared-data";
import { compilePatterns, type NamedPattern } from "./compile-index";
import type { EventPattern } from "./event-pattern";
import { compilePattern } from "./match";

describe("compilePatterns", () => {
  const rules: readonly NamedPattern[] = [
    { id: "get", pattern: { source: ["aws.s3"], detail: { eventName: ["GetObject"] } } },
    { id: "any-s3", pattern: { source: ["aws.s3"] } },
    { id: "get-or-put", pattern: { detail: { eventName: ["GetObject", "PutObject"] } } },
    { id: "prefix", pattern: { detail: { eventName: [{ prefix: "Get" }] } } },
    { id: "either", pattern: { $or: [{ source: ["aws.iam"] }, { detail: { eventName: ["PutObject"] } }] } },
    { id: "no-name", pattern: { detail: { eventName: [{ exists: false }] } } },
    { id: "address", pattern: { source: ["192.0.2.7"] } },
    { id: "bucket", pattern: { source: ["aws.s3"], detail: { requestParameters: { bucketName: ["a"] } } } },
    {
      id: "about",
      pattern: {
        detail: { $or: [{ requestParameters: { bucketName: ["a"] } }, { resources: { ARN: ["arn:aws:s3:::a"] } }] },
      },
    },
    { id: "listed", pattern: { detail: { resources: { ARN: ["arn:aws:s3:::b"] } } } },
  ];
  const match = compilePatterns(rules);

  it("answers with the ids of all that match, in the given order", () => {
    const event = { source: "aws.s3", detail: { eventName: "GetObject", requestParameters: { bucketName: "a" } } };
    expect(match(event)).toEqual(["get", "any-s3", "get-or-put", "prefix", "bucket", "about"]);
    expect(match({ source: "aws.ec2", detail: { eventName: "PutObject" } })).toEqual(["get-or-put", "either"]);
    expect(match({ source: "aws.iam" })).toEqual(["either", "no-name"]);
    expect(match({ source: "aws.ec2", detail: { eventName: "RunInstances" } })).toEqual([]);
  });

  it.each([
    ["an array at an indexed field", { source: ["x", "aws.s3"], detail: { eventName: ["PutObject", "GetObject"] } }],
    [
      "an array of objects above it",
      { source: "aws.s3", detail: [{ eventName: "PutObject" }, { eventName: "GetObject" }] },
    ],
    ["a dotted key", { source: "aws.s3", "detail.eventName": "GetObject" }],
    [
      "a dotted key beside the field",
      { source: "aws.s3", detail: { eventName: "X" }, "detail.eventName": "GetObject" },
    ],
    ["an address in another spelling", { source: "192.0.2.07", detail: { eventName: "GetObject" } }],
    ["a listed resource", { detail: { resources: [{ ARN: "arn:aws:s3:::x" }, { ARN: "arn:aws:s3:::a" }] } }],
    [
      "both ways to name one",
      { detail: { requestParameters: { bucketName: "a" }, resources: [{ ARN: "arn:aws:s3:::a" }] } },
    ],
    ["no list of resources", { detail: { resources: { ARN: "arn:aws:s3:::b" } } }],
    ["lists in a list of resources", { detail: { resources: [[{ ARN: "arn:aws:s3:::b" }]] } }],
    ["a list for an ARN", { detail: { resources: [{ ARN: ["arn:aws:s3:::a", "arn:aws:s3:::b"] }] } }],
    ["a dotted key of a resource", { detail: { "resources.ARN": "arn:aws:s3:::b" } }],
    ["dotted keys only", { "detail.resources.ARN": "arn:aws:s3:::b", detail: {} }],
    ["text and null among resources", { detail: { resources: ["arn:aws:s3:::b", null, { ARN: null }] } }],
    ["no object", "GetObject"],
    ["an array", [{ source: "aws.s3" }]],
    ["nothing", undefined],
  ])("overlooks no rule on %s", (_, event) => {
    expect(match(event)).toEqual(matchOneByOne(rules, event));
  });

  it("takes no patterns", () => {
    expect(compilePatterns([])({ source: "aws.s3" })).toEqual([]);
  });

  describeWithSharedData("on recorded CloudTrail events", (dir) => {
    const folder = join(dir, "cloudtrail");
    const events = readdirSync(folder)
      .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line))
      .map((detail) => ({ source: `aws.${String(detail.eventSource).split(".")[0]}`, detail }));
    const names = [...new Set(events.map(({ detail }) => String(detail.eventName)))];
    const sixty = Array.from({ length: 60 }, (_, index): NamedPattern => {
      const detail: EventPattern = {
        eventName: [names[index] as string, names[(index * 7) % names.length] as string],
        errorCode: index % 2 === 0 ? [{ exists: false }] : ["AccessDenied"],
      };
      return { id: `rule-${index}`, pattern: index % 3 === 0 ? { detail } : { source: ["aws.s3", "aws.iam"], detail } };
    });

    it("finds what the patterns find one by one", () => {
      const matchSixty = compilePatterns([...rules, ...sixty]);
      const oneByOne = [...rules, ...sixty].map(({ id, pattern }) => ({ id, matches: compilePattern(pattern) }));
      const found = events.map((event) => matchSixty(event));
      expect(found.flat().length).toBeGreaterThan(1000);
      expect(found).toEqual(
        events.map((event) => oneByOne.filter(({ matches }) => matches(event)).map(({ id }) => id)),
      );
    });
  });
});

function matchOneByOne(rules: readonly NamedPattern[], event: unknown): readonly string[] {
  return rules.filter(({ pattern }) => compilePattern(pattern)(event)).map(({ id }) => id);
}
