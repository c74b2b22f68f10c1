import { MACIE_POLICY, macieFinding } from "../../../testing/fixtures/finding-fixture";
import type { Fields } from "../fields";
import { macie } from "./macie";

const detail = (overrides: Fields = {}) => macieFinding(overrides)["detail"] as Fields;

describe("macie", () => {
  it("reads a finding on an object", () => {
    expect(macie.read(detail())).toEqual([
      expect.objectContaining({
        findingId: "d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6",
        severity: "high",
        status: "open",
        buckets: ["sensitive-data", "sensitive-data"],
        resources: ["s3://sensitive-data/people.csv"],
      }),
    ]);
  });

  it("reads a finding on a bucket", () => {
    expect(macie.read(detail(MACIE_POLICY))).toEqual([
      expect.objectContaining({ resources: ["arn:aws:s3:::sensitive-data"], sourceIps: ["198.51.100.24"] }),
    ]);
  });

  it("knows a finding without envelope", () => {
    expect(macie.isBare(detail())).toBe(true);
    expect(macie.isBare(detail({ resourcesAffected: null }))).toBe(false);
  });

  it.each([
    [{ archived: true }, "closed"],
    [{ sample: true }, "sample"],
    [{ archived: undefined, sample: undefined }, "open"],
  ])("takes %j for %s", (overrides, status) => {
    expect(macie.read(detail(overrides))[0]?.status).toBe(status);
  });
});
