import type { DetectorSettings } from "../settings";
import { accountAccessDeniedSweep } from "./account/access-denied-sweep";
import { accountAlertTopicSubscribed } from "./account/alert-topic-subscribed";
import { accountAttackToolClient } from "./account/attack-tool-client";
import { accountConfigImpaired } from "./account/config-impaired";
import { accountFindingsServiceDisabled } from "./account/findings-service-disabled";
import { accountFindingsSuppressed } from "./account/findings-suppressed";
import { accountGuarddutyImpaired } from "./account/guardduty-impaired";
import { accountKmsKeyImpaired } from "./account/kms-key-impaired";
import { accountLeaveOrganization } from "./account/leave-organization";
import { accountPipelineTampered } from "./account/pipeline-tampered";
import { accountTrailImpaired } from "./account/trail-impaired";
import type { AccessLogDetection, AnyDetection, Detection } from "./engine/define-detection";
import { findingsAccessAnalyzer } from "./findings/access-analyzer";
import { findingsConfigNoncompliant } from "./findings/config-noncompliant";
import { findingsGuarddutyMinor } from "./findings/guardduty-minor";
import { findingsGuarddutyS3 } from "./findings/guardduty-s3";
import { findingsGuarddutyThreat } from "./findings/guardduty-threat";
import { findingsMaciePolicy } from "./findings/macie-policy";
import { findingsMacieSensitiveData } from "./findings/macie-sensitive-data";
import { findingsMalwareFound } from "./findings/malware-found";
import { findingsMalwareScanIncomplete } from "./findings/malware-scan-incomplete";
import { findingsSecurityHub } from "./findings/security-hub";
import { findingsSecurityHubMinor } from "./findings/security-hub-minor";
import { findingsSignInAnomaly } from "./findings/sign-in-anomaly";
import { iamAccessKeyForAnotherUser } from "./iam/access-key-for-another-user";
import { iamAdminPolicyAttached } from "./iam/admin-policy-attached";
import { iamAssumeRoot } from "./iam/assume-root";
import { iamCompromisedKeyQuarantined } from "./iam/compromised-key-quarantined";
import { iamConsoleLoginWithoutMfa } from "./iam/console-login-without-mfa";
import { iamFederationTokenIssued } from "./iam/federation-token-issued";
import { iamIdentityProviderChanged } from "./iam/identity-provider-changed";
import { iamMfaDeviceAdded } from "./iam/mfa-device-added";
import { iamMfaRemoved } from "./iam/mfa-removed";
import { iamPasswordForAnotherUser } from "./iam/password-for-another-user";
import { iamPasswordPolicyWeakened } from "./iam/password-policy-weakened";
import { iamPermissionsBoundaryChanged } from "./iam/permissions-boundary-changed";
import { iamPolicyAttached } from "./iam/policy-attached";
import { iamPolicyVersionSwitched } from "./iam/policy-version-switched";
import { iamRootActivity } from "./iam/root-activity";
import { iamRootConsoleLogin } from "./iam/root-console-login";
import { iamRootCredentialsChanged } from "./iam/root-credentials-changed";
import { iamRootLoginFailures } from "./iam/root-login-failures";
import { iamTrustOpened } from "./iam/trust-opened";
import { iamUserCreated } from "./iam/user-created";
import { iamWidePolicyWritten } from "./iam/wide-policy-written";
import { s3AccessDeniedBurst } from "./s3/access-denied-burst";
import { s3AccessLogAnonymousAccess } from "./s3/access-log-anonymous-access";
import { s3AccessLogBatchDelete } from "./s3/access-log-batch-delete";
import { s3AccessLogFailedAuthentication } from "./s3/access-log-failed-authentication";
import { s3AccessLogInsecureTransport } from "./s3/access-log-insecure-transport";
import { s3AccessLogLifecycleExpiration } from "./s3/access-log-lifecycle-expiration";
import { s3AccessLogOutsideAllowlist } from "./s3/access-log-outside-allowlist";
import { s3AccessLogUnknownRequester } from "./s3/access-log-unknown-requester";
import { s3AccessLoggingDisabled } from "./s3/access-logging-disabled";
import { s3AccessOutsideAllowlist } from "./s3/access-outside-allowlist";
import { s3AccessPointOpened } from "./s3/access-point-opened";
import { s3AccountPublicAccessBlockWeakened } from "./s3/account-public-access-block-weakened";
import { s3AclsEnabled } from "./s3/acls-enabled";
import { s3AnonymousAccess } from "./s3/anonymous-access";
import { s3BatchDelete } from "./s3/batch-delete";
import { s3BatchDeleteBurst } from "./s3/batch-delete-burst";
import { s3BlockedOutsideAllowlist } from "./s3/blocked-outside-allowlist";
import { s3BucketAclOpened } from "./s3/bucket-acl-opened";
import { s3BucketDeleted } from "./s3/bucket-deleted";
import { s3BucketPostureSweep } from "./s3/bucket-posture-sweep";
import { s3BucketsListed } from "./s3/buckets-listed";
import { s3BulkDownload } from "./s3/bulk-download";
import { s3CopiedOutThenBatchDeleted } from "./s3/copied-out-then-batch-deleted";
import { s3CopiedOutThenDeleted } from "./s3/copied-out-then-deleted";
import { s3CopiedToForeignAccount } from "./s3/copied-to-foreign-account";
import { s3CorsOpened } from "./s3/cors-opened";
import { s3CredentialFileRead } from "./s3/credential-file-read";
import { s3CustomerKeyEncryption } from "./s3/customer-key-encryption";
import { s3CustomerKeyEncryptionBurst } from "./s3/customer-key-encryption-burst";
import { s3CustomerKeysAllowed } from "./s3/customer-keys-allowed";
import { s3DecoyTouched } from "./s3/decoy-touched";
import { s3DeniedInsideAllowlist } from "./s3/denied-inside-allowlist";
import { s3EncryptedInPlace } from "./s3/encrypted-in-place";
import { s3EncryptedWithForeignKey } from "./s3/encrypted-with-foreign-key";
import { s3EncryptionWeakened } from "./s3/encryption-weakened";
import { s3ForeignEncryptionKey } from "./s3/foreign-encryption-key";
import { s3ForeignPrincipalThroughVpcEndpoint } from "./s3/foreign-principal-through-vpc-endpoint";
import { s3LifecycleExpiresSoon } from "./s3/lifecycle-expires-soon";
import { s3LogObjectTampered } from "./s3/log-object-tampered";
import { s3ManyObjectsRead } from "./s3/many-objects-read";
import { s3MfaDeleteDisabled } from "./s3/mfa-delete-disabled";
import { s3NewNetworkForActor } from "./s3/new-network-for-actor";
import { s3NewReader } from "./s3/new-reader";
import { s3NotificationsRemoved } from "./s3/notifications-removed";
import { s3ObjectAclOpened } from "./s3/object-acl-opened";
import { s3ObjectDeleteBurst } from "./s3/object-delete-burst";
import { s3ObjectLockWeakened } from "./s3/object-lock-weakened";
import { s3OutdatedTls } from "./s3/outdated-tls";
import { s3OutsideAddressThroughVpcEndpoint } from "./s3/outside-address-through-vpc-endpoint";
import { s3ParametersWithheld } from "./s3/parameters-withheld";
import { s3PerimeterWeakened } from "./s3/perimeter-weakened";
import { s3PolicyDeleted } from "./s3/policy-deleted";
import { s3PolicyGrantsStrangers } from "./s3/policy-grants-strangers";
import { s3PolicyMadePublic } from "./s3/policy-made-public";
import { s3PresignedUrlOutsideAllowlist } from "./s3/presigned-url-outside-allowlist";
import { s3PublicAccessBlockWeakened } from "./s3/public-access-block-weakened";
import { s3RansomNote } from "./s3/ransom-note";
import { s3ReplicationDeleted } from "./s3/replication-deleted";
import { s3ReplicationToStranger } from "./s3/replication-to-stranger";
import { s3ReportsToStranger } from "./s3/reports-to-stranger";
import { s3RetentionBypassed } from "./s3/retention-bypassed";
import { s3SeveralControlsDisabled } from "./s3/several-controls-disabled";
import { s3StaticSiteScriptOverwritten } from "./s3/static-site-script-overwritten";
import { s3UncommonClient } from "./s3/uncommon-client";
import { s3VersionPurge } from "./s3/version-purge";
import { s3VersioningSuspended } from "./s3/versioning-suspended";
import { s3VpcEndpointDenied } from "./s3/vpc-endpoint-denied";
import { s3WebsiteEnabled } from "./s3/website-enabled";

