import fc from "fast-check";
import { cloudTrail, FOREIGN, OWNER } from "../../testing/fixtures/cloudtrail-fixture";
import { type BucketIdentity, bucketIdentity } from "./bucket-identity";
import type { Fields } from "./fields";

const ARN = `arn:aws:s3:eu-central-1:${OWNER}:accesspoint/door`;
const ALIAS = "door-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias";
const MULTI_REGION = "mfzwi23gnjvgw.mrap";
const HOST = `door-${OWNER}.s3-accesspoint.eu-central-1.amazonaws.com`;

const bucket = (name: string) => ({ type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${name}`, accountId: OWNER });
const object = (name: string) => ({ type: "AWS::S3::Object", ARN: `arn:aws:s3:::${name}/reports/2026.csv` });
const accessPoint = { type: "AWS::S3::AccessPoint", ARN, accountId: OWNER };
const listed = [object("sensitive-data"), bucket("sensitive-data"), accessPoint];

function identityOf(parameters: unknown, resources?: unknown, overrides: Fields = {}): BucketIdentity {
  return bucketIdentity(cloudTrail({ resources, ...overrides, requestParameters: parameters }));
}

const through = (bucketName: unknown, Host?: unknown) => ({ bucketName, Host });

describe("bucketIdentity", () => {
  it("is the name in the parameters, whatever else is listed", () => {
    const named = { kind: "named", bucket: "sensitive-data", through: undefined };
    expect(identityOf({})).toEqual(named);
    expect(identityOf({}, [bucket("somebody-elses")])).toEqual(named);
    expect(identityOf({}, [], { eventSource: "macie2.amazonaws.com" })).toEqual(named);
  });

  it.each([
    ["an access point's ARN", ARN],
    ["one of another partition", `arn:aws-cn:s3:cn-north-1:${OWNER}:accesspoint/door`],
    ["an alias", ALIAS],
    ["an Object Lambda access point's alias", "door-abcdefghij0123456789--ol-s3"],
    ["an Object Lambda access point's ARN", `arn:aws:s3-object-lambda:eu-central-1:${OWNER}:accesspoint/door`],
    ["a multi-region access point's ARN", `arn:aws:s3::${OWNER}:accesspoint/${MULTI_REGION}`],
    ["a multi-region access point's alias", MULTI_REGION],
    ["a multi-region access point's host", `${MULTI_REGION}.accesspoint.s3-global.amazonaws.com`],
    ["the first part of an access point's host", `door-${OWNER}`],
  ])("is the listed bucket behind %s, and unresolved without one", (_, name) => {
    const parameters = through(name, HOST);
    expect(identityOf(parameters, listed)).toEqual({ kind: "named", bucket: "sensitive-data", through: name });
    expect(identityOf(parameters, listed.toReversed())).toMatchObject({ bucket: "sensitive-data" });
    expect(identityOf(parameters)).toEqual({ kind: "unresolved", through: name });
    expect(identityOf(parameters, [accessPoint])).toEqual({ kind: "unresolved", through: name });
    expect(identityOf(parameters, [bucket("a"), bucket("b")])).toEqual({ kind: "unresolved", through: name });
  });

  it("is the bucket's own name where a multi-region access point stands only in the host", () => {
    const parameters = through("sensitive-data", `${MULTI_REGION}.accesspoint.s3-global.amazonaws.com`);
    expect(identityOf(parameters)).toEqual({ kind: "named", bucket: "sensitive-data", through: undefined });
  });

  it("is the listed bucket where the parameters name none, and else what the host may name", () => {
    expect(identityOf(null, listed)).toEqual({ kind: "named", bucket: "sensitive-data", through: undefined });
    expect(identityOf({ omitted: true, bucketName: undefined, Host: undefined }, listed)).toMatchObject({
      bucket: "sensitive-data",
    });
    for (const host of [HOST, "sensitive-data.s3.eu-central-1.amazonaws.com", "data.s3-accelerate.amazonaws.com"]) {
      expect(identityOf(through(undefined, host))).toEqual({ kind: "unresolved", through: host });
    }
  });

  it("is none for calls that are about no bucket", () => {
    expect(identityOf(null)).toEqual({ kind: "none" });
    expect(identityOf(through(undefined, "s3.eu-central-1.amazonaws.com"))).toEqual({ kind: "none" });
    expect(identityOf(through(undefined, `${OWNER}.s3-control.eu-central-1.amazonaws.com`), listed)).toEqual({
      kind: "none",
    });
    expect(identityOf(through(ARN), listed, { eventSource: "kms.amazonaws.com" })).toEqual({ kind: "none" });
  });

  it("leaves Object Lambda's own records unresolved, for S3 asks the policy in another request", () => {
    for (const eventSource of ["s3-object-lambda.amazonaws.com", "s3-banner.amazonaws.com"]) {
      expect(identityOf(through(ARN), listed, { eventSource })).toEqual({ kind: "unresolved", through: ARN });
    }
  });

  describe("of a copy by an access point", () => {
    const copy = (source: string, resources: unknown, to = ARN) =>
      identityOf({ bucketName: to, Host: undefined, "x-amz-copy-source": source }, resources);
    const other = `arn:aws:s3:eu-central-1:${FOREIGN}:accesspoint/mirror`;

    it("is the listed bucket that it does not read", () => {
      const both = [bucket("public-data"), object("sensitive-data"), bucket("sensitive-data")];
      expect(copy("public-data/a.csv", both)).toMatchObject({ bucket: "sensitive-data" });
      expect(copy("/public-data%2Fa.csv", both.toReversed())).toMatchObject({ bucket: "sensitive-data" });
    });

    it("is the one bucket of an access point that it reads as well", () => {
      expect(copy(`${ARN}/object/a.csv`, listed)).toMatchObject({ bucket: "sensitive-data" });
      expect(copy(encodeURIComponent(`${ARN}/object/a.csv`), listed)).toMatchObject({ bucket: "sensitive-data" });
    });

    it("is unresolved where the listed bucket may be the source", () => {
      expect(copy("sensitive-data/a.csv", listed)).toEqual({ kind: "unresolved", through: ARN });
      expect(copy(`${other}/object/a.csv`, listed)).toEqual({ kind: "unresolved", through: ARN });
    });
  });

  it("never throws, and never names an access point for a bucket", () => {
    const anything = fc.oneof(fc.anything(), fc.constantFrom(ARN, ALIAS, MULTI_REGION, HOST));
    fc.assert(
      fc.property(anything, anything, anything, anything, (bucketName, Host, source, resources) => {
        const identity = identityOf({ bucketName, Host, "x-amz-copy-source": source }, resources);
        if (identity.kind === "named") expect(identity.bucket).not.toMatch(/^arn:|s3alias$|\.mrap$/);
      }),
    );
  });
});
