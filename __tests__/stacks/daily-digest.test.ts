import { HANDLERS } from "@palisade/functions/platform/requirements";
import { EVERYTHING, enforced } from "../../testing/configurations";
import { type Block, type Synthesized, synthText } from "../../testing/synth";

const DIGEST = 'digest: {at: "07:05", timezone: Europe/Berlin}\n';

function policyOf(stack: Synthesized, name: string): readonly Block[] {
  const { policy } = stack.resources("aws_iam_role_policy").find((one: Block) => one.name === name);
  return JSON.parse(policy).Statement;
}

const filterOf = (stack: Synthesized, protocol: string) => {
  const { filter_policy } = stack
    .resources("aws_sns_topic_subscription")
    .find((one: Block) => one.protocol === protocol);
  return filter_policy && JSON.parse(filter_policy);
};

const RECIPIENTS = (more = "") => `alerts: {email: [security@example.com], sms: ["+12025550123"]${more}}\n`;

describe("a digest that was asked for", () => {
  const { alerting } = synthText(enforced(`${RECIPIENTS()}${DIGEST}`));

  it("is started once a day on the user's clock, by a role that can do nothing else", () => {
    expect(alerting.the("aws_scheduler_schedule")).toMatchObject({
      name: "palisade-digest",
      schedule_expression: "cron(5 7 * * ? *)",
      schedule_expression_timezone: "Europe/Berlin",
      flexible_time_window: { mode: "OFF" },
      target: {
        arn: expect.stringMatching(/^\$\{aws_lambda_function\.digest_writer_\w+\.arn\}$/),
        role_arn: expect.stringMatching(/^\$\{aws_iam_role\./),
        retry_policy: { maximum_event_age_in_seconds: 3600 },
      },
    });
    const [statement, ...others] = policyOf(alerting, "palisade-digest-schedule");
    expect([statement?.Action, others]).toEqual(["lambda:InvokeFunction", []]);
    const role = alerting.resources("aws_iam_role").find(({ name }: Block) => name === "palisade-digest-schedule");
    expect(JSON.parse(role.assume_role_policy).Statement).toEqual([
      expect.objectContaining({
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      }),
    ]);
  });

  it("is written by a function that may do what its requirements say", () => {
    const actions = policyOf(alerting, "palisade-digest-work").flatMap(({ Action }) => Action);
    expect(new Set(actions)).toEqual(new Set(Object.values(HANDLERS.digest.actions).flat()));
    const dead = policyOf(alerting, "palisade-digest-work").find(({ Action }) => Action.includes("sqs:GetQueueUrl"));
    expect([dead?.Resource].flat()).toEqual(["arn:aws:sqs:eu-central-1:111122223333:palisade-events-dead-letters"]);
  });

  it("lets both functions that tell of alerts count them", () => {
    for (const name of ["palisade-detector-work", "palisade-close-incidents-work"]) {
      expect(policyOf(alerting, name).flatMap(({ Action }) => Action)).toContain("dynamodb:UpdateItem");
    }
  });

  it("goes to people by e-mail, whatever their least severity, and not by text message", () => {
    expect(filterOf(alerting, "email")).toBeUndefined();
    expect(filterOf(alerting, "sms")).toEqual({ kind: [{ "anything-but": ["digest"] }, { exists: false }] });
    const severe = ", emailSeverity: high, smsSeverity: critical";
    const channel = "channels: {soc: {kind: slack, webhook: ssm:slack}}\ndefault: [soc]\n";
    const { alerting: filtered } = synthText(enforced(`${RECIPIENTS(severe)}${channel}${DIGEST}`));
    const graver = { severity: ["high", "critical"] };
    expect(filterOf(filtered, "email")).toEqual({ $or: [graver, { kind: ["digest"] }] });
    expect(filterOf(filtered, "sms")).toEqual({ severity: ["critical"] });
  });

  it("looks into every channel's dead letters", () => {
    const { alerting: everything } = synthText(EVERYTHING);
    const work = policyOf(everything, "palisade-digest-work");
    const dead = work.find(({ Action }) => Action.includes("sqs:GetQueueUrl"));
    expect(dead?.Resource).toContain("arn:aws:sqs:eu-central-1:111122223333:palisade-notify-teams-dead-letters");
    expect(everything.the("aws_scheduler_schedule").schedule_expression).toBe("cron(0 7 * * ? *)");
  });
});

describe("a digest that no one asked for", () => {
  const { alerting } = synthText(enforced(RECIPIENTS()));

  it("is not there, and nothing for it", () => {
    expect(alerting.text).not.toMatch(/digest/i);
    expect(alerting.all("aws_scheduler_schedule")).toEqual([]);
    const closer = policyOf(alerting, "palisade-close-incidents-work").flatMap(({ Action }) => Action);
    expect(closer).not.toContain("dynamodb:UpdateItem");
    expect(filterOf(alerting, "sms")).toBeUndefined();
  });
});
