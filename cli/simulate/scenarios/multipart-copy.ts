import { copyOut } from "../copy-out";
import type { Scenario } from "../scenario";

/** As the AWS CLI copies what is large. */
export const multipartCopy: Scenario = {
  id: "multipart-copy",
  story: "A large object is copied part by part into someone else's account, which leaves no CopyObject behind",
  raises: ["s3.copied-to-foreign-account"],
  play: (stage) =>
    copyOut(stage, {
      name: "UploadPartCopy",
      count: 24,
      parametersOf: (index) => ({ partNumber: String(index + 1), uploadId: "Example0UploadId" }),
    }),
};
