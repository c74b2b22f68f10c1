import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  ACCOUNT,
  type Answers,
  configOf,
  HOME,
  healthyAnswer,
  look,
  missing,
  policy,
  refuse,
} from "../../../testing/fixtures/doctor-fixture";
import { digest } from "./digest";

const SUBJECT = "schedule palisade-digest";
const ROLE = "role palisade-digest-schedule";

const schedule = (change: object): Answers => ({
  GetSchedule: (input, region) => ({ ...(healthyAnswer("GetSchedule", input, region) as object), ...change }),
});

const trust = (...statements: readonly object[]): Answers => ({
  GetRole: () => ({ Role: { AssumeRolePolicyDocument: encodeURIComponent(policy(...statements)) } }),
});

describeFaults(digest, [
  [
    "a schedule that is gone",
    { GetSchedule: missing("ResourceNotFoundException") },
    { subject: SUBJECT, why: "does not exist", fix: "deploy alerting" },
  ],
  ["a schedule that was stopped", schedule({ State: "DISABLED" }), { subject: SUBJECT, why: "is disabled" }],
  [
    "a schedule of another hour",
    schedule({ ScheduleExpression: "cron(30 9 * * ? *)" }),
    { subject: SUBJECT, why: /^runs at cron\(30 9 \* \* \? \*\) Europe\/Berlin, expected cron\(0 7 / },
  ],
  [
    "a schedule on another clock",
    schedule({ ScheduleExpressionTimezone: undefined }),
    { subject: SUBJECT, why: /^runs at cron\(0 7 \* \* \? \*\) UTC, expected/ },
  ],
  [
    "a schedule that starts someone else",
    schedule({ Target: { Arn: "arn:aws:lambda:eu-central-1:111122223333:function:other" } }),
    { subject: SUBJECT, why: "starts arn:aws:lambda:eu-central-1:111122223333:function:other" },
  ],
  [
    "a schedule with another role",
    schedule({ Target: { Arn: `arn:aws:lambda:${HOME}:${ACCOUNT}:function:palisade-digest` } }),
    { subject: SUBJECT, why: "starts it as nobody" },
  ],
  [
    "no permission to look",
    { GetSchedule: refuse },
    { status: "unknown", subject: SUBJECT, why: "scheduler:GetSchedule", fix: /./ },
  ],
  [
    "a role that is gone",
    { GetRole: missing("NoSuchEntityException") },
    { subject: ROLE, why: "does not exist", fix: "deploy alerting" },
  ],
  [
    "a role that Scheduler may not assume",
    trust({ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" }),
    { subject: ROLE, why: "may not assume it" },
  ],
  [
    "a role whose trust is more than is understood",
    trust({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole", Condition: { Odd: { "aws:x": "y" } } }),
    { status: "unknown", subject: ROLE, why: "more than can be judged" },
  ],
]);

it("has nothing to look at without a digest", async () => {
  const without = configOf("perimeters: {vault: {buckets: [example-vault], allow: {cidrs: [203.0.113.0/24]}}}");
  expect(await look(digest, {}, without)).toEqual([
    { status: "pass", subject: "digest", why: expect.stringContaining("none is configured") },
  ]);
});
