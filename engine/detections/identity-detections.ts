import { accountAlertTopicSubscribed } from "./account/alert-topic-subscribed";
import { accountConfigImpaired } from "./account/config-impaired";
import { accountFindingsServiceDisabled } from "./account/findings-service-disabled";
import { accountFindingsSuppressed } from "./account/findings-suppressed";
import { accountGuarddutyImpaired } from "./account/guardduty-impaired";
import { accountKmsKeyImpaired } from "./account/kms-key-impaired";
import { accountLeaveOrganization } from "./account/leave-organization";
import { accountPipelineTampered } from "./account/pipeline-tampered";
import { accountTrailImpaired } from "./account/trail-impaired";
import type { Detection } from "./engine/define-detection";
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

/** Who may do what in the account, and the services that would tell. */
export const IDENTITY_DETECTIONS: readonly Detection[] = [
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
  accountLeaveOrganization,
  accountTrailImpaired,
  accountConfigImpaired,
  accountGuarddutyImpaired,
  accountFindingsServiceDisabled,
  accountFindingsSuppressed,
  accountKmsKeyImpaired,
  accountPipelineTampered,
  accountAlertTopicSubscribed,
];
