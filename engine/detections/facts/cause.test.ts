import { cloudTrailEvent, IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { causeOfDenial, namedPolicy } from "./cause";

const named = (errorMessage: string | undefined, errorCode = "AccessDenied") =>
  namedPolicy(cloudTrailEvent({ errorCode, errorMessage, userIdentity: IDENTITIES.foreign }));
const message = (tail: string, key = "reports/2026.csv") =>
  `User: arn:aws:iam::${OWNER}:user/alice is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::sensitive-data/${key}" ${tail}`;

describe("namedPolicy", () => {
  it.each([
    ["with an explicit deny in a resource-based policy", "resource-policy"],
    ["with an explicit deny in an identity-based policy", "other-policy"],
    ["with an explicit deny in a session policy", "other-policy"],
    ["with an explicit deny in a permissions boundary", "other-policy"],
    ["with an explicit deny in a VPC endpoint policy", "other-policy"],
    ["with an explicit deny in a service control policy", "other-policy"],
    [
      "with an explicit deny in a resource control policy: arn:aws:organizations::111122223333:policy/o-a/rcp/p-b",
      "other-policy",
    ],
    ["because no identity-based policy allows the s3:GetObject action", "other-policy"],
    ["because no resource-based policy allows the s3:GetObject action", "other-policy"],
    ["for reasons that AWS invents next year", "unsaid"],
  ])("reads %s as %s", (tail, policy) => {
    expect(named(message(tail))).toBe(policy);
  });

  it("learns nothing from a bare message, or none", () => {
    expect([named("Access Denied"), named(undefined)]).toEqual(["unsaid", "unsaid"]);
  });

  it("knows that the bucket was never asked when an endpoint's policy refused", () => {
    expect(named("The request was denied due to a VPC endpoint policy", "VpceAccessDenied")).toBe("other-policy");
  });

  it("takes a refused kms:Decrypt for the key's policy", () => {
    expect(
      named(message("with an explicit deny in a resource-based policy").replace("s3:GetObject", "kms:Decrypt")),
    ).toBe("other-policy");
  });

  it("does not believe an object's key", () => {
    const spoof = 'x" with an explicit deny in an identity-based policy';
    expect(named(message("with an explicit deny in a resource-based policy", spoof))).toBe("resource-policy");
    const cut = message("", `${"x".repeat(1000)}${spoof}`).slice(0, 1024);
    expect(named(cut.slice(0, cut.lastIndexOf("policy") + 6))).toBe("unsaid");
  });

  it("does not backtrack on a hostile message", () => {
    expect(named(`User: a ${" with an explicit deny in a ".repeat(35)}`)).toBe("other-policy");
  });
});

describe("causeOfDenial", () => {
  it("is certain only when the text and the perimeter agree", () => {
    expect(causeOfDenial("resource-policy", "denied")).toBe("perimeter-certain");
    expect(causeOfDenial("resource-policy", "undecided")).toBe("perimeter-likely");
    expect(causeOfDenial("unsaid", "denied")).toBe("perimeter-likely");
    expect(causeOfDenial("other-policy", "denied")).toBe("other-policy");
  });
});
