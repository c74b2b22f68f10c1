import { accountAccessDeniedSweepDocs } from "./account/access-denied-sweep.docs";
import { accountAlertTopicSubscribedDocs } from "./account/alert-topic-subscribed.docs";
import { accountAttackToolClientDocs } from "./account/attack-tool-client.docs";
import { accountConfigImpairedDocs } from "./account/config-impaired.docs";
import { accountFindingsServiceDisabledDocs } from "./account/findings-service-disabled.docs";
import { accountFindingsSuppressedDocs } from "./account/findings-suppressed.docs";
import { accountGuarddutyImpairedDocs } from "./account/guardduty-impaired.docs";
import { accountKmsKeyImpairedDocs } from "./account/kms-key-impaired.docs";
import { accountLeaveOrganizationDocs } from "./account/leave-organization.docs";
import { accountPipelineTamperedDocs } from "./account/pipeline-tampered.docs";
import { accountTrailImpairedDocs } from "./account/trail-impaired.docs";
import type { AnyDetection } from "./engine/define-detection";
import type { DetectionDocs } from "./engine/detection-docs";
import { findingsAccessAnalyzerDocs } from "./findings/access-analyzer.docs";
import { findingsConfigNoncompliantDocs } from "./findings/config-noncompliant.docs";
import { findingsGuarddutyMinorDocs } from "./findings/guardduty-minor.docs";
import { findingsGuarddutyS3Docs } from "./findings/guardduty-s3.docs";
import { findingsGuarddutyThreatDocs } from "./findings/guardduty-threat.docs";
import { findingsMaciePolicyDocs } from "./findings/macie-policy.docs";
import { findingsMacieSensitiveDataDocs } from "./findings/macie-sensitive-data.docs";
import { findingsMalwareFoundDocs } from "./findings/malware-found.docs";
import { findingsMalwareScanIncompleteDocs } from "./findings/malware-scan-incomplete.docs";
import { findingsSecurityHubDocs } from "./findings/security-hub.docs";
import { findingsSecurityHubMinorDocs } from "./findings/security-hub-minor.docs";
import { findingsSignInAnomalyDocs } from "./findings/sign-in-anomaly.docs";
import { iamAccessKeyForAnotherUserDocs } from "./iam/access-key-for-another-user.docs";
import { iamAdminPolicyAttachedDocs } from "./iam/admin-policy-attached.docs";
import { iamAssumeRootDocs } from "./iam/assume-root.docs";
import { iamCompromisedKeyQuarantinedDocs } from "./iam/compromised-key-quarantined.docs";
import { iamConsoleLoginWithoutMfaDocs } from "./iam/console-login-without-mfa.docs";
import { iamFederationTokenIssuedDocs } from "./iam/federation-token-issued.docs";
import { iamIdentityProviderChangedDocs } from "./iam/identity-provider-changed.docs";
import { iamMfaDeviceAddedDocs } from "./iam/mfa-device-added.docs";
import { iamMfaRemovedDocs } from "./iam/mfa-removed.docs";
import { iamPasswordForAnotherUserDocs } from "./iam/password-for-another-user.docs";
import { iamPasswordPolicyWeakenedDocs } from "./iam/password-policy-weakened.docs";
import { iamPermissionsBoundaryChangedDocs } from "./iam/permissions-boundary-changed.docs";
import { iamPolicyAttachedDocs } from "./iam/policy-attached.docs";
import { iamPolicyVersionSwitchedDocs } from "./iam/policy-version-switched.docs";
import { iamRootActivityDocs } from "./iam/root-activity.docs";
import { iamRootConsoleLoginDocs } from "./iam/root-console-login.docs";
import { iamRootCredentialsChangedDocs } from "./iam/root-credentials-changed.docs";
import { iamRootLoginFailuresDocs } from "./iam/root-login-failures.docs";
import { iamTrustOpenedDocs } from "./iam/trust-opened.docs";
import { iamUserCreatedDocs } from "./iam/user-created.docs";
import { iamWidePolicyWrittenDocs } from "./iam/wide-policy-written.docs";
import { s3AccessDeniedBurstDocs } from "./s3/access-denied-burst.docs";
import { s3AccessLogAnonymousAccessDocs } from "./s3/access-log-anonymous-access.docs";
import { s3AccessLogBatchDeleteDocs } from "./s3/access-log-batch-delete.docs";
import { s3AccessLogFailedAuthenticationDocs } from "./s3/access-log-failed-authentication.docs";
import { s3AccessLogInsecureTransportDocs } from "./s3/access-log-insecure-transport.docs";
import { s3AccessLogLifecycleExpirationDocs } from "./s3/access-log-lifecycle-expiration.docs";
import { s3AccessLogOutsideAllowlistDocs } from "./s3/access-log-outside-allowlist.docs";
import { s3AccessLogUnknownRequesterDocs } from "./s3/access-log-unknown-requester.docs";
import { s3AccessLoggingDisabledDocs } from "./s3/access-logging-disabled.docs";
import { s3AccessOutsideAllowlistDocs } from "./s3/access-outside-allowlist.docs";
import { s3AccessPointOpenedDocs } from "./s3/access-point-opened.docs";
import { s3AccountPublicAccessBlockWeakenedDocs } from "./s3/account-public-access-block-weakened.docs";
import { s3AclsEnabledDocs } from "./s3/acls-enabled.docs";
import { s3AnonymousAccessDocs } from "./s3/anonymous-access.docs";
import { s3BatchDeleteDocs } from "./s3/batch-delete.docs";
import { s3BatchDeleteBurstDocs } from "./s3/batch-delete-burst.docs";
import { s3BlockedOutsideAllowlistDocs } from "./s3/blocked-outside-allowlist.docs";
import { s3BucketAclOpenedDocs } from "./s3/bucket-acl-opened.docs";
import { s3BucketDeletedDocs } from "./s3/bucket-deleted.docs";
import { s3BucketPostureSweepDocs } from "./s3/bucket-posture-sweep.docs";
import { s3BucketsListedDocs } from "./s3/buckets-listed.docs";
import { s3BulkDownloadDocs } from "./s3/bulk-download.docs";
import { s3CopiedOutThenBatchDeletedDocs } from "./s3/copied-out-then-batch-deleted.docs";
import { s3CopiedOutThenDeletedDocs } from "./s3/copied-out-then-deleted.docs";
import { s3CopiedToForeignAccountDocs } from "./s3/copied-to-foreign-account.docs";
import { s3CorsOpenedDocs } from "./s3/cors-opened.docs";
import { s3CredentialFileReadDocs } from "./s3/credential-file-read.docs";
import { s3CustomerKeyEncryptionDocs } from "./s3/customer-key-encryption.docs";
import { s3CustomerKeyEncryptionBurstDocs } from "./s3/customer-key-encryption-burst.docs";
import { s3CustomerKeysAllowedDocs } from "./s3/customer-keys-allowed.docs";
import { s3DecoyTouchedDocs } from "./s3/decoy-touched.docs";
import { s3DeniedInsideAllowlistDocs } from "./s3/denied-inside-allowlist.docs";
import { s3EncryptedInPlaceDocs } from "./s3/encrypted-in-place.docs";
import { s3EncryptedWithForeignKeyDocs } from "./s3/encrypted-with-foreign-key.docs";
import { s3EncryptionWeakenedDocs } from "./s3/encryption-weakened.docs";
import { s3ForeignEncryptionKeyDocs } from "./s3/foreign-encryption-key.docs";
import { s3ForeignPrincipalThroughVpcEndpointDocs } from "./s3/foreign-principal-through-vpc-endpoint.docs";
import { s3LifecycleExpiresSoonDocs } from "./s3/lifecycle-expires-soon.docs";
import { s3LogObjectTamperedDocs } from "./s3/log-object-tampered.docs";
import { s3ManyObjectsReadDocs } from "./s3/many-objects-read.docs";
import { s3MfaDeleteDisabledDocs } from "./s3/mfa-delete-disabled.docs";
import { s3NewNetworkForActorDocs } from "./s3/new-network-for-actor.docs";
import { s3NewReaderDocs } from "./s3/new-reader.docs";
import { s3NotificationsRemovedDocs } from "./s3/notifications-removed.docs";
import { s3ObjectAclOpenedDocs } from "./s3/object-acl-opened.docs";
import { s3ObjectDeleteBurstDocs } from "./s3/object-delete-burst.docs";
import { s3ObjectLockWeakenedDocs } from "./s3/object-lock-weakened.docs";
import { s3OutdatedTlsDocs } from "./s3/outdated-tls.docs";
import { s3OutsideAddressThroughVpcEndpointDocs } from "./s3/outside-address-through-vpc-endpoint.docs";
import { s3ParametersWithheldDocs } from "./s3/parameters-withheld.docs";
import { s3PerimeterWeakenedDocs } from "./s3/perimeter-weakened.docs";
import { s3PolicyDeletedDocs } from "./s3/policy-deleted.docs";
import { s3PolicyGrantsStrangersDocs } from "./s3/policy-grants-strangers.docs";
import { s3PolicyMadePublicDocs } from "./s3/policy-made-public.docs";
import { s3PresignedUrlOutsideAllowlistDocs } from "./s3/presigned-url-outside-allowlist.docs";
import { s3PublicAccessBlockWeakenedDocs } from "./s3/public-access-block-weakened.docs";
import { s3RansomNoteDocs } from "./s3/ransom-note.docs";
import { s3ReplicationDeletedDocs } from "./s3/replication-deleted.docs";
import { s3ReplicationToStrangerDocs } from "./s3/replication-to-stranger.docs";
import { s3ReportsToStrangerDocs } from "./s3/reports-to-stranger.docs";
import { s3RetentionBypassedDocs } from "./s3/retention-bypassed.docs";
import { s3SeveralControlsDisabledDocs } from "./s3/several-controls-disabled.docs";
import { s3StaticSiteScriptOverwrittenDocs } from "./s3/static-site-script-overwritten.docs";
import { s3UncommonClientDocs } from "./s3/uncommon-client.docs";
import { s3VersionPurgeDocs } from "./s3/version-purge.docs";
import { s3VersioningSuspendedDocs } from "./s3/versioning-suspended.docs";
import { s3VpcEndpointDeniedDocs } from "./s3/vpc-endpoint-denied.docs";
import { s3WebsiteEnabledDocs } from "./s3/website-enabled.docs";

