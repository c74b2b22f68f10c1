import { dedupKey } from "./dedup-key";

describe("dedupKey", () => {
  it("is the detection and the parts in one line", () => {
    expect(dedupKey("s3.x", ["arn:aws:iam::111122223333:user/alice", "bucket", "203.0.113.9"])).toBe(
      "s3.x|arn:aws:iam::111122223333:user/alice|bucket|203.0.113.9",
    );
  });

  it("lets no part pass for two", () => {
    expect(dedupKey("s3.x", ["a|b", "c"])).not.toBe(dedupKey("s3.x", ["a", "b|c"]));
  });

  it.each([["x".repeat(100_000)], ["two\nlines"], ["\u202ereversed"], ["ünïcode".repeat(40)]])(
    "keeps a line short and plain",
    (part) => {
      expect(dedupKey("s3.x", [part])).toMatch(/^s3\.x\|sha256-[0-9a-f]{64}$/);
    },
  );
});
