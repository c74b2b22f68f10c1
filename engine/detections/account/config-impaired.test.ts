import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { accountConfigImpaired } from "./config-impaired";

const call = (name: string, request: object = {}, more = {}) => managementCall("config", name, { ...request }, more);
const issuer = {
  ...IDENTITIES.role.sessionContext.sessionIssuer,
  arn: "arn:aws:iam::111122223333:role/aws-service-role/securityhub.amazonaws.com/AWSServiceRoleForSecurityHub",
};

describeDetection(accountConfigImpaired, {
  matches: [
    [
      "the recorder stopped",
      call("StopConfigurationRecorder", { configurationRecorderName: "default" }),
      {
        severity: "high",
        summary:
          "arn:aws:iam::111122223333:user/alice called StopConfigurationRecorder of AWS Config on default, from 198.51.100.23",
      },
    ],
    ["the recorder deleted", call("DeleteConfigurationRecorder"), { severity: "high" }],
    ["the delivery channel deleted", call("DeleteDeliveryChannel"), { severity: "high" }],
    ["a rule deleted", call("DeleteConfigRule", { configRuleName: "mfa" }), { severity: "medium" }],
  ],
  ignores: [
    [
      "a rule that AWS itself deletes",
      call(
        "DeleteConfigRule",
        {},
        {
          userIdentity: { ...IDENTITIES.role, sessionContext: { sessionIssuer: issuer } },
        },
      ),
    ],
    ["a channel that is not there", call("DeleteDeliveryChannel", {}, { errorCode: "NoSuchDeliveryChannelException" })],
    ["a refusal", call("StopConfigurationRecorder", {}, { errorCode: "AccessDenied" })],
    ["a channel made", call("PutDeliveryChannel")],
    ["another service's call of that name", managementCall("ssm", "DeleteConfigRule")],
  ],
});
