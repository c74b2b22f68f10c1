import type { Perimeter } from "@palisade/engine/perimeter/perimeter";
import { perimeterStatement, tlsStatements } from "@palisade/engine/perimeter/statement";
import fc from "fast-check";
import { policyStatements } from "../review/policy-statements";
import { perimeterOfPolicy } from "./perimeter-of-policy";

const BUCKET = { bucket: "ledger", partition: "aws" };

function read(...statements: readonly unknown[]) {
  return perimeterOfPolicy(policyStatements(JSON.stringify({ Statement: statements })) ?? [], "ledger");
}

const perimeters: fc.Arbitrary<Perimeter> = fc
  .record({
    scope: fc.constantFrom("all" as const, "data" as const),
    cidrs: fc.subarray(["198.51.100.7/32", "2001:db8::/32", "203.0.113.0/24"]),
    vpcs: fc.subarray(["vpc-1", "vpc-2"]),
    vpcEndpoints: fc.subarray(["vpce-1", "vpce-2"]),
    principals: fc.subarray(["arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b*"]),
    awsServices: fc.boolean(),
  })
  .filter(({ cidrs, vpcs, vpcEndpoints }) => cidrs.length + vpcs.length + vpcEndpoints.length > 0)
  .map(({ scope, ...allow }) => ({ name: "ledger", mode: "enforce", scope, buckets: ["ledger"], allow }));

describe("perimeterOfPolicy", () => {
  it("reads back every statement that Palisade writes, whatever else the policy says", () => {
    fc.assert(
      fc.property(perimeters, (perimeter) => {
        const others = [
          ...tlsStatements(BUCKET, "1.2"),
          { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" },
        ];
        expect(read(...others, perimeterStatement(perimeter, BUCKET))).toEqual({ kind: "perimeter", perimeter });
      }),
    );
  });

  it("finds none where no Deny is about networks", () => {
    expect(read(...tlsStatements(BUCKET, "1.2"))).toEqual({ kind: "none" });
    expect(read()).toEqual({ kind: "none" });
  });

  const statement = perimeterStatement(
    {
      name: "ledger",
      mode: "enforce",
      scope: "all",
      buckets: ["ledger"],
      allow: { cidrs: ["203.0.113.0/24"], vpcs: [], vpcEndpoints: [], principals: [], awsServices: true },
    },
    BUCKET,
  );
  const condition = statement.Condition ?? {};

  it.each([
    ["another condition", { Condition: { ...condition, StringLike: { "s3:prefix": "x" } } }],
    ["half of the services", { Condition: { ...condition, BoolIfExists: { "aws:ViaAWSService": "false" } } }],
    ["services turned around", { Condition: { ...condition, BoolIfExists: { "aws:ViaAWSService": "true" } } }],
    ["an address that is none", { Condition: { NotIpAddress: { "aws:SourceIp": "office" } } }],
    ["some actions only", { Action: "s3:GetObject" }],
    ["some principals only", { Principal: { AWS: "arn:aws:iam::111122223333:user/a" } }],
    ["everything but some actions", { NotAction: "s3:GetObject" }],
    ["some objects only", { Resource: ["arn:aws:s3:::ledger/secret/x", "arn:aws:s3:::ledger/*"] }],
    ["the bucket alone", { Resource: "arn:aws:s3:::ledger" }],
  ])("does not guess at %s", (_, change) => {
    expect(read({ ...statement, ...change })).toEqual({ kind: "unreadable", sid: "PalisadePerimeter" });
  });

  it("does not guess at two of them", () => {
    expect(read(statement, { ...statement, Sid: undefined })).toMatchObject({ kind: "unreadable" });
    expect(read({ ...statement, Sid: undefined, Action: "s3:Get*" })).toEqual({
      kind: "unreadable",
      sid: "a statement without Sid",
    });
  });
});
