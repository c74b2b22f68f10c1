import type { Allow, Perimeter } from "./perimeter";
import { perimeterStatement, tlsStatements } from "./statement";

const ledger = { bucket: "ledger", partition: "aws" };

function perimeter(allow: Partial<Allow>, scope: Perimeter["scope"] = "all"): Perimeter {
  const nothing: Allow = { cidrs: [], vpcs: [], vpcEndpoints: [], principals: [], awsServices: false };
  return { name: "finance", mode: "enforce", scope, buckets: ["ledger"], allow: { ...nothing, ...allow } };
}

describe("perimeterStatement", () => {
  it("is a bare NotIpAddress when nothing but addresses is allowed", () => {
    const statement = perimeterStatement(
      perimeter({ cidrs: ["203.0.113.7/32"] }),
      ledger,
      "AllowOnlyFromWhitelistedIPs",
    );
    // Compared as text: the order of keys is part of what people recognise.
    expect(JSON.stringify(statement, null, 2)).toBe(`{
  "Sid": "AllowOnlyFromWhitelistedIPs",
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": [
    "arn:aws:s3:::ledger",
    "arn:aws:s3:::ledger/*"
  ],
  "Condition": {
    "NotIpAddress": {
      "aws:SourceIp": [
        "203.0.113.7"
      ]
    }
  }
}`);
  });

  it("puts every condition into one block, so that they AND", () => {
    const statement = perimeterStatement(
      perimeter({
        cidrs: ["203.0.113.0/24", "2001:db8::/32"],
        vpcs: ["vpc-1", "vpc-1"],
        vpcEndpoints: ["vpce-1"],
        principals: ["arn:aws:iam::111122223333:role/break-glass"],
        awsServices: true,
      }),
      ledger,
    );
    expect(statement).toEqual({
      Sid: "PalisadePerimeter",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::ledger", "arn:aws:s3:::ledger/*"],
      Condition: {
        NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
        StringNotEqualsIfExists: { "aws:SourceVpc": ["vpc-1"], "aws:SourceVpce": ["vpce-1"] },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
        ArnNotLikeIfExists: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/break-glass"] },
      },
    });
  });

  it("speaks of objects only in scope data", () => {
    expect(perimeterStatement(perimeter({ vpcEndpoints: ["vpce-1"] }, "data"), ledger)).toMatchObject({
      Action: "s3:*",
      Resource: ["arn:aws:s3:::ledger/*"],
      Condition: { StringNotEqualsIfExists: { "aws:SourceVpce": ["vpce-1"] } },
    });
  });

  it("keeps the prefix length of a single IPv6 address, which IAM would else widen to /32", () => {
    const { Condition } = perimeterStatement(perimeter({ cidrs: ["2001:db8::1/128"] }), ledger);
    expect(Condition).toEqual({ NotIpAddress: { "aws:SourceIp": ["2001:db8::1/128"] } });
  });

  it.each(["aws", "aws-cn", "aws-us-gov"])("names the bucket in partition %s", (partition) => {
    const own = perimeterStatement(perimeter({ vpcs: ["vpc-1"] }), { bucket: "ledger", partition });
    expect(own.Resource).toEqual([`arn:${partition}:s3:::ledger`, `arn:${partition}:s3:::ledger/*`]);
  });

  it("refuses a perimeter that lets no network in", () => {
    const nobody = perimeter({ principals: ["arn:aws:iam::111122223333:role/break-glass"], awsServices: true });
    expect(() => perimeterStatement(nobody, ledger)).toThrow(
      "perimeter finance: allows no network, expected at least one of cidrs, vpcs or vpcEndpoints, fix: list where your own requests come from",
    );
  });

  it.each(["", "with space", "dash-ed", "ünïcode"])("refuses the Sid %j", (sid) => {
    expect(() => perimeterStatement(perimeter({ vpcs: ["vpc-1"] }), ledger, sid)).toThrow(
      "expected letters and digits only",
    );
  });
});

describe("tlsStatements", () => {
  it("refuses plain HTTP and old TLS, each for itself", () => {
    const resource = ["arn:aws-cn:s3:::ledger", "arn:aws-cn:s3:::ledger/*"];
    const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: resource };
    expect(tlsStatements({ bucket: "ledger", partition: "aws-cn" }, "1.2")).toEqual([
      { ...deny, Sid: "PalisadeSecureTransport", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { ...deny, Sid: "PalisadeMinimumTls", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ]);
  });
});
