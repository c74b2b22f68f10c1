import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { accountLeaveOrganization } from "./leave-organization";

const leave = (more = {}) => managementCall("organizations", "LeaveOrganization", null, more);

describeDetection(accountLeaveOrganization, {
  matches: [
    [
      "an account that left",
      leave(),
      {
        severity: "high",
        summary:
          "arn:aws:iam::111122223333:user/alice took the account 111122223333 out of its organization, from 198.51.100.23",
      },
    ],
    [
      "an attempt that was refused",
      leave({ errorCode: "AccessDeniedException" }),
      { severity: "medium", summary: expect.stringContaining("was refused to take the account") },
    ],
  ],
  ignores: [
    ["an attempt that could not succeed", leave({ errorCode: "AWSOrganizationsNotInUseException" })],
    ["another call", managementCall("organizations", "DescribeOrganization")],
    ["another service's call of that name", managementCall("iam", "LeaveOrganization")],
  ],
});
