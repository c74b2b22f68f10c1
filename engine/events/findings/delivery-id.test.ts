import { deliveryId } from "./delivery-id";

describe("deliveryId", () => {
  it("is EventBridge's own where there is one that fits a table's key", () => {
    expect(deliveryId("7d5a3c1e", ["other"])).toBe("7d5a3c1e");
    expect(deliveryId("x".repeat(10_000), [])).toMatch(/^sha256-[0-9a-f]{64}$/);
  });

  it("differs between updates, and is the same for copies", () => {
    expect(deliveryId(undefined, ["finding", 1])).toBe(deliveryId(undefined, ["finding", 1]));
    expect(deliveryId(undefined, ["finding", 1])).not.toBe(deliveryId(undefined, ["finding", 2]));
    expect(deliveryId(undefined, ["ab", "c"])).not.toBe(deliveryId(undefined, ["a", "bc"]));
  });
});
