import { signInAnomaly } from "./sign-in-anomaly";

describe("signInAnomaly", () => {
  it("reads an id and nothing else", () => {
    expect(signInAnomaly.read({ id: "1", title: "?" })).toEqual([
      expect.objectContaining({ findingId: "1", title: undefined, severity: "medium", status: "open" }),
    ]);
    expect(signInAnomaly.read({})).toEqual([expect.objectContaining({ findingId: undefined })]);
  });

  it("knows nothing without its envelope", () => {
    expect(signInAnomaly.isBare({ id: "1" })).toBe(false);
  });
});
