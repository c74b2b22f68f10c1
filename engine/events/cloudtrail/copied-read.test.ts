import fc from "fast-check";
import { cloudTrail, cloudTrailEvent, FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import type { Fields } from "../fields";
import { copiedBucket, copiedRead } from "./copied-read";

const ARN = `arn:aws:s3:eu-central-1:${OWNER}:accesspoint/door`;
const ALIAS = "door-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias";
const bucket = (name: string) => ({ type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${name}`, accountId: OWNER });
const both = [bucket("mirror"), bucket("sensitive-data")];

const copy = (source: unknown, overrides: Fields = {}, to = "mirror") =>
  cloudTrailEvent({
    eventName: "CopyObject",
    requestParameters: { bucketName: to, key: "b.csv", "x-amz-copy-source": source },
    ...overrides,
  });
const read = (...args: Parameters<typeof copy>) => {
  const event = copy(...args);
  return copiedBucket(event.record, event.bucketIdentity);
};
const SENSITIVE = { kind: "named", bucket: "sensitive-data", through: undefined };
const NONE = { kind: "none" };

describe("the bucket that a copy reads", () => {
  it.each(["sensitive-data/a.csv", "/sensitive-data/a.csv?versionId=1", "%2Fsensitive%2Ddata%2Fa.csv"])(
    "is named by the source: %s",
    (source) => {
      expect(read(source)).toEqual(SENSITIVE);
      expect(read(source, { eventName: "UploadPartCopy" })).toEqual(SENSITIVE);
      expect(read(source, {}, ALIAS)).toEqual(SENSITIVE);
    },
  );

  it.each([`${ARN}/object/a.csv`, encodeURIComponent(`${ARN}/object/a.csv`), `${ALIAS}/a.csv`])(
    "is the other listed one behind an access point, and unresolved without one: %s",
    (source) => {
      expect(read(source, { resources: both })).toMatchObject({ kind: "named", bucket: "sensitive-data" });
      expect(read(source, { resources: both.toReversed() })).toMatchObject({ bucket: "sensitive-data" });
      expect(read(source)).toMatchObject({ kind: "unresolved" });
      expect(read(source, { resources: [bucket("mirror")] })).toMatchObject({ kind: "unresolved" });
      expect(read(source, { resources: [...both, bucket("third")] })).toMatchObject({ kind: "unresolved" });
      expect(read(source, { resources: both }, `arn:aws:s3:eu-central-1:${FOREIGN}:accesspoint/x`)).toMatchObject({
        kind: "unresolved",
      });
    },
  );

  it("is the other listed one where the record holds no source", () => {
    expect(read(undefined, { resources: both })).toEqual(SENSITIVE);
    expect(read(undefined)).toEqual(NONE);
  });

  it("is none within one bucket, by one access point, and of every other call", () => {
    expect(read("mirror/a.csv")).toEqual(NONE);
    expect(read(`${ARN}/object/a.csv`, { resources: [bucket("sensitive-data")] }, ARN)).toEqual(NONE);
    expect(read("sensitive-data/a.csv", { eventName: "GetObject" })).toEqual(NONE);
    expect(read("sensitive-data/a.csv", { eventSource: "athena.amazonaws.com" })).toEqual(NONE);
  });

  it("is never the one that it writes to, whatever the record holds", () => {
    const text = fc.constantFrom("a", "b", ARN, ALIAS, "/a/x", "b/x", `${ALIAS}/x`, undefined);
    fc.assert(
      fc.property(text, text, fc.array(fc.constantFrom("a", "b", "c").map(bucket)), (to, source, resources) => {
        const event = cloudTrailEvent({
          eventName: "CopyObject",
          requestParameters: { bucketName: to, "x-amz-copy-source": source },
          resources,
        });
        const found = copiedBucket(event.record, event.bucketIdentity);
        if (found.kind === "named") expect(found.bucket).not.toBe(event.bucket);
      }),
    );
  });
});

describe("copiedRead", () => {
  it("is GetObject on the source, by the same caller from the same place", () => {
    const event = copy("sensitive-data/a.csv");
    const { actor, source, time, id, record } = event;
    const expected = { name: "GetObject", bucket: "sensitive-data", key: "a.csv", actor, source, time, id, record };
    expect(copiedRead(event)).toMatchObject(expected);
  });

  it("is undefined where there is no second bucket, or the record does not name it", () => {
    expect(copiedRead(copy("mirror/a.csv"))).toBeUndefined();
    expect(copiedRead(copy(`${ALIAS}/a.csv`))).toBeUndefined();
    expect(copiedRead(cloudTrailEvent(cloudTrail()))).toBeUndefined();
  });
});
