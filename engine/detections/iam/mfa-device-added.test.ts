import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamMfaDeviceAdded } from "./mfa-device-added";

const temporary = { ...IDENTITIES.user, accessKeyId: "ASIAEXAMPLEALICE" };
const enable = (userName: string | undefined, more = {}) =>
  managementCall("iam", "EnableMFADevice", { userName, serialNumber: "arn:aws:iam::111122223333:mfa/phone" }, more);
const create = (more = {}) => managementCall("iam", "CreateVirtualMFADevice", { virtualMFADeviceName: "phone" }, more);

describeDetection(iamMfaDeviceAdded, {
  matches: [
    [
      "a device for another user",
      enable("bob"),
      {
        severity: "medium",
        summary: "arn:aws:iam::111122223333:user/alice added an MFA device for the user bob, from 198.51.100.23",
        details: { Device: "arn:aws:iam::111122223333:mfa/phone" },
      },
    ],
    ["a device by temporary keys", enable("alice", { userIdentity: temporary }), { severity: "medium" }],
    [
      "a virtual device made by temporary keys",
      create({ userIdentity: temporary }),
      { summary: expect.stringContaining("with temporary keys"), details: { Device: "phone" } },
    ],
    ["a device for root", enable(undefined, { userIdentity: IDENTITIES.root }), { severity: "high" }],
  ],
  ignores: [
    ["one's own device", enable("alice")],
    [
      "one's own device in the console, whose keys are temporary",
      enable("alice", { userIdentity: temporary, sessionCredentialFromConsole: "true" }),
    ],
    [
      "one's own device in the console of older records",
      enable("alice", { userIdentity: { ...temporary, invokedBy: "signin.amazonaws.com" } }),
    ],
    ["a virtual device made by long-lived keys", create()],
    ["a virtual device made by a role, whose keys are always temporary", create({ userIdentity: IDENTITIES.role })],
    ["a refusal", enable("bob", { errorCode: "AccessDenied" })],
    ["a device that exists", create({ userIdentity: temporary, errorCode: "EntityAlreadyExists" })],
    ["another call", managementCall("iam", "ListMFADevices", { userName: "bob" })],
  ],
});
