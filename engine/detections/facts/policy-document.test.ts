import { listOf, readPolicy } from "./policy-document";

const STATEMENT = { Sid: "Read", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };

const statementsOf = (value: unknown) => {
  const reading = readPolicy(value);
  return reading.kind === "policy" ? reading.statements : reading;
};
const only = (statement: object) => statementsOf({ Statement: statement });

describe("readPolicy", () => {
  it.each([
    ["an object", { Statement: [STATEMENT] }],
    ["one statement that is no list", { Statement: STATEMENT }],
    ["JSON text", JSON.stringify({ Statement: [STATEMENT] })],
    ["percent-encoded JSON text", encodeURIComponent(JSON.stringify({ Statement: [STATEMENT] }))],
  ])("reads %s", (_, value) => {
    expect(statementsOf(value)).toEqual([
      {
        sid: "Read",
        effect: "Allow",
        actions: ["s3:GetObject"],
        notActions: [],
        resources: ["*"],
        notResources: [],
        principals: [{ type: "*", value: "*" }],
        notPrincipals: [],
        conditions: [],
      },
    ]);
  });

  it("reads lists, the other half of each pair, and all types of principals", () => {
    expect(
      only({
        Effect: "Deny",
        NotAction: ["s3:GetObject", "s3:ListBucket"],
        NotResource: ["a", "b"],
        NotPrincipal: { AWS: ["111122223333", "*"], Service: "cloudtrail.amazonaws.com" },
      }),
    ).toEqual([
      expect.objectContaining({
        effect: "Deny",
        notActions: ["s3:GetObject", "s3:ListBucket"],
        notResources: ["a", "b"],
        notPrincipals: [
          { type: "AWS", value: "111122223333" },
          { type: "AWS", value: "*" },
          { type: "Service", value: "cloudtrail.amazonaws.com" },
        ],
      }),
    ]);
  });

  it("reads conditions, whose values may be flags and numbers", () => {
    const Condition = {
      Bool: { "aws:SecureTransport": false },
      NumericLessThan: { "s3:TlsVersion": 1.2 },
      IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
    };
    expect(only({ ...STATEMENT, Condition })).toEqual([
      expect.objectContaining({
        conditions: [
          { operator: "Bool", key: "aws:SecureTransport", values: ["false"] },
          { operator: "NumericLessThan", key: "s3:TlsVersion", values: ["1.2"] },
          { operator: "IpAddress", key: "aws:SourceIp", values: ["203.0.113.0/24", "2001:db8::/32"] },
        ],
      }),
    ]);
  });

  it("keeps values that are no texts as values that are not fine", () => {
    expect(only({ ...STATEMENT, Effect: "allow", Principal: { AWS: [{}] }, Condition: { Bool: 1 } })).toEqual([
      expect.objectContaining({ effect: undefined, principals: [{ type: "AWS", value: "" }], conditions: [] }),
    ]);
    expect(only({ ...STATEMENT, Principal: "111122223333" })).toEqual([
      expect.objectContaining({ principals: [{ type: "", value: "111122223333" }] }),
    ]);
  });

  it.each([
    ["an absent policy", undefined, "absent"],
    ["null", null, "absent"],
    ["empty text", "", "absent"],
    ["a policy without statements", {}, "policy"],
    ["text that is no JSON", "{", "unreadable"],
    ["wrongly percent-encoded text", "%7B%", "unreadable"],
    ["a list", [], "unreadable"],
    ["a number", 7, "unreadable"],
    ["a redacted policy", "HIDDEN_DUE_TO_SECURITY_REASONS", "unreadable"],
    ["a statement that is no object", { Statement: [STATEMENT, "x"] }, "unreadable"],
    ["more statements than AWS takes", { Statement: Array(2001).fill(STATEMENT) }, "unreadable"],
    ["longer text than AWS takes", `{"Statement":[${" ".repeat(131_072)}]}`, "unreadable"],
    ["text that is nested deeply", "[".repeat(100_000), "unreadable"],
  ])("says of %s what it is", (_, value, kind) => {
    expect(readPolicy(value).kind).toBe(kind);
  });
});

describe("listOf", () => {
  it("makes a list of whatever XML's children became", () => {
    expect([undefined, null, "a", { a: 1 }, ["a", "b"]].map(listOf)).toEqual([[], [], ["a"], [{ a: 1 }], ["a", "b"]]);
  });
});