/** What people need to know of each detection, by its id: for the catalogue, the command, hunts and alerts. Nothing is decided by it. */
export const DETECTION_DOCS: Readonly<Record<string, DetectionDocs>> = {
  "s3.blocked-outside-allowlist": s3BlockedOutsideAllowlistDocs,
  "s3.access-outside-allowlist": s3AccessOutsideAllowlistDocs,
  "s3.denied-inside-allowlist": s3DeniedInsideAllowlistDocs,
  "findings.guardduty-s3": findingsGuarddutyS3Docs,
  "findings.guardduty-threat": findingsGuarddutyThreatDocs,
  "findings.guardduty-minor": findingsGuarddutyMinorDocs,
  "findings.malware-found": findingsMalwareFoundDocs,
  "findings.malware-scan-incomplete": findingsMalwareScanIncompleteDocs,
  "findings.config-noncompliant": findingsConfigNoncompliantDocs,
  "findings.security-hub": findingsSecurityHubDocs,
  "findings.security-hub-minor": findingsSecurityHubMinorDocs,
  "findings.access-analyzer": findingsAccessAnalyzerDocs,
  "findings.macie-policy": findingsMaciePolicyDocs,
  "findings.macie-sensitive-data": findingsMacieSensitiveDataDocs,
  "findings.sign-in-anomaly": findingsSignInAnomalyDocs,
  "iam.root-console-login": iamRootConsoleLoginDocs,
  "iam.root-login-failures": iamRootLoginFailuresDocs,
  "iam.root-activity": iamRootActivityDocs,
  "iam.root-credentials-changed": iamRootCredentialsChangedDocs,
  "iam.console-login-without-mfa": iamConsoleLoginWithoutMfaDocs,
  "iam.user-created": iamUserCreatedDocs,
  "iam.access-key-for-another-user": iamAccessKeyForAnotherUserDocs,
  "iam.password-for-another-user": iamPasswordForAnotherUserDocs,
  "iam.admin-policy-attached": iamAdminPolicyAttachedDocs,
  "iam.policy-attached": iamPolicyAttachedDocs,
  "iam.wide-policy-written": iamWidePolicyWrittenDocs,
  "iam.policy-version-switched": iamPolicyVersionSwitchedDocs,
  "iam.trust-opened": iamTrustOpenedDocs,
  "iam.mfa-removed": iamMfaRemovedDocs,
  "iam.mfa-device-added": iamMfaDeviceAddedDocs,
  "iam.password-policy-weakened": iamPasswordPolicyWeakenedDocs,
  "iam.compromised-key-quarantined": iamCompromisedKeyQuarantinedDocs,
  "iam.identity-provider-changed": iamIdentityProviderChangedDocs,
  "iam.permissions-boundary-changed": iamPermissionsBoundaryChangedDocs,
  "iam.federation-token-issued": iamFederationTokenIssuedDocs,
  "iam.assume-root": iamAssumeRootDocs,
  "account.leave-organization": accountLeaveOrganizationDocs,
  "account.trail-impaired": accountTrailImpairedDocs,
  "account.config-impaired": accountConfigImpairedDocs,
  "account.guardduty-impaired": accountGuarddutyImpairedDocs,
  "account.findings-service-disabled": accountFindingsServiceDisabledDocs,
  "account.findings-suppressed": accountFindingsSuppressedDocs,
  "account.kms-key-impaired": accountKmsKeyImpairedDocs,
  "account.pipeline-tampered": accountPipelineTamperedDocs,
  "account.alert-topic-subscribed": accountAlertTopicSubscribedDocs,
  "s3.policy-made-public": s3PolicyMadePublicDocs,
  "s3.policy-grants-strangers": s3PolicyGrantsStrangersDocs,
  "s3.policy-deleted": s3PolicyDeletedDocs,
  "s3.perimeter-weakened": s3PerimeterWeakenedDocs,
  "s3.bucket-acl-opened": s3BucketAclOpenedDocs,
  "s3.object-acl-opened": s3ObjectAclOpenedDocs,
  "s3.public-access-block-weakened": s3PublicAccessBlockWeakenedDocs,
  "s3.account-public-access-block-weakened": s3AccountPublicAccessBlockWeakenedDocs,
  "s3.acls-enabled": s3AclsEnabledDocs,
  "s3.website-enabled": s3WebsiteEnabledDocs,
  "s3.cors-opened": s3CorsOpenedDocs,
  "s3.access-point-opened": s3AccessPointOpenedDocs,
  "s3.versioning-suspended": s3VersioningSuspendedDocs,
  "s3.mfa-delete-disabled": s3MfaDeleteDisabledDocs,
  "s3.access-logging-disabled": s3AccessLoggingDisabledDocs,
  "s3.encryption-weakened": s3EncryptionWeakenedDocs,
  "s3.customer-keys-allowed": s3CustomerKeysAllowedDocs,
  "s3.foreign-encryption-key": s3ForeignEncryptionKeyDocs,
  "s3.replication-to-stranger": s3ReplicationToStrangerDocs,
  "s3.replication-deleted": s3ReplicationDeletedDocs,
  "s3.lifecycle-expires-soon": s3LifecycleExpiresSoonDocs,
  "s3.reports-to-stranger": s3ReportsToStrangerDocs,
  "s3.notifications-removed": s3NotificationsRemovedDocs,
  "s3.object-lock-weakened": s3ObjectLockWeakenedDocs,
  "s3.retention-bypassed": s3RetentionBypassedDocs,
  "s3.bucket-deleted": s3BucketDeletedDocs,
  "s3.several-controls-disabled": s3SeveralControlsDisabledDocs,
  "s3.parameters-withheld": s3ParametersWithheldDocs,
  "s3.access-denied-burst": s3AccessDeniedBurstDocs,
  "s3.anonymous-access": s3AnonymousAccessDocs,
  "s3.outdated-tls": s3OutdatedTlsDocs,
  "s3.presigned-url-outside-allowlist": s3PresignedUrlOutsideAllowlistDocs,
  "s3.new-reader": s3NewReaderDocs,
  "s3.vpc-endpoint-denied": s3VpcEndpointDeniedDocs,
  "s3.foreign-principal-through-vpc-endpoint": s3ForeignPrincipalThroughVpcEndpointDocs,
  "s3.outside-address-through-vpc-endpoint": s3OutsideAddressThroughVpcEndpointDocs,
  "s3.copied-to-foreign-account": s3CopiedToForeignAccountDocs,
  "s3.copied-out-then-deleted": s3CopiedOutThenDeletedDocs,
  "s3.copied-out-then-batch-deleted": s3CopiedOutThenBatchDeletedDocs,
  "s3.bulk-download": s3BulkDownloadDocs,
  "s3.many-objects-read": s3ManyObjectsReadDocs,
  "s3.object-delete-burst": s3ObjectDeleteBurstDocs,
  "s3.batch-delete": s3BatchDeleteDocs,
  "s3.batch-delete-burst": s3BatchDeleteBurstDocs,
  "s3.version-purge": s3VersionPurgeDocs,
  "s3.encrypted-with-foreign-key": s3EncryptedWithForeignKeyDocs,
  "s3.customer-key-encryption": s3CustomerKeyEncryptionDocs,
  "s3.customer-key-encryption-burst": s3CustomerKeyEncryptionBurstDocs,
  "s3.encrypted-in-place": s3EncryptedInPlaceDocs,
  "s3.ransom-note": s3RansomNoteDocs,
  "s3.credential-file-read": s3CredentialFileReadDocs,
  "s3.static-site-script-overwritten": s3StaticSiteScriptOverwrittenDocs,
  "s3.uncommon-client": s3UncommonClientDocs,
  "s3.new-network-for-actor": s3NewNetworkForActorDocs,
  "s3.decoy-touched": s3DecoyTouchedDocs,
  "s3.log-object-tampered": s3LogObjectTamperedDocs,
  "s3.buckets-listed": s3BucketsListedDocs,
  "s3.bucket-posture-sweep": s3BucketPostureSweepDocs,
  "account.access-denied-sweep": accountAccessDeniedSweepDocs,
  "account.attack-tool-client": accountAttackToolClientDocs,
  "s3.access-log-outside-allowlist": s3AccessLogOutsideAllowlistDocs,
  "s3.access-log-failed-authentication": s3AccessLogFailedAuthenticationDocs,
  "s3.access-log-insecure-transport": s3AccessLogInsecureTransportDocs,
  "s3.access-log-batch-delete": s3AccessLogBatchDeleteDocs,
  "s3.access-log-unknown-requester": s3AccessLogUnknownRequesterDocs,
  "s3.access-log-anonymous-access": s3AccessLogAnonymousAccessDocs,
  "s3.access-log-lifecycle-expiration": s3AccessLogLifecycleExpirationDocs,
};

/** What people need to know of a detection of the registry. */
export function docsOf({ id }: Pick<AnyDetection, "id">): DetectionDocs {
  const docs = DETECTION_DOCS[id];
  if (docs === undefined)
    throw new Error(`no docs of detection ${id}, expected its ${id.replace(".", "/")}.docs.ts in DETECTION_DOCS`);
  return docs;
}
