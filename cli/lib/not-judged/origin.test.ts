import type { Fields } from "@palisade/engine/events/fields";
import { cloudTrail } from "../../../testing/fixtures/cloudtrail-fixture";
import { originOfCopiedRead } from "./origin";

const copy = (source: string, overrides: Fields = {}) =>
  originOfCopiedRead(
    cloudTrail({
      eventName: "CopyObject",
      requestParameters: { bucketName: "mirror", key: "b.csv", "x-amz-copy-source": source },
      ...overrides,
    }),
  );

describe("the origin of what a copy reads", () => {
  it("is the other bucket, or the access point of which the record does not name the bucket", () => {
    expect(copy("sensitive-data/a.csv")).toMatchObject({ bucket: "sensitive-data", through: undefined });
    expect(copy("door-abc-s3alias/a.csv")).toMatchObject({ bucket: undefined, through: "door-abc-s3alias" });
  });

  it("is nothing within a bucket, of a copy that failed, and of every other record", () => {
    expect(copy("mirror/a.csv")).toBeUndefined();
    expect(copy("sensitive-data/a.csv", { errorCode: "AccessDenied" })).toBeUndefined();
    expect(copy("sensitive-data/a.csv", { eventName: "GetObject" })).toBeUndefined();
  });
});
