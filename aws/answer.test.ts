import { ago } from "../cli/doctor/ago";
import { awsError } from "../testing/fixtures/doctor-fixture";
import { answerOfError } from "./answer";
import { canonicalJson, canonicalPolicy } from "./canonical-json";

describe("an error of AWS", () => {
  it.each<[string, object]>([
    ["NoSuchBucket", { kind: "missing", error: "NoSuchBucket" }],
    [
      "AccessDenied",
      { kind: "unknown", why: "no permission: s3:GetBucketPolicy", fix: expect.stringContaining("allow s3:") },
    ],
    [
      "ExpiredToken",
      { kind: "unknown", why: expect.stringContaining("no valid credentials"), fix: expect.any(String) },
    ],
    ["TimeoutError", { kind: "unknown", why: "s3:GetBucketPolicy failed: TimeoutError: oh" }],
  ])("%s", (name, answer) => expect(answerOfError(awsError(name, "oh"), "s3:GetBucketPolicy")).toEqual(answer));

  it("may be anything", () => expect(answerOfError("text", "a:B")).toMatchObject({ kind: "unknown" }));
});

it("compares JSON whatever the order of keys, and policies whatever the order of lists", () => {
  expect(canonicalJson({ b: 1, a: [2, 1] })).toBe(canonicalJson({ a: [2, 1], b: 1 }));
  expect(canonicalJson({ a: [2, 1] })).not.toBe(canonicalJson({ a: [1, 2] }));
  expect(canonicalPolicy({ Action: ["b", "a"], Principal: ["*"] })).toBe(
    canonicalPolicy({ Principal: "*", Action: ["a", "b"] }),
  );
});

it.each([
  [0, "0 seconds ago"],
  [1000, "1 second ago"],
  [90_000, "1 minute ago"],
  [7_200_000, "2 hours ago"],
  [200_000_000, "2 days ago"],
  [-5000, "0 seconds ago"],
])("%d ms are %s", (milliseconds, text) => expect(ago(0, milliseconds)).toBe(text));
