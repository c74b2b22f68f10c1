import { accessLogEvent } from "../../../testing/fixtures/access-log-fixture";
import { lineRegion } from "./line-region";
import { isAnswered, isReadOperation, operationLevel } from "./operations";

describe("isReadOperation", () => {
  it.each([
    ["REST.GET.OBJECT", true],
    ["REST.HEAD.BUCKET", true],
    ["WEBSITE.GET.OBJECT", true],
    ["REST.OPTIONS.PREFLIGHT", true],
    ["REST.POST.SELECT", true],
    ["REST.COPY.OBJECT_GET", true],
    ["REST.COPY.PART_GET", true],
    ["REST.COPY.OBJECT", false],
    ["REST.PUT.OBJECT", false],
    ["REST.POST.RESTORE", false],
    ["BATCH.DELETE.OBJECT", false],
    ["S3.EXPIRE.OBJECT", false],
  ])("says of %s: %s", (operation, expected) => expect(isReadOperation(operation)).toBe(expected));
});

describe("operationLevel", () => {
  it.each([
    ["REST.GET.OBJECT", "a", "object"],
    ["REST.PUT.ACL", "a", "object"],
    ["REST.POST.MULTI_OBJECT_DELETE", undefined, "object"],
    ["REST.GET.BUCKET", undefined, "listing"],
    ["REST.HEAD.BUCKET", undefined, "listing"],
    ["REST.GET.BUCKETVERSIONS", undefined, "listing"],
    ["REST.PUT.BUCKET", undefined, "management"],
    ["REST.PUT.ACL", undefined, "management"],
    ["REST.GET.BUCKETPOLICY", undefined, "management"],
  ])("takes %s with key %s for %s", (operation, key, expected) => {
    expect(operationLevel({ operation, key })).toBe(expected);
  });
});

describe("isAnswered", () => {
  it.each([
    [{ status: "200" }, true],
    [{ status: "304" }, true],
    [{ status: "-" }, true],
    [{ status: "400" }, false],
    [{ status: "200", errorCode: "InternalError" }, false],
  ])("says of %j: %s", (fields, expected) => expect(isAnswered(accessLogEvent(fields))).toBe(expected));
});

describe("lineRegion", () => {
  it.each([
    ["b.s3.eu-central-1.amazonaws.com", "eu-central-1"],
    ["s3.us-gov-west-1.amazonaws.com", "us-gov-west-1"],
    ["b.s3-us-west-2.amazonaws.com", "us-west-2"],
    ["b.s3.dualstack.eu-west-1.amazonaws.com", "eu-west-1"],
    ["b.s3.cn-north-1.amazonaws.com.cn", "cn-north-1"],
    ["b.s3.amazonaws.com", undefined],
    ["www.example.com", undefined],
    ["x".repeat(300), undefined],
    [undefined, undefined],
  ])("reads the region of %s", (hostHeader, expected) => expect(lineRegion({ hostHeader })).toBe(expected));
});
