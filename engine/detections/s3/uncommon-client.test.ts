import { OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3UncommonClient } from "./uncommon-client";

describeDetection(s3UncommonClient, {
  matches: [
    [
      "S3 Browser",
      { userAgent: "[S3 Browser/10.0.9 (https://s3browser.com)]" },
      {
        severity: "low",
        details: { Client: "S3 Browser" },
        dedupKey: `s3.uncommon-client|arn:aws:iam::${OWNER}:user/alice|S3 Browser`,
      },
    ],
    ["a client without brackets", { userAgent: "rclone/v1.68.0" }, { details: { Client: "rclone" } }],
    ["a client in other letters", { userAgent: "[CYBERDUCK/9.0.2 (Mac OS X/14.5) (aarch64)]" }, {}],
    [
      "a listing",
      { userAgent: "[WinSCP/6.3 neon/0.33.0]", eventName: "ListObjects", requestParameters: { key: undefined } },
      {},
    ],
  ],
  ignores: [
    ["the command line", {}],
    ["a client's name further on", { userAgent: "[aws-cli/2.18.5 rclone]" }],
    ["a record without user agent", { userAgent: undefined }],
    ["a refused call", { userAgent: "rclone/v1.68.0", errorCode: "AccessDenied" }],
    ["a bucket's settings", { userAgent: "rclone/v1.68.0", eventName: "PutBucketPolicy" }],
  ],
});
