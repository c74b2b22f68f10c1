import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  type Answers,
  configOf,
  faultsOf,
  HOME,
  healthyAnswer,
  look,
  missing,
  policy,
  queueAttributes,
  refuse,
} from "../../../testing/fixtures/doctor-fixture";
import { channels } from "./channels";

const TEAM = "palisade-notify-team";
const DEAD = `${TEAM}-dead-letters`;

/** The attributes of one queue, changed. */
const changed = (name: string, change: object): Answers => ({
  GetQueueAttributes: ({ QueueUrl }) => {
    const of = String(QueueUrl).split("/").at(-1) ?? "";
    return { Attributes: { ...queueAttributes(of, HOME), ...(of === name && change) } };
  },
});

const withoutQueue = (name: string): Answers => ({
  GetQueueUrl: ({ QueueName }) =>
    QueueName === name ? missing("QueueDoesNotExist")() : { QueueUrl: `https://sqs/${QueueName}` },
});

/** What is notified of the subscription of the channel `team`, changed. */
const subscribed = (change: object): Answers => ({
  GetSubscriptionAttributes: (input, region) => {
    const { Attributes } = healthyAnswer("GetSubscriptionAttributes", input, region) as { readonly Attributes: object };
    return { Attributes: { ...Attributes, ...(String(input["SubscriptionArn"]).endsWith(":team") && change) } };
  },
});

const reader = (change: object): Answers => ({
  ListEventSourceMappings: (input, region) => {
    const { EventSourceMappings } = healthyAnswer("ListEventSourceMappings", input, region) as {
      readonly EventSourceMappings: readonly [object];
    };
    const isTeams = String(input["EventSourceArn"]).endsWith(TEAM);
    return { EventSourceMappings: [{ ...EventSourceMappings[0], ...(isTeams && change) }] };
  },
});

const parameter = (change: object | undefined): Answers => ({
  DescribeParameters: () => ({ Parameters: change === undefined ? [] : [change] }),
});

const ALARMS = "palisade-notify-alarms";

/** The rule of the default channel, changed. */
const alarmed = (change: object): Answers => ({
  DescribeRule: (input, region) => ({ ...(healthyAnswer("DescribeRule", input, region) as object), ...change }),
});

const SUBSCRIPTION = `queue ${TEAM}, subscription`;

/** One bucket, and these channels. */
const withChannels = (lines: string) =>
  configOf(`perimeters: {vault: {buckets: [{name: example-vault}], allow: {cidrs: [203.0.113.0/24]}}}\n${lines}`);

