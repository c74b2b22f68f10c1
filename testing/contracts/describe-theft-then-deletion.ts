import type { CallDetection } from "@palisade/engine/detections/engine/define-detection";
import type { Fields } from "@palisade/engine/events/fields";
import { cloudTrailEvent, FOREIGN, OWNER } from "../fixtures/cloudtrail-fixture";
import { describeDetection } from "../test-detection";

const copyTo = (accountId?: string, source = "sensitive-data/reports/2026.csv") => ({
  eventName: "CopyObject",
  requestParameters: { bucketName: "mirror", "x-amz-copy-source": source },
  resources: [{ type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::mirror", accountId }],
});

/** What holds for copies to a stranger that end in deletions: by the call `deletes`, and not by `other`. */
export function describeTheftThenDeletion(
  detection: CallDetection,
  { deletes, other }: { readonly deletes: string; readonly other: string },
): void {
  const deletion = { eventName: deletes };

  describeDetection(detection, {
    record: { readOnly: false },
    matches: [
      [
        "a copy to a stranger, by the bucket that loses its data",
        copyTo(FOREIGN),
        { severity: "critical", dedupKey: `${detection.id}|sensitive-data` },
      ],
      ["a copied part", { ...copyTo(FOREIGN), eventName: "UploadPartCopy" }, {}],
      ["a copy to no one knows whom", copyTo(), {}],
      ["a deletion in the same bucket", deletion, { severity: "critical", dedupKey: `${detection.id}|sensitive-data` }],
    ],
    ignores: [
      ["a copy within the account", copyTo(OWNER)],
      ["a copy from a bucket that is not protected", copyTo(FOREIGN, "somebody-elses/a.csv")],
      ["a copy without source", { ...copyTo(FOREIGN), requestParameters: { bucketName: "mirror" } }],
      ["a refused copy", { ...copyTo(FOREIGN), errorCode: "AccessDenied" }],
      ["a refused deletion", { ...deletion, errorCode: "AccessDenied" }],
      ["a deletion of the other kind", { eventName: other }],
      ["a deletion elsewhere", { ...deletion, requestParameters: { bucketName: "somebody-elses" } }],
    ],
  });

  it("asks for the copies first and the deletions then", () => {
    const { state } = detection;
    const step = (overrides: Fields) =>
      state?.kind === "sequence" ? state.stepOf(cloudTrailEvent(overrides)) : undefined;
    expect([step(copyTo(FOREIGN)), step(deletion)]).toEqual([0, 1]);
  });
}
