import type { CallDetection } from "@palisade/engine/detections/engine/define-detection";
import type { Severity } from "@palisade/engine/severity";
import { describeDetection } from "../test-detection";

const header = "x-amz-server-side-encryption-customer-algorithm";
const own = { requestParameters: { [header]: "AES256" } };

/** What holds for detections on writes under a key that only the caller has. */
export function describeCustomerKeyWrites(detection: CallDetection, severity: Severity): void {
  describeDetection(detection, {
    record: { eventName: "PutObject", readOnly: false },
    matches: [
      ["an upload under the caller's own key", own, { severity }],
      ["a copy in place", { ...own, eventName: "CopyObject" }, {}],
      ["a part of an upload", { ...own, eventName: "UploadPart" }, {}],
      ["a copied part", { ...own, eventName: "UploadPartCopy" }, {}],
      ["the beginning of a multipart upload", { ...own, eventName: "CreateMultipartUpload" }, {}],
      ["a record that only says what S3 applied", { additionalEventData: { SSEApplied: "SSE_C" } }, {}],
    ],
    ignores: [
      ["S3's own keys", { additionalEventData: { SSEApplied: "SSE_S3" } }],
      ["KMS keys", { requestParameters: { "x-amz-server-side-encryption": "aws:kms" } }],
      ["a read under such a key, which changes nothing", { ...own, eventName: "GetObject" }],
      [
        "a copy of which only the source is under such a key",
        { requestParameters: { "x-amz-copy-source-server-side-encryption-customer-algorithm": "AES256" } },
      ],
      ["a refused upload", { ...own, errorCode: "AccessDenied" }],
      ["a bucket that is not protected", { requestParameters: { [header]: "AES256", bucketName: "somebody-elses" } }],
    ],
  });
}
