import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3PublicAccessBlockWeakened } from "./public-access-block-weakened";

const ON = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const put = (PublicAccessBlockConfiguration: unknown, overrides = {}) =>
  bucketChange("PutBucketPublicAccessBlock", { publicAccessBlock: "", PublicAccessBlockConfiguration }, overrides);

describeDetection(s3PublicAccessBlockWeakened, {
  matches: [
    [
      "its deletion",
      bucketChange("DeleteBucketPublicAccessBlock", { publicAccessBlock: "" }),
      { summary: "arn:aws:iam::111122223333:user/alice deleted the public access block of bucket sensitive-data" },
    ],
    ["its deletion by the API's name", bucketChange("DeletePublicAccessBlock"), {}],
    [
      "one switch off",
      put({ ...ON, BlockPublicPolicy: false }),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice wrote a public access block for bucket sensitive-data without BlockPublicPolicy",
      },
    ],
    ["a switch off in words", put({ ...ON, RestrictPublicBuckets: "false" }), {}],
    ["a switch that is left out", put({ ...ON, IgnorePublicAcls: undefined }), {}],
    ["the API's name", bucketChange("PutPublicAccessBlock", { PublicAccessBlockConfiguration: {} }), {}],
  ],
  ignores: [
    ["all switches on", put({ xmlns: "http://s3.amazonaws.com/doc/2006-03-01/", ...ON })],
    [
      "all switches on in words",
      put({
        BlockPublicAcls: "true",
        IgnorePublicAcls: "true",
        BlockPublicPolicy: "true",
        RestrictPublicBuckets: "true",
      }),
    ],
    ["a record without configuration", put(undefined)],
    ["a refused change", put({}, DENIED)],
    ["a failed deletion", bucketChange("DeleteBucketPublicAccessBlock", {}, { errorCode: "NoSuchBucket" })],
  ],
});
