import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { accountAccessDeniedSweep } from "./access-denied-sweep";

describeDetection(accountAccessDeniedSweep, {
  record: {
    eventSource: "iam.amazonaws.com",
    eventName: "ListUsers",
    errorCode: "AccessDenied",
    requestParameters: null,
    managementEvent: true,
  },
  matches: [
    ["a refusal", {}, { severity: "medium", dedupKey: `account.access-denied-sweep|arn:aws:iam::${OWNER}:user/alice` }],
    [
      "another service's spelling of it",
      { eventSource: "ec2.amazonaws.com", eventName: "DescribeInstances", errorCode: "Client.UnauthorizedOperation" },
      {},
    ],
    ["a role's session", { userIdentity: IDENTITIES.role }, {}],
    ["a session that says it is none of the console's", { sessionCredentialFromConsole: "false" }, {}],
  ],
  ignores: [
    ["a session of the console", { sessionCredentialFromConsole: "true" }],
    ["a success", { errorCode: undefined }],
    ["another error", { errorCode: "NoSuchEntity" }],
    ["log delivery", { userIdentity: IDENTITIES.service, sourceIPAddress: "delivery.logs.amazonaws.com" }],
    ["AWS Config's look around", { userIdentity: IDENTITIES.role, sourceIPAddress: "AWS Internal" }],
    [
      "a service on someone's behalf",
      {
        userIdentity: { ...IDENTITIES.user, invokedBy: "athena.amazonaws.com" },
        sourceIPAddress: "athena.amazonaws.com",
      },
    ],
    ["another account's principal", { userIdentity: IDENTITIES.foreign }],
  ],
});
