import { locksEverybodyOut } from "./lock-out";
import type { Mode, Perimeter, Scope } from "./perimeter";

const BREAK_GLASS = "arn:aws:iam::111122223333:role/break-glass";

function perimeter(principals: readonly string[], mode: Mode = "enforce", scope: Scope = "all"): Perimeter {
  const allow = { cidrs: ["203.0.113.0/24"], vpcs: [], vpcEndpoints: [], principals, awsServices: true };
  return { name: "finance", mode, scope, buckets: ["ledger"], allow };
}

describe("locksEverybodyOut", () => {
  it("is true where management calls are refused and no one is exempt", () => {
    expect(locksEverybodyOut(perimeter([]))).toBe(true);
  });

  it("is false where nothing is refused, or no management call", () => {
    expect(locksEverybodyOut(perimeter([], "observe"))).toBe(false);
    expect(locksEverybodyOut(perimeter([], "enforce", "data"))).toBe(false);
  });

  it("is false with someone exempt", () => {
    expect(locksEverybodyOut(perimeter([BREAK_GLASS]), "111122223333")).toBe(false);
    expect(locksEverybodyOut(perimeter(["arn:aws:iam::111122223333:root"]))).toBe(false);
  });

  it("does not count service-linked roles, which no person can take on", () => {
    expect(locksEverybodyOut(perimeter(["arn:aws:iam::*:role/aws-service-role/*"]))).toBe(true);
    expect(locksEverybodyOut(perimeter(["arn:aws:iam::111122223333:role/aws-service-role/*"]), "111122223333")).toBe(
      true,
    );
  });

  it("does not count other accounts, which cannot change the bucket's policy", () => {
    expect(locksEverybodyOut(perimeter([BREAK_GLASS]), "444455556666")).toBe(true);
  });
});
