import { IDENTITIES } from "../../../testing/fixtures/cloudtrail-fixture";
import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { accountAlertTopicSubscribed } from "./alert-topic-subscribed";

const topic = (name: string) => `arn:aws:sns:eu-central-1:111122223333:${name}`;
const subscribe = (request: object, more = {}) => managementCall("sns", "Subscribe", { ...request }, more);
const ours = { topicArn: topic("palisade-alerts"), protocol: "email", endpoint: "mallory@example.com" };
const deployer = {
  ...IDENTITIES.role,
  sessionContext: { sessionIssuer: { arn: "arn:aws:iam::111122223333:role/deployer" } },
};

describeDetection(accountAlertTopicSubscribed, {
  matches: [
    [
      "a receiver of the alerts",
      subscribe(ours),
      {
        severity: "medium",
        summary:
          "arn:aws:iam::111122223333:user/alice subscribed mallory@example.com (email) to the alerts of topic palisade-alerts, from 198.51.100.23",
      },
    ],
    [
      "a receiver that the record hides",
      subscribe({ topicArn: topic("palisade-alerts") }),
      {
        details: {
          Topic: "palisade-alerts",
          Receiver: "a receiver that the record does not name",
          Protocol: "unknown",
        },
      },
    ],
  ],
  ignores: [
    ["another topic", subscribe({ ...ours, topicArn: topic("palisade-alerts-2") })],
    ["a record without topic", subscribe({})],
    ["a deployment", subscribe(ours, { userIdentity: deployer })],
    ["a refusal", subscribe(ours, { errorCode: "AuthorizationError" })],
    ["another call", managementCall("sns", "Publish", ours)],
  ],
});
