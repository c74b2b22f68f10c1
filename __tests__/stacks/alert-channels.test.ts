import { HANDLERS } from "@palisade/functions/platform/requirements";
import { EVERYTHING, enforced } from "../../testing/configurations";
import { type Block, type Synthesized, synthText } from "../../testing/synth";

const allowed = (policy: string): Readonly<Record<string, Block>> =>
  Object.fromEntries(
    JSON.parse(policy).Statement.map(({ Action, Resource }: Block) => [[Action].flat()[0] as string, Resource]),
  );

describe("channels that are configured", () => {
  let alerting: Synthesized;
  beforeAll(() => {
    alerting = synthText(EVERYTHING).alerting;
  });

  const workPolicy = (channel: string) =>
    allowed(
      alerting.resources("aws_iam_role_policy").find(({ name }: Block) => name === `palisade-notify-${channel}-work`)
        .policy,
    );

  it("each have a queue with dead letters, filled by the topic with what is routed there, as it was published", () => {
    const subscription = alerting.the("aws_sns_topic_subscription", "channels_on-call");
    expect(subscription).toMatchObject({ protocol: "sqs", raw_message_delivery: true });
    expect(JSON.parse(subscription.filter_policy)).toEqual({ channels: ["on-call"] });
    const queue = alerting.resources("aws_sqs_queue").find(({ name }: Block) => name === "palisade-notify-on-call");
    expect(JSON.parse(queue.redrive_policy).maxReceiveCount).toBe(24);
    expect(queue.visibility_timeout_seconds).toBeGreaterThanOrEqual(6 * HANDLERS.notifier.timeoutSeconds);
    const names = alerting.resources("aws_sqs_queue").map(({ name }: Block) => name);
    expect(names).toContain("palisade-notify-on-call-dead-letters");
  });

  it("let the topic alone into their queue and dead letters, and their rules where they hear of alarms", () => {
    const sources = (id: string) =>
      JSON.parse(alerting.the("aws_sqs_queue_policy", id).policy)
        .Statement.filter(({ Effect }: Block) => Effect === "Allow")
        .map(({ Principal, Condition }: Block) => [Principal.Service, Condition.ArnLike["aws:SourceArn"]]);
    const topic = ["sns.amazonaws.com", [expect.stringMatching(/^\$\{aws_sns_topic\./)]];
    expect(sources("channels_on-call-queue_policy")).toEqual([topic]);
    expect(sources("channels_on-call-queue_dead-letters-policy")).toEqual([topic]);
    const rule = "arn:aws:events:eu-central-1:111122223333:rule/palisade-notify-alarms";
    const rules = ["events.amazonaws.com", [rule]];
    expect(sources("channels_team-slack-queue_policy")).toEqual([topic, rules]);
    expect(sources("channels_team-slack-queue_dead-letters-policy")).toEqual([topic, rules]);
  });

  it("may read their own secret and no one else's", () => {
    expect(workPolicy("team-slack")).toMatchObject({
      "ssm:GetParameter": "arn:aws:ssm:eu-central-1:111122223333:parameter/palisade/slack",
    });
    expect(workPolicy("slack-bot")).toMatchObject({
      "ssm:GetParameter": "arn:aws:ssm:eu-central-1:111122223333:parameter/slack-bot",
    });
    expect(workPolicy("on-call")).toMatchObject({
      "secretsmanager:GetSecretValue": expect.stringMatching(/^\$\{data\.aws_secretsmanager_secret\.channels_on-call/),
    });
    expect(Object.keys(workPolicy("on-call"))).not.toContain("ssm:GetParameter");
    expect(workPolicy("hub")).toMatchObject({
      "securityhub:BatchImportFindings": "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default",
    });
    expect(Object.keys(workPolicy("hub"))).toHaveLength(5);
  });

  it("may write to their own queue where the vendor has to be told of an incident's end", () => {
    const [queue] = alerting.all("aws_sqs_queue").filter(({ block }) => block.name === "palisade-notify-on-call");
    expect(workPolicy("on-call")["sqs:SendMessage"]).toEqual(expect.anything());
    const writable = (channel: string) =>
      JSON.parse(
        alerting.resources("aws_iam_role_policy").find(({ name }: Block) => name === `palisade-notify-${channel}-work`)
          .policy,
      ).Statement.flatMap(({ Action, Resource }: Block) =>
        [Action].flat().includes("sqs:SendMessage") ? [Resource] : [],
      );
    expect(writable("on-call")).toContain(`\${aws_sqs_queue.${queue?.id}.arn}`);
    expect(writable("on-call")).toHaveLength(2);
    expect(writable("soc")).toHaveLength(1);
  });

  it("are planned only where Secrets Manager has their secret, of which the state learns no more than the name", () => {
    const { data } = alerting.json;
    const secrets = Object.values(data.aws_secretsmanager_secret).map((secret) => (secret as Block).name);
    expect(secrets.sort()).toEqual(["palisade/pagerduty", "palisade/teams"]);
    expect(Object.keys(data).filter((type) => /secret_version|ssm/.test(type))).toEqual([]);
  });

  it("take one message a time and give back what failed", () => {
    expect(alerting.the("aws_lambda_event_source_mapping", "channels_soc-source")).toMatchObject({
      batch_size: 1,
      function_response_types: ["ReportBatchItemFailures"],
      scaling_config: { maximum_concurrency: 2 },
    });
  });

  it("alarm when dead letters wait or the queue grows old", () => {
    const names = alerting.resources("aws_cloudwatch_metric_alarm").map(({ alarm_name }: Block) => alarm_name);
    expect(names).toEqual(
      expect.arrayContaining([
        "palisade-palisade-notify-soc-dead-letters",
        "palisade-palisade-notify-soc-oldest-message",
        "palisade-palisade-notify-soc-errors",
      ]),
    );
  });

  it("hear of Palisade's own alarms where they are the default", () => {
    const rules = alerting.all("aws_cloudwatch_event_rule").filter(({ id }) => id.includes("-alarms_"));
    expect(rules.map(({ block }) => block.name)).toEqual(["palisade-notify-alarms"]);
    for (const { block } of rules) {
      expect(JSON.parse(block.event_pattern)).toMatchObject({
        resources: [{ prefix: "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:palisade-" }],
      });
    }
  });

  it("are part of what no one may touch unseen, and log under the key", () => {
    const text = alerting.text;
    expect(text).toContain("/aws/lambda/palisade-notify-soc");
    const key = JSON.parse(alerting.the("aws_kms_key").policy).Statement.find(
      ({ Sid }: Block) => Sid === "LogGroupsEncrypt",
    );
    expect(JSON.stringify(key)).toContain("log-group:/aws/lambda/palisade-notify-soc");
  });
});

describe("what is not configured", () => {
  it("is not created: without channels nothing of them is there", () => {
    const { alerting } = synthText(enforced("alerts: {email: [security@example.com]}"));
    expect(alerting.text).not.toContain("notify");
    expect(alerting.resources("aws_lambda_function")).toHaveLength(2);
    expect(alerting.the("aws_sns_topic_subscription").filter_policy).toBeUndefined();
  });
});

describe("e-mail and text messages", () => {
  it("can be for the grave alone", () => {
    const channels = "channels: {team: {kind: slack, webhook: ssm:team}}\ndefault: [team]";
    const { alerting } = synthText(
      enforced(
        `alerts: {email: [security@example.com], sms: ["+12025550123"], emailSeverity: high, smsSeverity: critical}\n${channels}`,
      ),
    );
    const filters = alerting
      .resources("aws_sns_topic_subscription")
      .filter(({ protocol }: Block) => protocol !== "sqs")
      .map(({ protocol, filter_policy }: Block) => [protocol, JSON.parse(filter_policy)]);
    expect(filters).toEqual([
      ["email", { severity: ["high", "critical"] }],
      ["sms", { severity: ["critical"] }],
    ]);
  });
});
