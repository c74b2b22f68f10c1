import { type PolicyRequest, rule } from "./policy-ruling";

const QUEUE = "arn:aws:sqs:eu-central-1:111122223333:events";
const REQUEST: PolicyRequest = {
  service: "events.amazonaws.com",
  action: "sqs:SendMessage",
  resource: QUEUE,
  facts: { "aws:sourcearn": "arn:aws:events:eu-central-1:111122223333:rule/mine", "aws:securetransport": "true" },
};
const ALLOW = {
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: QUEUE,
};
const NOT_OURS = { ArnLike: { "aws:SourceArn": "arn:aws:events:*:111122223333:rule/other" } };
const says = (...Statement: readonly object[]) => rule({ Statement }, REQUEST).kind;

describe("a policy's word", () => {
  it.each<[string, object, string]>([
    ["the very thing", ALLOW, "allowed"],
    ["wildcards, in any case", { ...ALLOW, Action: ["SQS:Send*"], Resource: "*" }, "allowed"],
    ["everyone", { ...ALLOW, Principal: "*" }, "allowed"],
    ["everyone of AWS", { ...ALLOW, Principal: { AWS: ["*"] } }, "allowed"],
    ["another service", { ...ALLOW, Principal: { Service: "sns.amazonaws.com" } }, "not-allowed"],
    ["an account", { ...ALLOW, Principal: { AWS: "arn:aws:iam::111122223333:root" } }, "not-allowed"],
    ["another action", { ...ALLOW, Action: "sqs:ReceiveMessage" }, "not-allowed"],
    ["all actions but this", { ...ALLOW, Action: undefined, NotAction: "sqs:SendMessage" }, "not-allowed"],
    ["another resource", { ...ALLOW, Resource: `${QUEUE}-2` }, "not-allowed"],
    ["no resource, as in a role's trust", { ...ALLOW, Resource: undefined }, "allowed"],
    [
      "this source",
      { ...ALLOW, Condition: { ArnLike: { "AWS:SourceArn": ["arn:aws:events:*:*:rule/m*"] } } },
      "allowed",
    ],
    ["another source", { ...ALLOW, Condition: NOT_OURS }, "not-allowed"],
    ["all sources but one", { ...ALLOW, Condition: { ArnNotLike: NOT_OURS.ArnLike } }, "allowed"],
    [
      "a key that is not known here",
      { ...ALLOW, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
      "undecided",
    ],
    [
      "an operator that is not known here",
      { ...ALLOW, Condition: { IpAddress: { "aws:SourceIp": "::/0" } } },
      "undecided",
    ],
    ["what is no statement", "Allow" as unknown as object, "not-allowed"],
  ])("about %s", (_name, statement, expected) => {
    expect(says(statement)).toBe(expected);
  });

  it("is no where one statement denies", () => {
    const deny = { ...ALLOW, Effect: "Deny", Sid: "No" };
    expect(rule({ Statement: [ALLOW, deny] }, REQUEST)).toEqual({ kind: "denied", by: "statement No" });
    expect(says(ALLOW, { ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } })).toBe("allowed");
    expect(says(ALLOW, { ...deny, Condition: { DateGreaterThan: { "aws:CurrentTime": "2026" } } })).toBe("undecided");
    expect(says(ALLOW, { ...deny, Principal: undefined, NotPrincipal: "*" })).toBe("undecided");
  });

  it("takes a key that the request does not carry as IAM does", () => {
    const request = { ...REQUEST, facts: { ...REQUEST.facts, "aws:sourcevpc": undefined } };
    const under = (Condition: object) => rule({ Statement: { ...ALLOW, Condition } }, request).kind;
    expect(under({ StringEquals: { "aws:SourceVpc": "vpc-1" } })).toBe("not-allowed");
    expect(under({ StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } })).toBe("allowed");
    expect(under({ StringNotEquals: { "aws:SourceVpc": "vpc-1" } })).toBe("allowed");
  });

  it.each([undefined, null, "", [], { Statement: null }, { Statement: [null, 1] }])("is silence in %j", (policy) => {
    expect(rule(policy, REQUEST)).toEqual({ kind: "not-allowed" });
  });
});
