import { describeFaults } from "../../../testing/contracts/describe-faults";
import { missing, policy } from "../../../testing/fixtures/doctor-fixture";
import { topic } from "./topic";

const SUBJECT = "topic palisade-alerts";
const TOPIC = "arn:aws:sns:eu-central-1:111122223333:palisade-alerts";
const PUBLISH = { Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish", Resource: TOPIC };
const attributes = (Policy: string, KmsMasterKeyId: string | undefined) => ({
  GetTopicAttributes: () => ({ Attributes: { Policy, KmsMasterKeyId } }),
});
const ALLOWED = policy({ Effect: "Allow", ...PUBLISH });

describeFaults(topic, [
  [
    "a topic that is gone",
    { GetTopicAttributes: missing("NotFoundException") },
    { subject: SUBJECT, why: "does not exist" },
  ],
  [
    "alarms that may not publish",
    attributes(policy(), "key-1"),
    { subject: `${SUBJECT}, policy`, why: "does not let alarms" },
  ],
  [
    "alarms that are refused",
    attributes(policy({ Effect: "Allow", ...PUBLISH }, { Effect: "Deny", Sid: "Muted", ...PUBLISH }), "key-1"),
    { subject: `${SUBJECT}, policy`, why: "refuses alarms by statement Muted" },
  ],
  [
    "no key where there should be one",
    attributes(ALLOWED, undefined),
    { subject: `${SUBJECT}, encryption`, why: "is not encrypted" },
  ],
  ["AWS's own key", attributes(ALLOWED, "alias/aws/sns"), { subject: `${SUBJECT}, encryption`, why: "AWS's own key" }],
]);
