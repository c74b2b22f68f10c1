import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamPasswordForAnotherUser } from "./password-for-another-user";

const create = (request: object, more = {}) => managementCall("iam", "CreateLoginProfile", { ...request }, more);
const update = (request: object, more = {}) => managementCall("iam", "UpdateLoginProfile", { ...request }, more);

describeDetection(iamPasswordForAnotherUser, {
  matches: [
    [
      "a new password that stays",
      create({ userName: "bob", passwordResetRequired: false }),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice gave a console password to the user bob, from 198.51.100.23",
      },
    ],
    [
      "a new password for the first sign-in",
      create({ userName: "bob", passwordResetRequired: "true" }),
      { severity: "medium", details: { User: "bob", "Must choose another": "yes" } },
    ],
    [
      "a changed password that stays",
      update({ userName: "bob" }),
      { severity: "high", summary: expect.stringContaining("changed the console password of the user bob") },
    ],
    [
      "a changed password for the next sign-in",
      update({ userName: "bob", passwordResetRequired: true }),
      { severity: "medium" },
    ],
    [
      "a session that is named like the user, as anyone may name one",
      update({ userName: "i-0abc" }, { userIdentity: IDENTITIES.role }),
    ],
  ],
  ignores: [
    ["one's own password", update({ userName: "alice", passwordResetRequired: false })],
    ["root's own password, which has a detection of its own", create({}, { userIdentity: IDENTITIES.root })],
    ["a refusal", create({ userName: "bob" }, { errorCode: "AccessDenied" })],
    ["another call", managementCall("iam", "DeleteLoginProfile", { userName: "bob" })],
  ],
});
