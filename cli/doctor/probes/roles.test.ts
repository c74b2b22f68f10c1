import { describeFaults } from "../../../testing/contracts/describe-faults";
import { type Answers, missing, policy, ROLE_POLICY } from "../../../testing/fixtures/doctor-fixture";
import { roles } from "./roles";

/** One role's policy, another. */
const may = (role: string, document: string): Answers => ({
  GetRolePolicy: ({ RoleName }) => ({
    PolicyDocument: encodeURIComponent(RoleName === role ? document : ROLE_POLICY),
  }),
});
const detectorMay = (document: string) => may("palisade-detector", document);

/** Everything but one action. */
const allBut = (action: string) =>
  policy(...JSON.parse(ROLE_POLICY).Statement, { Effect: "Deny", Action: action, Resource: "*" });

const SUBJECT = "role palisade-detector, rights";
const without = ROLE_POLICY.replace("sns:Publish", "sns:Subscribe");

describeFaults(roles, [
  ["a right that is gone", detectorMay(without), { subject: SUBJECT, why: "may not sns:Publish" }],
  [
    "a right that another policy may give",
    { ...detectorMay(without), ListAttachedRolePolicies: () => ({ AttachedPolicies: [{ PolicyName: "more" }] }) },
    { status: "unknown", subject: SUBJECT, why: "may get sns:Publish of a policy that was not read" },
  ],
  [
    "a Deny, whatever else there is",
    {
      ...detectorMay(
        policy(...JSON.parse(ROLE_POLICY).Statement, { Effect: "Deny", Action: "dynamodb:PutItem", Resource: "*" }),
      ),
      ListAttachedRolePolicies: () => ({ AttachedPolicies: [{ PolicyName: "more" }] }),
    },
    { subject: SUBJECT, why: "may not dynamodb:PutItem" },
  ],
  [
    "a closer that may not look at the alarms of other regions",
    may("palisade-close-incidents", allBut("cloudwatch:DescribeAlarms")),
    { subject: "role palisade-close-incidents, rights", why: /^may not cloudwatch:DescribeAlarms$/ },
  ],
  [
    "a channel that may not read its secret",
    may("palisade-notify-team", allBut("ssm:GetParameter")),
    { subject: "role palisade-notify-team, rights", why: /^may not ssm:GetParameter$/ },
  ],
  [
    "a channel that may not tell of an incident's end",
    may("palisade-notify-on-call", allBut("sqs:SendMessage")),
    { subject: "role palisade-notify-on-call, rights", why: /^may not sqs:SendMessage$/ },
  ],
  [
    "a digest that may not look for alarms",
    may("palisade-digest", allBut("cloudwatch:DescribeAlarms")),
    { subject: "role palisade-digest, rights", why: /^may not cloudwatch:DescribeAlarms$/ },
  ],
  [
    "a schedule that may not start the digest",
    may("palisade-digest-schedule", allBut("lambda:InvokeFunction")),
    { subject: "role palisade-digest-schedule, rights", why: /^may not lambda:InvokeFunction$/ },
  ],
  [
    "a role that is gone",
    {
      ListRolePolicies: ({ RoleName }) =>
        RoleName === "palisade-detector" ? missing("NoSuchEntityException")() : { PolicyNames: ["all"] },
    },
    { subject: SUBJECT, why: "does not exist" },
  ],
]);
