import { bucketChange, DENIED } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3WebsiteEnabled } from "./website-enabled";

describeDetection(s3WebsiteEnabled, {
  matches: [
    [
      "a website",
      bucketChange("PutBucketWebsite", {
        website: "",
        WebsiteConfiguration: { IndexDocument: { Suffix: "index.html" } },
      }),
      { summary: "arn:aws:iam::111122223333:user/alice made bucket sensitive-data a website" },
    ],
    [
      "a redirect",
      bucketChange("PutBucketWebsite", {
        WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: "example.com" } },
      }),
      { details: { "Redirects to": "example.com" } },
    ],
    ["a website that the record does not show", bucketChange("PutBucketWebsite"), {}],
  ],
  ignores: [
    ["a refused change", bucketChange("PutBucketWebsite", {}, DENIED)],
    ["the end of a website", bucketChange("DeleteBucketWebsite")],
  ],
});
