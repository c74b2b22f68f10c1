import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3BucketAclOpened } from "./bucket-acl-opened";

const ALL = "http://acs.amazonaws.com/groups/global/AllUsers";
const AUTHENTICATED = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const acl = (parameters: object, overrides = {}) => bucketChange("PutBucketAcl", { acl: "", ...parameters }, overrides);
const body = (Grant: unknown) => acl({ AccessControlPolicy: { AccessControlList: { Grant } } });

describeDetection(s3BucketAclOpened, {
  matches: [
    [
      "public-read",
      acl({ "x-amz-acl": "public-read" }),
      {
        summary: "arn:aws:iam::111122223333:user/alice gave bucket sensitive-data an ACL that grants READ to everybody",
        details: { Grants: "READ to everybody" },
      },
    ],
    [
      "public-read-write in a list",
      acl({ "x-amz-acl": ["public-read-write"] }),
      { details: { Grants: "READ and WRITE to everybody" } },
    ],
    [
      "authenticated-read",
      acl({ "X-Amz-Acl": "authenticated-read" }),
      { details: { Grants: "READ to every AWS account" } },
    ],
    [
      "a grant by header",
      acl({ accessControlList: { "x-amz-grant-write-acp": `id=79a5, uri=${AUTHENTICATED}` } }),
      { details: { Grants: "WRITE_ACP to every AWS account" } },
    ],
    [
      "a grant by header in an older record",
      acl({ "x-amz-grant-read": [`uri="${ALL}"`] }),
      { details: { Grants: "READ to everybody" } },
    ],
    [
      "one grant in the body",
      body({ Grantee: { URI: ALL }, Permission: "FULL_CONTROL" }),
      { details: { Grants: "FULL_CONTROL to everybody" } },
    ],
    [
      "one of many grants in the body",
      body([
        { Grantee: { ID: "79a5" }, Permission: "FULL_CONTROL" },
        { Grantee: { URI: AUTHENTICATED }, permission: "READ" },
      ]),
      { details: { Grants: "READ to every AWS account" } },
    ],
    [
      "a grant of something unnamed",
      body({ Grantee: { URI: ALL } }),
      { details: { Grants: "something to everybody" } },
    ],
    ["a bucket that is created public", bucketChange("CreateBucket", { "x-amz-acl": "public-read" }), {}],
  ],
  ignores: [
    ["a private ACL", acl({ "x-amz-acl": "private" })],
    ["log delivery", body({ Grantee: { URI: "http://acs.amazonaws.com/groups/s3/LogDelivery" }, Permission: "WRITE" })],
    ["a grant to one user", acl({ accessControlList: { "x-amz-grant-read": "id=79a59df9" } })],
    ["an unknown ACL", acl({ "x-amz-acl": "TrailDiscoverAcl" })],
    ["the marker alone", acl({})],
    ["a refused change", acl({ "x-amz-acl": "public-read" }, DENIED)],
    ["a failed change", acl({ "x-amz-acl": "public-read" }, { errorCode: "AccessControlListNotSupported" })],
  ],
});
