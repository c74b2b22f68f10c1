import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamMfaRemoved } from "./mfa-removed";

const serialNumber = "arn:aws:iam::111122223333:mfa/bob";
const rootDevice = "arn:aws:iam::111122223333:mfa/root-account-mfa-device";

describeDetection(iamMfaRemoved, {
  matches: [
    [
      "a user's device deactivated",
      managementCall("iam", "DeactivateMFADevice", { userName: "bob", serialNumber }),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice deactivated the MFA device of the user bob, from 198.51.100.23",
        dedupKey: `iam.mfa-removed|arn:aws:iam::111122223333:user/alice|${serialNumber}`,
      },
    ],
    [
      "a virtual device deleted",
      managementCall("iam", "DeleteVirtualMFADevice", { serialNumber }),
      { severity: "medium", summary: expect.stringContaining(`deleted the MFA device ${serialNumber}`) },
    ],
    [
      "root's device, as the console names its user",
      managementCall("iam", "DeactivateMFADevice", { userName: "AWS ROOT USER", serialNumber: "GAKT0000" }),
      { severity: "critical", summary: expect.stringContaining("the MFA device of root") },
    ],
    [
      "root's virtual device deleted",
      managementCall("iam", "DeleteVirtualMFADevice", { serialNumber: rootDevice }),
      { severity: "critical" },
    ],
    [
      "root's own device, which names no one",
      managementCall("iam", "DeactivateMFADevice", { serialNumber: "GAKT0000" }, { userIdentity: IDENTITIES.root }),
      { severity: "critical" },
    ],
    ["a record that says nothing", managementCall("iam", "DeactivateMFADevice"), { severity: "high" }],
  ],
  ignores: [
    ["a refusal", managementCall("iam", "DeactivateMFADevice", { userName: "bob" }, { errorCode: "AccessDenied" })],
    ["a device added", managementCall("iam", "EnableMFADevice", { userName: "bob", serialNumber })],
    ["another service's call", managementCall("sso-directory", "DeactivateMFADevice")],
  ],
});
