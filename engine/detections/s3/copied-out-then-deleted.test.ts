import { cloudTrailEvent, FOREIGN, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import type { Fields } from "../../events/fields";
import { s3CopiedOutThenDeleted } from "./copied-out-then-deleted";

const copyTo = (accountId?: string, source = "sensitive-data/reports/2026.csv") => ({
  eventName: "CopyObject",
  requestParameters: { bucketName: "mirror", "x-amz-copy-source": source },
  resources: [{ type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::mirror", accountId }],
});
const deletion = { eventName: "DeleteObject" };

describeDetection(s3CopiedOutThenDeleted, {
  record: { readOnly: false },
  matches: [
    [
      "a copy to a stranger, by the bucket that loses its data",
      copyTo(FOREIGN),
      { severity: "critical", dedupKey: "s3.copied-out-then-deleted|sensitive-data" },
    ],
    ["a copied part", { ...copyTo(FOREIGN), eventName: "UploadPartCopy" }, {}],
    ["a copy to no one knows whom", copyTo(), {}],
    [
      "a deletion in the same bucket",
      deletion,
      { severity: "critical", dedupKey: "s3.copied-out-then-deleted|sensitive-data" },
    ],
  ],
  ignores: [
    ["a copy within the account", copyTo(OWNER)],
    ["a copy from a bucket that is not protected", copyTo(FOREIGN, "somebody-elses/a.csv")],
    ["a copy without source", { ...copyTo(FOREIGN), requestParameters: { bucketName: "mirror" } }],
    ["a refused copy", { ...copyTo(FOREIGN), errorCode: "AccessDenied" }],
    ["a refused deletion", { ...deletion, errorCode: "AccessDenied" }],
    ["a deletion of the other kind", { eventName: "DeleteObjects" }],
    ["a deletion elsewhere", { ...deletion, requestParameters: { bucketName: "somebody-elses" } }],
  ],
});

it("asks for the copies first and the deletions then", () => {
  const { state } = s3CopiedOutThenDeleted;
  const step = (overrides: Fields) =>
    state?.kind === "sequence" ? state.stepOf(cloudTrailEvent(overrides)) : undefined;
  expect([step(copyTo(FOREIGN)), step(deletion)]).toEqual([0, 1]);
});
