import { cloudTrailEvent } from "../../../testing/fixtures/cloudtrail-fixture";
import { isManagementRead, OBJECT_EVENT_NAMES, s3Access, s3Level } from "./s3-event-names";

const call = (eventName: string, more = {}) => cloudTrailEvent({ eventName, ...more });
const noKey = { requestParameters: { key: undefined }, managementEvent: true };

describe("s3Level and s3Access", () => {
  it.each([
    ["GetObject", "object", "read"],
    ["HeadObject", "object", "read"],
    ["PutObjectAcl", "object", "write"],
    ["UploadPartCopy", "object", "write"],
    ["AbortMultipartUpload", "object", "write"],
    ["DeleteObject", "object", "delete"],
    ["DeleteObjects", "object", "delete"],
    ["ListObjects", "listing", "read"],
    ["ListObjectsV2", "listing", "read"],
    ["HeadBucket", "listing", "read"],
  ])("knows %s: %s, %s", (name, level, access) => {
    expect([s3Level(call(name)), s3Access(call(name))]).toEqual([level, access]);
  });

  it.each([
    ["GetBucketPolicy", "read"],
    ["PutBucketLifecycle", "write"],
    ["DeleteBucketPolicy", "delete"],
    ["ReplicateEverything", "write"],
  ])("takes %s for management: %s", (name, access) => {
    const event = call(name, { ...noKey, readOnly: undefined });
    expect([s3Level(event), s3Access(event)]).toEqual(["management", access]);
  });

  it("takes an unknown call with a key for an object's", () => {
    expect(s3Level(call("RenameObject"))).toBe("object");
    expect(s3Level(call("RenameObject", { managementEvent: true }))).toBe("management");
  });

  it("believes readOnly where the name does not say", () => {
    expect(s3Access(call("InspectObject", { readOnly: true }))).toBe("read");
    expect(s3Access(call("InspectObject", { readOnly: false }))).toBe("write");
  });

  it("takes no data event for a read of settings", () => {
    expect(OBJECT_EVENT_NAMES.filter(isManagementRead)).toEqual([]);
    expect(["GetBucketAcl", "ListObjects", "PutBucketAcl"].map(isManagementRead)).toEqual([true, false, false]);
  });
});
