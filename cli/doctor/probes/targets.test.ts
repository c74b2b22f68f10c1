import { describeFaults } from "../../../testing/contracts/describe-faults";
import { ABROAD, type Answers, HOME, healthyAnswer, missing, policy } from "../../../testing/fixtures/doctor-fixture";
import { targets } from "./targets";

const RULE = "S3AccessDeniedMonitor";
const SUBJECT = `target of ${RULE} in ${HOME}`;

/** The targets of one rule, changed. */
const changed = (rule: string, where: string, change: (target: object) => readonly object[]): Answers => ({
  ListTargetsByRule: (input, region) => {
    const answer = healthyAnswer("ListTargetsByRule", input, region) as { readonly Targets: readonly [object] };
    return input["Rule"] === rule && region === where ? { Targets: change(answer.Targets[0]) } : answer;
  },
});

describeFaults(targets, [
  ["a rule without target", changed(RULE, HOME, () => []), { subject: SUBJECT, why: "sends to no one" }],
  [
    "a rule that sends elsewhere",
    changed(RULE, HOME, (target) => [{ ...target, Arn: "arn:aws:sqs:x:y:z" }]),
    { subject: SUBJECT, why: /sends to arn:aws:sqs:x:y:z, expected .*:palisade-events$/ },
  ],
  [
    "a rule that loses what it cannot send",
    changed(RULE, HOME, (target) => [{ ...target, DeadLetterConfig: undefined }]),
    { subject: SUBJECT, why: "no dead-letter queue" },
  ],
  [
    "a rule that changes events",
    changed(RULE, HOME, (target) => [{ ...target, InputPath: "$.detail" }]),
    { subject: SUBJECT, why: "changes events" },
  ],
  [
    "a rule that forwards as someone else",
    changed(RULE, ABROAD, (target) => [{ ...target, RoleArn: "arn:aws:iam::111122223333:role/other" }]),
    { subject: `target of ${RULE} in ${ABROAD}`, why: /sends as .*other, expected .*palisade-forward-events/ },
  ],
  [
    "a schedule that starts no one",
    changed("palisade-close-incidents", HOME, () => []),
    { subject: `target of palisade-close-incidents in ${HOME}`, why: "starts no one" },
  ],
  [
    "a function that no one may start",
    { GetPolicy: missing("ResourceNotFoundException") },
    { subject: "permission to start palisade-close-incidents", why: "no one may start it" },
  ],
  [
    "a function that another rule may start",
    {
      GetPolicy: (input, region) => ({
        Policy: (healthyAnswer("GetPolicy", input, region) as { Policy: string }).Policy.replace("rule/", "rule/not-"),
      }),
    },
    { subject: "permission to start palisade-close-incidents", why: "may not start it" },
  ],
  [
    "a forwarding role that is gone",
    { GetRole: missing("NoSuchEntityException") },
    { subject: "role palisade-forward-events", why: "does not exist" },
  ],
  [
    "a forwarding role that EventBridge may not assume",
    { GetRole: () => ({ Role: { AssumeRolePolicyDocument: encodeURIComponent(policy()) } }) },
    { subject: "role palisade-forward-events", why: "may not assume" },
  ],
]);