describeFaults(channels, [
  [
    "a queue that is gone",
    withoutQueue(TEAM),
    { subject: `queue ${TEAM}`, why: "does not exist", fix: "deploy alerting" },
  ],
  ["dead letters that are gone", withoutQueue(DEAD), { subject: `queue ${DEAD}`, why: "does not exist" }],
  [
    "a queue that lets the topic not send",
    changed(TEAM, { Policy: undefined }),
    { subject: `queue ${TEAM}, policy`, why: "does not let topic palisade-alerts send" },
  ],
  [
    "a queue that lets the rule of alarms not send",
    changed(TEAM, {
      Policy: policy({
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: "*",
      }),
    }),
    { subject: `queue ${TEAM}, policy`, why: `does not let rule ${ALARMS} send` },
  ],
  [
    "a rule of alarms that is gone",
    { DescribeRule: missing("ResourceNotFoundException") },
    { subject: `rule ${ALARMS} in ${HOME}`, why: "does not exist", fix: "deploy alerting" },
  ],
  [
    "a rule of alarms that was disabled",
    alarmed({ State: "DISABLED" }),
    { subject: `rule ${ALARMS} in ${HOME}`, why: "channel team does not get", fix: `enable-rule --name ${ALARMS}` },
  ],
  [
    "a rule of someone else's alarms",
    alarmed({ EventPattern: '{"source":["aws.cloudwatch"]}' }),
    { subject: `rule ${ALARMS} in ${HOME}`, why: "another pattern" },
  ],
  [
    "a rule of alarms that tells no one",
    { ListTargetsByRule: () => ({ Targets: [] }) },
    { subject: `rule ${ALARMS} in ${HOME}`, why: "sends to no one" },
  ],
  [
    "no permission to look at the rule of alarms",
    { DescribeRule: refuse },
    { status: "unknown", subject: `rule ${ALARMS} in ${HOME}`, why: "events:DescribeRule", fix: /./ },
  ],
  [
    "a queue under someone's key",
    changed(TEAM, { KmsMasterKeyId: "alias/mine" }),
    { subject: `queue ${TEAM}, policy`, why: "alias/mine" },
  ],
  [
    "a policy that is more than is understood",
    changed(TEAM, {
      Policy: JSON.stringify({
        Statement: {
          Effect: "Allow",
          Principal: "*",
          Action: "*",
          Condition: { IpAddress: { "aws:SourceIp": "::/0" } },
        },
      }),
    }),
    { status: "unknown", subject: `queue ${TEAM}, policy`, why: "more than can be judged" },
  ],
  [
    "a queue without dead letters",
    changed(TEAM, { RedrivePolicy: undefined }),
    { subject: `queue ${TEAM}, redrive`, why: DEAD },
  ],
  [
    "what the channel did not take",
    changed(DEAD, { ApproximateNumberOfMessages: "2" }),
    { subject: `queue ${DEAD}, dead letters`, why: "holds 2 messages that channel team", fix: "palisade dlq" },
  ],
  [
    "a queue that is not subscribed",
    {
      ListSubscriptionsByTopic: (input, region) => {
        const { Subscriptions } = healthyAnswer("ListSubscriptionsByTopic", input, region) as {
          readonly Subscriptions: readonly { readonly Endpoint: string }[];
        };
        return { Subscriptions: Subscriptions.filter(({ Endpoint }) => !Endpoint.endsWith(TEAM)) };
      },
    },
    { subject: SUBSCRIPTION, why: "is not subscribed to topic palisade-alerts" },
  ],
  [
    "a subscription that wraps",
    subscribed({ RawMessageDelivery: "false" }),
    { subject: SUBSCRIPTION, why: "raw delivery is off" },
  ],
  [
    "a subscription without filter",
    subscribed({ FilterPolicy: undefined }),
    { subject: SUBSCRIPTION, why: /^lets through everything, expected \{"channels":\["team"\]\}$/ },
  ],
  [
    "a filter of another channel",
    subscribed({ FilterPolicy: '{"channels":["other"]}' }),
    { subject: SUBSCRIPTION, why: /^lets through \{"channels":\["other"\]\}/ },
  ],
  [
    "a subscription that drops what it cannot deliver",
    subscribed({ RedrivePolicy: undefined }),
    { subject: SUBSCRIPTION, why: /^does not keep what cannot be delivered, expected arn:.*-dead-letters$/ },
  ],
  [
    "dead letters that do not take what the topic could not deliver",
    changed(`${TEAM}-dead-letters`, { Policy: undefined }),
    { subject: `queue ${TEAM}-dead-letters, policy`, why: "does not let topic palisade-alerts send" },
  ],
  [
    "a filter of the message's body",
    subscribed({ FilterPolicyScope: "MessageBody" }),
    { subject: SUBSCRIPTION, why: "filters by MessageBody" },
  ],
  [
    "a function that is gone",
    {
      GetFunctionConfiguration: (input, region) =>
        input["FunctionName"] === TEAM
          ? missing("ResourceNotFoundException")()
          : healthyAnswer("GetFunctionConfiguration", input, region),
    },
    { subject: `function ${TEAM}`, why: "does not exist" },
  ],
  [
    "a reader that is off",
    reader({ State: "Disabled" }),
    { subject: `queue ${TEAM}, reader`, why: "is Disabled", fix: "update-event-source-mapping --uuid 1 --enabled" },
  ],
  [
    "a parameter that is gone",
    parameter(undefined),
    {
      subject: "channel team, secret",
      why: "does not exist",
      fix: /read -rs S && aws ssm put-parameter --type SecureString --name \/palisade\/slack/,
    },
  ],
  [
    "a parameter in plain text",
    parameter({ Type: "String" }),
    { subject: "channel team, secret", why: "is a String, which is not encrypted" },
  ],
  [
    "a parameter that no one may look for",
    { DescribeParameters: refuse },
    { status: "unknown", subject: "channel team, secret", why: "no permission: ssm:DescribeParameters", fix: /allow/ },
  ],
  [
    "a secret that is gone",
    { DescribeSecret: missing("ResourceNotFoundException") },
    { subject: "channel on-call, secret", why: "does not exist", fix: "create-secret --name palisade/pagerduty" },
  ],
  [
    "a secret that is about to go",
    { DescribeSecret: () => ({ DeletedDate: new Date(), VersionIdsToStages: { "1": ["AWSCURRENT"] } }) },
    { subject: "channel on-call, secret", why: "marked for deletion", fix: "restore-secret" },
  ],
  [
    "a secret without value",
    { DescribeSecret: () => ({}) },
    { subject: "channel on-call, secret", why: "holds no value", fix: "put-secret-value" },
  ],
]);

describe("probe channels", () => {
  it("says of a channel in order that it was not tried, and of one that is not in order nothing more", async () => {
    const untried = (answers?: Answers) =>
      look(channels, answers).then((lines) => lines.filter(({ why }) => why.includes("was not tried")));
    expect((await untried()).map(({ subject }) => subject)).toEqual(["channel team", "channel on-call"]);
    expect((await untried(reader({ State: "Disabled" }))).map(({ subject }) => subject)).toEqual(["channel on-call"]);
  });

  it("reads no secret", async () => {
    const read = jest.fn(() => ({}));
    await look(channels, { GetParameter: read, GetParameters: read, GetSecretValue: read });
    expect(read).not.toHaveBeenCalled();
  });

  it("names each channel where the topic is gone", async () => {
    const lines = await faultsOf(channels, { ListSubscriptionsByTopic: missing("NotFoundException") });
    expect(lines.map(({ why }) => why)).toEqual(Array(2).fill("topic palisade-alerts does not exist"));
  });

  it("asks for no secret of a channel that has none", async () => {
    const hub = withChannels("alerts: {email: [a@example.com]}\nchannels: {hub: {kind: securityhub}}\ndefault: [hub]");
    const lines = await look(channels, { DescribeParameters: refuse, DescribeSecret: refuse }, hub);
    expect(lines.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(lines.filter(({ subject }) => subject.endsWith("secret"))).toEqual([]);
  });

  it("has nothing to look at without channels", async () => {
    const lines = await look(channels, {}, withChannels(""));
    expect(lines).toEqual([
      { status: "pass", subject: "channels", why: expect.stringContaining("none is configured") },
    ]);
  });
});
