import { accessAnalyzerFinding } from "../../../testing/fixtures/finding-fixture";
import type { Fields } from "../fields";
import { accessAnalyzer } from "./access-analyzer";

const detail = (overrides: Fields = {}) => accessAnalyzerFinding(overrides)["detail"] as Fields;
const read = (overrides: Fields = {}) => accessAnalyzer.read(detail(overrides))[0];

describe("accessAnalyzer", () => {
  it("reads a finding", () => {
    expect(read()).toMatchObject({
      findingId: "0a0b0c0d-1111-4222-8333-444455556666",
      type: "External access",
      severity: "medium",
      status: "open",
      account: "111122223333",
      buckets: ["reports"],
      callers: ["444455556666"],
      resources: ["arn:aws:s3:::reports"],
      updated: Date.UTC(2026, 6, 1, 11, 58),
    });
  });

  it("distinguishes the resource's owner from the analyzer's account", () => {
    expect(read({ resourceOwnerAccount: "222233334444" })?.account).toBe("222233334444");
  });

  it.each([
    [{ isPublic: true }, "high", "Public access"],
    [{ isPublic: "true" }, "high", "Public access"],
    [{ isPublic: undefined }, "medium", "External access"],
    [{ isPublic: undefined, error: "ACCESS_DENIED" }, "low", "Analysis failed"],
  ])("takes %j for %s", (overrides, severity, type) => {
    expect(read(overrides)).toMatchObject({ severity, type });
  });

  it("knows a finding without envelope", () => {
    expect(accessAnalyzer.isBare(detail())).toBe(true);
    expect(accessAnalyzer.isBare(detail({ analyzedAt: undefined }))).toBe(false);
  });
});
