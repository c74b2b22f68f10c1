import { accountAccessDeniedSweep } from "./account/access-denied-sweep";
import { accountAttackToolClient } from "./account/attack-tool-client";
import type { Detection } from "./engine/define-detection";
import { s3AccessDeniedBurst } from "./s3/access-denied-burst";
import { s3AnonymousAccess } from "./s3/anonymous-access";
import { s3BatchDelete } from "./s3/batch-delete";
import { s3BatchDeleteBurst } from "./s3/batch-delete-burst";
import { s3BucketPostureSweep } from "./s3/bucket-posture-sweep";
import { s3BucketsListed } from "./s3/buckets-listed";
import { s3BulkDownload } from "./s3/bulk-download";
import { s3CopiedOutThenBatchDeleted } from "./s3/copied-out-then-batch-deleted";
import { s3CopiedOutThenDeleted } from "./s3/copied-out-then-deleted";
import { s3CopiedToForeignAccount } from "./s3/copied-to-foreign-account";
import { s3CredentialFileRead } from "./s3/credential-file-read";
import { s3CustomerKeyEncryption } from "./s3/customer-key-encryption";
import { s3CustomerKeyEncryptionBurst } from "./s3/customer-key-encryption-burst";
import { s3DecoyTouched } from "./s3/decoy-touched";
import { s3EncryptedInPlace } from "./s3/encrypted-in-place";
import { s3EncryptedWithForeignKey } from "./s3/encrypted-with-foreign-key";
import { s3ForeignPrincipalThroughVpcEndpoint } from "./s3/foreign-principal-through-vpc-endpoint";
import { s3LogObjectTampered } from "./s3/log-object-tampered";
import { s3ManyObjectsRead } from "./s3/many-objects-read";
import { s3NewNetworkForActor } from "./s3/new-network-for-actor";
import { s3NewReader } from "./s3/new-reader";
import { s3ObjectDeleteBurst } from "./s3/object-delete-burst";
import { s3OutdatedTls } from "./s3/outdated-tls";
import { s3OutsideAddressThroughVpcEndpoint } from "./s3/outside-address-through-vpc-endpoint";
import { s3PresignedUrlOutsideAllowlist } from "./s3/presigned-url-outside-allowlist";
import { s3RansomNote } from "./s3/ransom-note";
import { s3StaticSiteScriptOverwritten } from "./s3/static-site-script-overwritten";
import { s3UncommonClient } from "./s3/uncommon-client";
import { s3VersionPurge } from "./s3/version-purge";
import { s3VpcEndpointDenied } from "./s3/vpc-endpoint-denied";

/** Requests at the perimeter, the movement and destruction of data, and those who look around. */
export const S3_DATA_DETECTIONS: readonly Detection[] = [
  s3AccessDeniedBurst,
  s3AnonymousAccess,
  s3OutdatedTls,
  s3PresignedUrlOutsideAllowlist,
  s3NewReader,
  s3VpcEndpointDenied,
  s3ForeignPrincipalThroughVpcEndpoint,
  s3OutsideAddressThroughVpcEndpoint,
  s3CopiedToForeignAccount,
  s3CopiedOutThenDeleted,
  s3CopiedOutThenBatchDeleted,
  s3BulkDownload,
  s3ManyObjectsRead,
  s3ObjectDeleteBurst,
  s3BatchDelete,
  s3BatchDeleteBurst,
  s3VersionPurge,
  s3EncryptedWithForeignKey,
  s3CustomerKeyEncryption,
  s3CustomerKeyEncryptionBurst,
  s3EncryptedInPlace,
  s3RansomNote,
  s3CredentialFileRead,
  s3StaticSiteScriptOverwritten,
  s3UncommonClient,
  s3NewNetworkForActor,
  s3DecoyTouched,
  s3LogObjectTampered,
  s3BucketsListed,
  s3BucketPostureSweep,
  accountAccessDeniedSweep,
  accountAttackToolClient,
];
