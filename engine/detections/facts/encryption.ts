import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import { fieldsOf, textOf } from "../../events/fields";
import { accountIn } from "./principals";

const CUSTOMER_ALGORITHM = "x-amz-server-side-encryption-customer-algorithm";
const KMS_KEY = "x-amz-server-side-encryption-aws-kms-key-id";

/** Calls in which an object's encryption is chosen. */
export const ENCRYPTING_NAMES = [
  "PutObject",
  "PostObject",
  "CopyObject",
  "CreateMultipartUpload",
  "InitiateMultipartUpload",
  "UpdateObjectEncryption",
] as const;

/** Calls that hand over a key of the caller's own: parts need it as well. */
export const CUSTOMER_KEY_NAMES = [
  "PutObject",
  "PostObject",
  "CopyObject",
  "CreateMultipartUpload",
  "InitiateMultipartUpload",
  "UploadPart",
  "UploadPartCopy",
] as const;

/** Whether an object is written under a key that only the caller has (SSE-C); AWS keeps no copy of it. */
export function usesCustomerKey({ record }: CloudTrailEvent): boolean {
  if (textOf(fieldsOf(record["requestParameters"])[CUSTOMER_ALGORITHM]) !== undefined) return true;
  return fieldsOf(record["additionalEventData"])["SSEApplied"] === "SSE_C";
}

/** The KMS key that the request names, else the one that S3 answered with. */
export function kmsKeyOf({ record }: CloudTrailEvent): string | undefined {
  return kmsKeyIn(record["requestParameters"]) ?? kmsKeyIn(record["responseElements"]);
}

/** The account of that key; undefined for an id or alias without one, which is of the caller's own account. */
export function kmsKeyAccountOf({ record }: CloudTrailEvent): string | undefined {
  return accountIn(kmsKeyIn(record["requestParameters"])) ?? accountIn(kmsKeyIn(record["responseElements"]));
}

function kmsKeyIn(value: unknown): string | undefined {
  return textOf(fieldsOf(value)[KMS_KEY]);
}

/** Whether the request asks for any encryption at all, rather than leave it to the bucket's default. */
export function asksForEncryption(event: CloudTrailEvent): boolean {
  const parameters = fieldsOf(event.record["requestParameters"]);
  return textOf(parameters["x-amz-server-side-encryption"]) !== undefined || kmsKeyOf(event) !== undefined;
}
