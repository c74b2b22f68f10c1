import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamAccessKeyForAnotherUser } from "./access-key-for-another-user";

const key = (request: object | null, more = {}) =>
  managementCall("iam", "CreateAccessKey", request && { ...request }, more);

describeDetection(iamAccessKeyForAnotherUser, {
  matches: [
    [
      "a user's key for another user",
      key({ userName: "bob" }),
      {
        severity: "high",
        summary: "arn:aws:iam::111122223333:user/alice created an access key for the user bob, from 198.51.100.23",
      },
    ],
    ["a role's key for a user", key({ userName: "alice" }, { userIdentity: IDENTITIES.role })],
    [
      "a session that is named like the user, as anyone may name one",
      key({ userName: "i-0abc" }, { userIdentity: IDENTITIES.role }),
    ],
    ["root's key for a user", key({ userName: "alice" }, { userIdentity: IDENTITIES.root })],
    ["a caller whose name is only the end of the other's", key({ userName: "malice" })],
  ],
  ignores: [
    ["a key of one's own, without a name", key(null)],
    ["a key of one's own, by name", key({ userName: "alice" })],
    ["a key of one's own, in another case", key({ userName: "Alice" })],
    [
      "a key of one's own, where only the ARN tells the name",
      key({ userName: "alice" }, { userIdentity: { ...IDENTITIES.user, userName: undefined } }),
    ],
    ["root's own key, which has a detection of its own", key(null, { userIdentity: IDENTITIES.root })],
    ["a refusal", key({ userName: "bob" }, { errorCode: "AccessDenied" })],
    ["another call", managementCall("iam", "DeleteAccessKey", { userName: "bob" })],
  ],
});
