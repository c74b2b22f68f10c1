import { describeFaults } from "../describe-faults-fixture";
import { type Answers, missing, policy, ROLE_POLICY } from "../doctor-fixture";
import { roles } from "./roles";

/** The detector's policy, another. */
const detectorMay = (document: string): Answers => ({
  GetRolePolicy: ({ RoleName }) => ({
    PolicyDocument: encodeURIComponent(RoleName === "palisade-detector" ? document : ROLE_POLICY),
  }),
});

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
    "a role that is gone",
    {
      ListRolePolicies: ({ RoleName }) =>
        RoleName === "palisade-detector" ? missing("NoSuchEntityException")() : { PolicyNames: ["all"] },
    },
    { subject: SUBJECT, why: "does not exist" },
  ],
]);
