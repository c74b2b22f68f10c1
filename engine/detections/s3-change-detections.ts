import type { Detection } from "./engine/define-detection";
import { s3AccessLoggingDisabled } from "./s3/access-logging-disabled";
import { s3AccessPointOpened } from "./s3/access-point-opened";
import { s3AccountPublicAccessBlockWeakened } from "./s3/account-public-access-block-weakened";
import { s3AclsEnabled } from "./s3/acls-enabled";
import { s3BucketAclOpened } from "./s3/bucket-acl-opened";
import { s3BucketDeleted } from "./s3/bucket-deleted";
import { s3CorsOpened } from "./s3/cors-opened";
import { s3CustomerKeysAllowed } from "./s3/customer-keys-allowed";
import { s3EncryptionWeakened } from "./s3/encryption-weakened";
import { s3ForeignEncryptionKey } from "./s3/foreign-encryption-key";
import { s3LifecycleExpiresSoon } from "./s3/lifecycle-expires-soon";
import { s3MfaDeleteDisabled } from "./s3/mfa-delete-disabled";
import { s3NotificationsRemoved } from "./s3/notifications-removed";
import { s3ObjectAclOpened } from "./s3/object-acl-opened";
import { s3ObjectLockWeakened } from "./s3/object-lock-weakened";
import { s3ParametersWithheld } from "./s3/parameters-withheld";
import { s3PerimeterWeakened } from "./s3/perimeter-weakened";
import { s3PolicyDeleted } from "./s3/policy-deleted";
import { s3PolicyGrantsStrangers } from "./s3/policy-grants-strangers";
import { s3PolicyMadePublic } from "./s3/policy-made-public";
import { s3PublicAccessBlockWeakened } from "./s3/public-access-block-weakened";
import { s3ReplicationDeleted } from "./s3/replication-deleted";
import { s3ReplicationToStranger } from "./s3/replication-to-stranger";
import { s3ReportsToStranger } from "./s3/reports-to-stranger";
import { s3RetentionBypassed } from "./s3/retention-bypassed";
import { s3SeveralControlsDisabled } from "./s3/several-controls-disabled";
import { s3VersioningSuspended } from "./s3/versioning-suspended";
import { s3WebsiteEnabled } from "./s3/website-enabled";

/** Changes that open a bucket, or take away what would help to see or undo an attack on it. */
export const S3_CHANGE_DETECTIONS: readonly Detection[] = [
  // Who gets in.
  s3PolicyMadePublic,
  s3PolicyGrantsStrangers,
  s3PolicyDeleted,
  s3PerimeterWeakened,
  s3BucketAclOpened,
  s3ObjectAclOpened,
  s3PublicAccessBlockWeakened,
  s3AccountPublicAccessBlockWeakened,
  s3AclsEnabled,
  s3WebsiteEnabled,
  s3CorsOpened,
  s3AccessPointOpened,
  // What would help to see or undo.
  s3VersioningSuspended,
  s3MfaDeleteDisabled,
  s3AccessLoggingDisabled,
  s3EncryptionWeakened,
  s3CustomerKeysAllowed,
  s3ForeignEncryptionKey,
  s3ReplicationToStranger,
  s3ReplicationDeleted,
  s3LifecycleExpiresSoon,
  s3ReportsToStranger,
  s3NotificationsRemoved,
  s3ObjectLockWeakened,
  s3RetentionBypassed,
  s3BucketDeleted,
  s3SeveralControlsDisabled,
  s3ParametersWithheld,
];
