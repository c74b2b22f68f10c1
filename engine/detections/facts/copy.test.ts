import { cloudTrailEvent, FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings, TRUSTED } from "../../../testing/test-detection";
import { contextOf } from "../engine/context";
import { copyOf, wheretoOf } from "./copy";

describe("wheretoOf", () => {
  const bucket = (name: string, accountId?: string) => ({
    type: "AWS::S3::Bucket",
    ARN: `arn:aws:s3:::${name}`,
    ...(accountId && { accountId }),
  });
  const whereto = (bucketName: string, resources?: unknown, source = "sensitive-data/a.csv") => {
    const event = cloudTrailEvent({
      eventName: "CopyObject",
      requestParameters: { bucketName, key: "a.csv", "x-amz-copy-source": source },
      resources,
    });
    return wheretoOf(copyOf(event), contextOf(detectorSettings()));
  };
  const own = bucket("sensitive-data", OWNER);
  const accessPoint = (account: string) => `arn:aws:s3:eu-central-1:${account}:accesspoint/mirror`;

  it("goes by the destination's account", () => {
    expect(whereto("mirror", [own, bucket("mirror", FOREIGN)])).toEqual({ kind: "foreign", account: FOREIGN });
    expect(whereto("mirror", [own, bucket("mirror", TRUSTED)])).toEqual({ kind: "trusted" });
    expect(whereto("mirror", [own, bucket("mirror", OWNER)])).toEqual({ kind: "trusted" });
  });

  it("does not mind where data came from", () => {
    expect(whereto("mirror", [bucket("public-data", FOREIGN), bucket("mirror", OWNER)], "public-data/a.csv")).toEqual({
      kind: "trusted",
    });
  });

  it("reads the spellings of normalized logs", () => {
    const normalized = { type: "AWS::S3::Bucket", arn: "arn:aws:s3:::mirror", accountid: FOREIGN };
    expect(whereto("mirror", [own, normalized])).toEqual({ kind: "foreign", account: FOREIGN });
  });

  it("takes an account from the destination's object where its bucket has none", () => {
    const object = { type: "AWS::S3::Object", ARN: "arn:aws:s3:::mirror/a.csv", accountId: FOREIGN };
    expect(whereto("mirror", [own, bucket("mirror"), object])).toEqual({ kind: "foreign", account: FOREIGN });
  });

  it("calls unresolved what the record does not say", () => {
    expect(whereto("mirror", [own, bucket("mirror")])).toEqual({ kind: "unresolved" });
    expect(whereto("mirror", [own])).toEqual({ kind: "unresolved" });
    expect(whereto("mirror", undefined)).toEqual({ kind: "unresolved" });
    expect(whereto("mirror", ["arn", 7, null, { ARN: 7 }])).toEqual({ kind: "unresolved" });
  });

  it("knows its own buckets without an account", () => {
    expect(whereto("guarded-objects", undefined)).toEqual({ kind: "trusted" });
    expect(whereto("trail-logs", undefined)).toEqual({ kind: "trusted" });
    expect(whereto("mirror", undefined, "mirror/b.csv")).toEqual({ kind: "trusted" });
  });

  it("finds the bucket behind an access point, and else goes by the access point's account", () => {
    expect(whereto(accessPoint(OWNER), [own, bucket("mirror", FOREIGN)])).toEqual({
      kind: "foreign",
      account: FOREIGN,
    });
    expect(whereto(accessPoint(FOREIGN), [own])).toEqual({ kind: "foreign", account: FOREIGN });
    expect(whereto(accessPoint(OWNER), undefined)).toEqual({ kind: "trusted" });
  });

  it("takes whatever is listed beside the source for a destination under a masked name", () => {
    expect(whereto("masked", [own, bucket("other-mask", FOREIGN)])).toEqual({ kind: "foreign", account: FOREIGN });
  });

  it("finds the source behind an access point", () => {
    const event = cloudTrailEvent({
      eventName: "CopyObject",
      requestParameters: { bucketName: "mirror", "x-amz-copy-source": `${accessPoint(OWNER)}/object/a.csv` },
      resources: [own, bucket("mirror", FOREIGN)],
    });
    expect(copyOf(event).source).toEqual({ bucket: "sensitive-data", key: "a.csv", account: OWNER });
  });
});
