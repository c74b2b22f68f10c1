import { cloudTrailEvent, FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings, TRUSTED } from "../../../testing/test-detection";
import { contextOf } from "../engine/context";
import { readPolicy } from "./policy-document";
import { isStranger, strangersIn } from "./strangers";

const context = contextOf(detectorSettings());
const MEMBER = "333344445555";
const event = cloudTrailEvent({ recipientAccountId: MEMBER });

function strangers(...principals: readonly unknown[]) {
  const reading = readPolicy({ Statement: principals.map((Principal) => ({ Effect: "Allow", Principal })) });
  return reading.kind === "policy" ? strangersIn(reading.statements, event, context) : undefined;
}

describe("isStranger", () => {
  it("knows the own, the trusted and the record's own account", () => {
    expect([OWNER, TRUSTED, MEMBER, FOREIGN].map((account) => isStranger(account, event, context))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});

describe("strangersIn", () => {
  it("names strangers' accounts once, and no one else's", () => {
    expect(
      strangers(
        { AWS: [OWNER, TRUSTED, FOREIGN] },
        { AWS: `arn:aws:iam::${FOREIGN}:root`, Service: "cloudtrail.amazonaws.com" },
        { Federated: "cognito-identity.amazonaws.com" },
        "*",
      ),
    ).toEqual({ accounts: [FOREIGN], unresolved: [] });
  });

  it("finds the account of a foreign identity provider", () => {
    expect(strangers({ Federated: `arn:aws:iam::${FOREIGN}:saml-provider/idp` })?.accounts).toEqual([FOREIGN]);
  });

  it("keeps what names no one in particular", () => {
    expect(strangers({ AWS: ["AIDAEXAMPLE", {}] }, { CanonicalUser: "79a59df9" })).toEqual({
      accounts: [],
      unresolved: ["AIDAEXAMPLE", "a principal that is no text", "canonical user 79a59df9"],
    });
  });
});