/** Every detection on what EventBridge delivers: API calls, and findings of other AWS services. The order is that of the catalogue. */
export const DETECTIONS: readonly Detection[] = [
  // The perimeter.
  s3BlockedOutsideAllowlist,
  s3AccessOutsideAllowlist,
  s3DeniedInsideAllowlist,
  // Findings of other AWS services, where these are switched on.
  findingsGuarddutyS3,
  findingsGuarddutyThreat,
  findingsGuarddutyMinor,
  findingsMalwareFound,
  findingsMalwareScanIncomplete,
  findingsConfigNoncompliant,
  findingsSecurityHub,
  findingsSecurityHubMinor,
  findingsAccessAnalyzer,
  findingsMaciePolicy,
  findingsMacieSensitiveData,
  findingsSignInAnomaly,
  // Who may do what in the account.
  iamRootConsoleLogin,
  iamRootLoginFailures,
  iamRootActivity,
  iamRootCredentialsChanged,
  iamConsoleLoginWithoutMfa,
  iamUserCreated,
  iamAccessKeyForAnotherUser,
  iamPasswordForAnotherUser,
  iamAdminPolicyAttached,
  iamPolicyAttached,
  iamWidePolicyWritten,
  iamPolicyVersionSwitched,
  iamTrustOpened,
  iamMfaRemoved,
  iamMfaDeviceAdded,
  iamPasswordPolicyWeakened,
  iamCompromisedKeyQuarantined,
  iamIdentityProviderChanged,
  iamPermissionsBoundaryChanged,
  iamFederationTokenIssued,
  iamAssumeRoot,
  // The account itself, and the services that watch it.
  accountLeaveOrganization,
  accountTrailImpaired,
  accountConfigImpaired,
  accountGuarddutyImpaired,
  accountFindingsServiceDisabled,
  accountFindingsSuppressed,
  accountKmsKeyImpaired,
  accountPipelineTampered,
  accountAlertTopicSubscribed,
  // Changes of who gets into a bucket.
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
  // Changes of what would help to see or undo an attack on a bucket.
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
  // Requests at the perimeter, data that moves or is destroyed, and callers that look around.
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

/** Every detection on lines of S3 server access logs, which no rule of EventBridge delivers. */
export const ACCESS_LOG_DETECTIONS: readonly AccessLogDetection[] = [
  s3AccessLogOutsideAllowlist,
  s3AccessLogFailedAuthentication,
  s3AccessLogInsecureTransport,
  s3AccessLogBatchDelete,
  s3AccessLogUnknownRequester,
  s3AccessLogAnonymousAccess,
  s3AccessLogLifecycleExpiration,
];

/** Every detection there is. Marked as pure, so that a bundle which needs one of the lists leaves the other out. */
export const ALL_DETECTIONS: readonly AnyDetection[] = /* @__PURE__ */ [DETECTIONS, ACCESS_LOG_DETECTIONS].flat();

/** The detections on what EventBridge delivers that are on with these settings. */
export function enabledDetections(settings: DetectorSettings): readonly Detection[] {
  return DETECTIONS.filter((detection) => isEnabled(detection, settings));
}

/** The detections on access logs that are on with these settings. */
export function enabledAccessLogDetections(settings: DetectorSettings): readonly AccessLogDetection[] {
  return ACCESS_LOG_DETECTIONS.filter((detection) => isEnabled(detection, settings));
}

function isEnabled({ id, enabledByDefault }: AnyDetection, { detections }: DetectorSettings): boolean {
  return detections[id]?.enabled ?? enabledByDefault;
}
