import fc from "fast-check";
import { type PolicyFile, parsePolicy } from "./policy-file";

const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::my-bucket/*" };

function policy(Statement: unknown, rest: Readonly<Record<string, unknown>> = { Version: "2012-10-17" }): string {
  return JSON.stringify({ ...rest, Statement });
}

/** A policy over several lines, whose statement begins in line 5 and has one element a line. */
function pretty(elements: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...statement, ...elements }] }, null, 2);
}

function faultsOf(text: string): readonly string[] {
  return parsePolicy(text).faults.map(({ line, column, text: fault }) => `${line}:${column} ${fault}`);
}

describe("parsePolicy", () => {
  it.each<[string, string, Partial<PolicyFile>]>([
    ["one statement", policy(statement), { statements: [statement] }],
    ["several statements", policy([statement, { ...statement, Sid: "Two" }]), {}],
    [
      "an Id",
      policy(statement, { Version: "2012-10-17", Id: "PolicyForCloudFrontPrivateContent" }),
      { id: "PolicyForCloudFrontPrivateContent" },
    ],
    ["no version", policy(statement, {}), {}],
    ["the older version without a variable", policy(statement, { Version: "2008-10-17" }), {}],
    ["a variable", policy({ ...statement, Resource: "arn:aws:s3:::my-bucket/${aws:username}" }), {}],
    [
      "accounts, sessions and services",
      policy({
        ...statement,
        Principal: {
          AWS: [
            "111122223333",
            "*",
            "arn:aws:sts::111122223333:assumed-role/reader/x",
            "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1",
          ],
          Service: "logging.s3.amazonaws.com",
        },
      }),
      {},
    ],
    [
      "a deleted principal's id in a condition, where S3 takes it",
      policy({ ...statement, Condition: { StringNotLike: { "aws:userid": ["AROAEXAMPLEID:*"] } } }),
      {},
    ],
    [
      "operators with qualifiers",
      policy({
        ...statement,
        Condition: {
          "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": "a" },
          Null: { "aws:SourceVpce": true },
          NumericLessThan: { "s3:TlsVersion": 1.2 },
        },
      }),
      {},
    ],
  ])("keeps %s", (_, text, expected) => {
    const read = parsePolicy(text);
    expect(read.faults).toEqual([]);
    expect(read).toMatchObject(expected);
  });

  it.each([
    ["half a file", '{\n  "Version": ', "2:14 not JSON"],
    ["a comment", '{\n  // mine\n  "Version": "2012-10-17"}', "2:3 not JSON"],
    ["a list", "[]", "1:1 not a policy document"],
    ["null", "null", "1:1 not a policy document"],
    ["no statement", "{}", "1:1 no statement in it"],
    ["an empty list", '{\n"Statement": []}', "2:14 no statement in it"],
    ["a text for a statement", policy("Allow"), "1:37 not a statement"],
    ["another version", '{\n"Version": "2012-10-18",\n"Statement": {}}', "2:12 not a version of policies"],
    ["an Id that is no text", policy(statement, { Id: 1 }), "1:7 not text"],
    [
      "a key that S3 does not know",
      `{\n  "Versoin": "2012-10-17", "Statement": ${JSON.stringify(statement)}}`,
      '2:3 unknown key, got "Versoin", expected Version, Id or Statement, fix: write Version',
    ],
    [
      "a key written twice",
      `{"Statement": {"Effect": "Deny",\n"Effect": "Allow"}}`,
      '2:1 written twice, got "Effect", expected each key once, fix: delete this one or the one in line 1, column 16',
    ],
    [
      "a Sid for the second time",
      policy([
        { Sid: "A", ...statement },
        { Sid: "A", ...statement },
      ]),
      "1:152 a Sid for the second time",
    ],
    [
      "an account that JavaScript would round",
      '{"Statement": {\n"Condition": {"StringEquals": {"aws:userid": 12345678901234567890}}}}',
      '2:46 a number that would be written otherwise, got "12345678901234567890"',
    ],
    [
      "an old policy whose plain text would become a variable",
      policy({ ...statement, Resource: "arn:aws:s3:::my-bucket/${aws:username}" }, { Version: "2008-10-17" }),
      '1:106 "${" in a policy of version 2008-10-17',
    ],
  ])("refuses %s", (_, text, expected) => {
    expect(faultsOf(text).map((fault) => fault.slice(0, expected.length))).toContain(expected);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "a deleted role",
      { Principal: { AWS: "AROAEXAMPLEROLEID1234" } },
      "7:16 the id of a role or user that was deleted, got",
    ],
    [
      "a deleted user among others",
      { Principal: { AWS: ["111122223333", "AIDAEXAMPLEUSERID1234"] } },
      "9:11 the id of a role or user that was deleted",
    ],
    [
      "a deleted exception of a Deny",
      { Effect: "Deny", Principal: undefined, NotPrincipal: { AWS: "AROAEXAMPLEROLEID1234" } },
      "9:16 the id of a role or user that was deleted",
    ],
    [
      "a wildcard in a principal",
      { Principal: { AWS: "arn:aws:iam::111122223333:role/*" } },
      "7:16 a wildcard in a principal, which S3 refuses",
    ],
    [
      "a group",
      { Principal: { AWS: "arn:aws:iam::111122223333:group/readers" } },
      "7:16 not a principal that S3 knows",
    ],
    ["a name for a principal", { Principal: "reader" }, "6:20 not a principal"],
    [
      "an unknown type of principal",
      { Principal: { Aws: "111122223333" } },
      '7:9 not a type of principal, got "Aws", expected AWS, Service, Federated, CanonicalUser, fix: write AWS',
    ],
    [
      "a principal of another partition",
      { Principal: { AWS: ["111122223333", "arn:aws-cn:iam::111122223333:role/reader"] } },
      '9:11 a principal of another partition than the bucket\'s, which S3 does not know, got "arn:aws-cn:iam::111122223333:role/reader", expected an ARN that begins with arn:aws:',
    ],
    ["no principal in the list", { Principal: { AWS: [] } }, "7:16 no principal in it"],
    ["an identity policy", { Principal: undefined }, "4:5 no Principal in it"],
    ["both kinds of action", { NotAction: "s3:PutObject" }, "9:7 Action and NotAction at once"],
    ["an action of another service", { Action: ["s3:GetObject", "kms:Decrypt"] }, "9:9 not an action of S3"],
    ["a resource for everything", { Resource: "*" }, "8:19 not a resource of S3"],
    ["an effect in small letters", { Effect: "allow" }, "5:17 not an effect"],
    ["a misspelt element", { Conditoin: {} }, '9:7 unknown key, got "Conditoin"'],
    [
      "an unknown operator",
      { Condition: { StringEqual: { "aws:SourceVpc": "vpc-1" } } },
      '10:9 not an operator of conditions, got "StringEqual"',
    ],
    ["a condition without a key", { Condition: { StringEquals: "vpc-1" } }, "10:25 not a map of keys"],
    [
      "a null for a value",
      { Condition: { StringEquals: { "aws:SourceVpc": null } } },
      "11:28 not a value of a condition",
    ],
  ])("refuses %s and says where", (_, elements, expected) => {
    const faults = faultsOf(pretty(elements));
    expect(faults.map((fault) => fault.slice(0, expected.length))).toContain(expected);
  });

  it.each([
    ["with --query Policy", JSON.stringify(policy(statement)), "1:1"],
    ["without", JSON.stringify({ Policy: policy(statement) }, null, 2), "2:13"],
  ])("asks for the policy itself where the AWS CLI's answer was saved, %s", (_, answer, at) => {
    expect(faultsOf(answer)).toEqual([
      `${at} the policy as a text inside JSON, which is how the AWS CLI answers, expected the policy itself, fix: save it from S3 again, with --query Policy --output text`,
    ]);
  });

  it("never throws, and keeps of JSON exactly what a parser reads", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const { statements, faults } = parsePolicy(text);
        for (const { line, column } of faults) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        if (faults.length === 0) expect(statements).toEqual([JSON.parse(text).Statement].flat());
      }),
    );
  });
});
