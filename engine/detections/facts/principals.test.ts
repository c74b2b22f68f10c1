import { readPolicy, type Statement } from "./policy-document";
import { accountIn, granteesOf, isNarrowed } from "./principals";

function statement(fields: object): Statement {
  const reading = readPolicy({ Statement: { Effect: "Allow", Action: "s3:*", Resource: "*", ...fields } });
  const first = reading.kind === "policy" ? reading.statements[0] : undefined;
  if (first === undefined) throw new Error("no statement");
  return first;
}

const letsIn = (Principal: unknown, Condition?: object) => granteesOf(statement({ Principal, Condition }));
const kindsFor = (Condition: object) => letsIn("*", Condition).map(({ kind }) => kind);

describe("granteesOf", () => {
  it.each([
    ["a bare star", "*"],
    ["a star among AWS principals", { AWS: ["arn:aws:iam::*:root", "*"] }],
    ["AWS principals of every account", { AWS: "arn:aws:iam::*:root" }],
    ["users of every identity provider", { Federated: "*" }],
  ])("reads %s as everybody", (_, principal) => {
    expect(letsIn(principal)).toEqual([{ kind: "everybody", conditions: [] }]);
  });

  it("reads everyone but a few as everyone", () => {
    expect(granteesOf(statement({ NotPrincipal: { AWS: "111122223333" } }))).toEqual([
      { kind: "everybody", conditions: [] },
    ]);
  });

  it.each([
    "444455556666",
    "arn:aws:iam::444455556666:root",
    "arn:aws-us-gov:iam::444455556666:user/mallory",
    "arn:aws:sts::444455556666:assumed-role/app/session",
  ])("reads the account of %s", (principal) => {
    expect(letsIn({ AWS: principal })).toEqual([{ kind: "account", account: "444455556666", principal }]);
  });

  it("reads services, identity providers and canonical users", () => {
    expect(
      letsIn({
        Service: "cloudtrail.amazonaws.com",
        Federated: ["cognito-identity.amazonaws.com", "arn:aws:iam::444455556666:saml-provider/idp"],
        CanonicalUser: "79a59df9",
        AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE",
      }),
    ).toEqual([
      { kind: "service", service: "cloudtrail.amazonaws.com" },
      { kind: "federated", provider: "cognito-identity.amazonaws.com", account: undefined },
      { kind: "federated", provider: "arn:aws:iam::444455556666:saml-provider/idp", account: "444455556666" },
      { kind: "canonical-user", id: "79a59df9" },
      { kind: "service", service: "cloudfront.amazonaws.com" },
    ]);
  });

  it.each([
    ["a redacted account", { AWS: "arn:aws:iam::************:root" }],
    ["a masked account", { AWS: "arn:aws:iam::XXXXXXXXXXXX:root" }],
    ["a deleted principal", { AWS: "AIDAEXAMPLEDELETED" }],
    ["a value that is no text", { AWS: [{}] }],
    ["an unknown type", { Robot: "r2" }],
    ["a text that is no star", "444455556666"],
  ])("leaves %s unresolved", (_, principal) => {
    expect(letsIn(principal)).toEqual([{ kind: "unresolved", text: expect.any(String) }]);
  });

  it("lets no one in by a Deny, by an unknown effect, or without principals", () => {
    const denied = [{ Effect: "Deny", Principal: "*" }, { Effect: "allow", Principal: "*" }, {}];
    expect(denied.flatMap((fields) => granteesOf(statement(fields)))).toEqual([]);
  });

  it.each([
    ["aws:SourceAccount", "StringEquals", "444455556666"],
    ["AWS:PRINCIPALACCOUNT", "stringequals", "444455556666"],
    ["aws:PrincipalArn", "ArnLike", "arn:aws:iam::444455556666:role/*"],
    ["aws:SourceArn", "ForAnyValue:ArnEquals", "arn:aws:sns:*:444455556666:*"],
  ])("reads everybody under a condition on %s as the account it names", (key, operator, value) => {
    expect(letsIn("*", { [operator]: { [key]: value } })).toEqual([
      { kind: "account", account: "444455556666", principal: value },
    ]);
  });

  it.each([
    ["an organization", { StringEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } }],
    ["an organization's paths", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-exampleorgid/r-ab12/*" } }],
    ["an endpoint", { StringEquals: { "aws:SourceVpce": ["vpce-1a", "vpce-2b"] } }],
    ["networks", { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.7", "2001:db8::/32"] } }],
    ["a bucket", { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::source" } }],
    ["a role's sessions", { StringLike: { "aws:userId": "AROAEXAMPLE:*" } }],
    ["AWS services", { Bool: { "aws:PrincipalIsAWSService": "true" } }],
  ])("narrows everybody to %s", (_, condition) => {
    expect(kindsFor(condition)).toEqual(["narrowed"]);
    expect(isNarrowed(statement({ Principal: "*", Condition: condition }))).toBe(true);
  });

  it.each([
    ["negation", { StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorgid" } }],
    ["not an address", { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
    ["IfExists", { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1a" } }],
    ["ForAllValues", { "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-exampleorgid/*" } }],
    ["every IPv4 address", { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
    ["both halves of IPv4", { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }],
    ["every IPv6 address beside a network", { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "::/0"] } }],
    ["a prefix that is no number", { IpAddress: { "aws:SourceIp": "203.0.113.0/x" } }],
    ["any organization", { StringLike: { "aws:PrincipalOrgID": "o-*" } }],
    ["any account's role", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/app" } }],
    ["a policy variable", { StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } }],
    ["a wildcard beside an account", { StringLike: { "aws:PrincipalAccount": ["111122223333", "*"] } }],
    ["no value", { StringEquals: { "aws:PrincipalOrgID": [] } }],
    ["a tag that anyone may bear", { StringEquals: { "aws:PrincipalTag/team": "red" } }],
    ["a header that anyone may send", { StringLike: { "aws:Referer": "https://example.com/*" } }],
    ["encryption in transit", { Bool: { "aws:SecureTransport": "true" } }],
    ["callers that are no service", { Bool: { "aws:PrincipalIsAWSService": "false" } }],
  ])("does not take %s for a narrowing", (_, condition) => {
    expect(kindsFor(condition)).toEqual(["everybody"]);
    expect(isNarrowed(statement({ Principal: "*", Condition: condition }))).toBe(false);
  });

  it("needs one narrowing condition, and names those that do not help", () => {
    const weak = { StringLike: { "aws:Referer": "https://example.com/*" } };
    const strong = { StringEquals: { "aws:SourceVpc": "vpc-1a" } };
    expect(letsIn("*", weak)).toEqual([{ kind: "everybody", conditions: ["aws:Referer"] }]);
    expect(letsIn("*", { ...weak, ...strong })).toEqual([{ kind: "narrowed", by: ["aws:SourceVpc"] }]);
  });
});

describe("accountIn", () => {
  it.each([
    ["111122223333", "111122223333"],
    ["arn:aws:kms:eu-central-1:111122223333:key/0a", "111122223333"],
    ["arn:aws:s3:::bucket", undefined],
    ["alias/aws/s3", undefined],
    ["11112222333", undefined],
    ["", undefined],
    [undefined, undefined],
    [444455556666, "444455556666"],
    [12345678901, "012345678901"],
    [-1, undefined],
    [1.5, undefined],
    [Number.MAX_SAFE_INTEGER, undefined],
  ])("reads %s as %s", (text, account) => {
    expect(accountIn(text)).toBe(account);
  });
});
