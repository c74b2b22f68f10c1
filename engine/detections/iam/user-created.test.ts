import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamUserCreated } from "./user-created";

describeDetection(iamUserCreated, {
  matches: [
    [
      "a new user",
      managementCall("iam", "CreateUser", { userName: "mallory" }),
      {
        severity: "medium",
        summary: "arn:aws:iam::111122223333:user/alice created the user mallory, from 198.51.100.23",
        dedupKey: "iam.user-created|arn:aws:iam::111122223333:user/alice|mallory",
      },
    ],
    [
      "a new user whose name the record lacks",
      managementCall("iam", "CreateUser"),
      { details: { User: "of unknown name" } },
    ],
  ],
  ignores: [
    ["a refusal", managementCall("iam", "CreateUser", { userName: "m" }, { errorCode: "AccessDenied" })],
    ["a user who exists", managementCall("iam", "CreateUser", { userName: "m" }, { errorCode: "EntityAlreadyExists" })],
    ["another service's user", managementCall("transfer", "CreateUser", { userName: "m" })],
    ["another call", managementCall("iam", "CreateRole", { roleName: "m" })],
  ],
});
