import { describeDetection } from "../../../testing/test-detection";
import { s3RetentionBypassed } from "./retention-bypassed";

const BYPASS = { "x-amz-bypass-governance-retention": "true" };
const call = (eventName: string, requestParameters: object = {}, more = {}) => ({
  eventName,
  readOnly: false,
  requestParameters,
  ...more,
});
const hold = (Status: string) => call("PutObjectLegalHold", { "legal-hold": "", LegalHold: { Status } });

describeDetection(s3RetentionBypassed, {
  matches: [
    [
      "a retention that is changed",
      call("PutObjectRetention", BYPASS),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice bypassed the retention of object reports/2026.csv in bucket sensitive-data",
      },
    ],
    [
      "a deletion",
      call("DeleteObject", { ...BYPASS, versionId: "v1" }),
      {
        summary:
          "arn:aws:iam::111122223333:user/alice bypassed retention to delete object reports/2026.csv in bucket sensitive-data",
      },
    ],
    [
      "a batch of deletions",
      call("DeleteObjects", { "x-amz-bypass-governance-retention": [true], key: undefined }),
      { summary: "arn:aws:iam::111122223333:user/alice bypassed retention to delete objects in bucket sensitive-data" },
    ],
    ["a legal hold that is lifted", hold("OFF"), {}],
  ],
  ignores: [
    ["a retention that is set", call("PutObjectRetention")],
    [
      "a retention that does not ask to bypass",
      call("PutObjectRetention", { "x-amz-bypass-governance-retention": "false" }),
    ],
    ["a deletion without bypass", call("DeleteObject")],
    ["an upload", call("PutObject", BYPASS)],
    ["a legal hold", hold("ON")],
    ["a bucket without perimeter", call("DeleteObject", { ...BYPASS, bucketName: "scratch" })],
    ["a refused deletion", call("DeleteObject", BYPASS, { errorCode: "AccessDenied" })],
  ],
});
