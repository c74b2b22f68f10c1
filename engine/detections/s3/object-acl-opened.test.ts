import { describeDetection } from "../../../testing/test-detection";
import { s3ObjectAclOpened } from "./object-acl-opened";

const ALL = "http://acs.amazonaws.com/groups/global/AllUsers";
const put = (eventName: string, requestParameters: object = {}, more = {}) => ({
  eventName,
  readOnly: false,
  requestParameters,
  ...more,
});

describeDetection(s3ObjectAclOpened, {
  matches: [
    [
      "a canned ACL",
      put("PutObjectAcl", { acl: "", "x-amz-acl": "public-read" }),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice gave object reports/2026.csv in bucket sensitive-data an ACL that grants READ to everybody",
      },
    ],
    [
      "a grant in the body",
      put("PutObjectAcl", {
        AccessControlPolicy: { AccessControlList: { Grant: [{ Grantee: { URI: ALL }, permission: "READ" }] } },
      }),
      {},
    ],
    ["an upload with a canned ACL", put("PutObject", { "x-amz-acl": "public-read-write" }), {}],
    ["an upload with a grant", put("PutObject", { accessControlList: { "x-amz-grant-read": `uri=${ALL}` } }), {}],
    ["a copy with a grant in an older record", put("CopyObject", { "x-amz-grant-full-control": `uri=${ALL}` }), {}],
    ["a multipart upload", put("CreateMultipartUpload", { "x-amz-acl": "authenticated-read" }), {}],
    ["an object without key", put("PutObjectAcl", { key: undefined, "x-amz-acl": "public-read" }), {}],
  ],
  ignores: [
    ["an upload without ACL", put("PutObject")],
    ["an upload for the bucket's owner", put("PutObject", { "x-amz-acl": "bucket-owner-full-control" })],
    ["a bucket without perimeter", put("PutObjectAcl", { bucketName: "scratch", "x-amz-acl": "public-read" })],
    ["a refused upload", put("PutObject", { "x-amz-acl": "public-read" }, { errorCode: "AccessDenied" })],
    ["a record without bucket", put("PutObjectAcl", { bucketName: undefined, "x-amz-acl": "public-read" })],
  ],
});
