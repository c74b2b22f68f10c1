import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type AdvancedEventSelector,
  CloudTrailClient,
  GetEventSelectorsCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import {
  DescribeRuleCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { DeleteRolePolicyCommand, GetRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { DisableKeyCommand, EnableKeyCommand, KMSClient, ListAliasesCommand } from "@aws-sdk/client-kms";
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { GetBucketPolicyCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { wrap } from "@palisade/engine/events/wrap";
import { PROBES } from "../../cli/doctor/probes";
import { type AwsClients, createAwsClients, TEST_CREDENTIALS } from "./aws-clients";
import { type Callers, createCallers } from "./deployer";
import { describeEndToEnd } from "./describe-end-to-end";
import { ACCOUNT, type Emulator, startEmulator } from "./emulator";
import { refused } from "./put-records";
import { type Inbox, subscribeInbox } from "./queues";
import { runProgram } from "./run-program";
import {
  ARCHIVE,
  createExistingBuckets,
  HOME_REGION,
  OTHER_REGION,
  PROJECT,
  policyText,
  VAULT,
  WATCHED,
  writeConfiguration,
} from "./scenario";
import { PROJECT_ROOT, synthesize } from "./synthesize";
import { Terraform } from "./terraform";
import { startVendors, type Vendors } from "./vendors";

jest.setTimeout(400_000);

const SLACK = "hooks.slack.com";
const CHANNELS = [
  "channels: {team: {kind: slack, webhook: ssm:/palisade/slack}}",
  "default: [team]",
  'digest: {at: "07:00", timezone: Europe/Berlin}',
];

interface DoctorLine {
  readonly probe: string;
  readonly status: string;
  readonly subject: string;
  readonly why: string;
  readonly fix?: string;
}

interface DoctorRun {
  readonly exitCode: number;
  readonly faults: readonly DoctorLine[];
  readonly lines: readonly DoctorLine[];
}

/** Breaks one place, and says how it is mended again. */
type Break = () => Promise<() => Promise<unknown>>;

const RULE = "S3AccessDeniedMonitor";
const TRAIL = `${PROJECT}-trail`;
const DETECTOR = `${PROJECT}-detector`;
const TOPIC_ARN = `arn:aws:sns:${HOME_REGION}:${ACCOUNT}:${PROJECT}-alerts`;

describeEndToEnd("palisade doctor and dlq", (tools) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-doctor-"));
  const outdir = join(folder, "cdktf.out");
  let config = "";
  let vendors: Vendors;
  let emulator: Emulator;
  let aws: AwsClients;
  let elsewhere: AwsClients;
  let cloudTrail: CloudTrailClient;
  let cloudWatch: CloudWatchClient;
  let kms: KMSClient;
  let sns: SNSClient;
  let callers: Callers;

  const palisade = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runProgram(
      process.execPath,
      ["cli/bin/palisade.mjs", ...args, ...(args.includes("--config") ? [] : ["--config", config])],
      {
        cwd: PROJECT_ROOT,
        env: { ...callers.deployer, NODE_NO_WARNINGS: "1", ...env },
        expected: [0, 1, 2, 3],
      },
    );

  const doctor = async (
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<DoctorRun> => {
    const { exitCode, output } = await palisade(["doctor", "--format", "json", ...args], env);
    const { lines } = JSON.parse(output.slice(output.indexOf("{"))) as { lines: readonly DoctorLine[] };
    return { exitCode, lines, faults: lines.filter(({ status }) => status !== "pass") };
  };

  beforeAll(async () => {
    vendors = await startVendors(folder, [SLACK]);
    vendors.answer(SLACK, () => ({ status: 200, body: "ok" }));
    emulator = await startEmulator(tools, folder, vendors.files);
    aws = createAwsClients(emulator.endpoint, HOME_REGION);
    elsewhere = createAwsClients(emulator.endpoint, OTHER_REGION);
    const options = { endpoint: emulator.endpoint, region: HOME_REGION, credentials: TEST_CREDENTIALS };
    cloudTrail = new CloudTrailClient(options);
    cloudWatch = new CloudWatchClient(options);
    kms = new KMSClient(options);
    sns = new SNSClient(options);
    callers = await createCallers(aws, tools, emulator.endpoint, HOME_REGION);
    await createExistingBuckets(aws, elsewhere);
    const secret = { Name: "/palisade/slack", Value: `https://${SLACK}/services/T0/B0/x`, Type: "SecureString" };
    await aws.call("ssm", "PutParameter", secret);
    config = writeConfiguration(folder, { watchedMode: "observe", isStateRemote: false, channels: CHANNELS });
    await synthesize({ config, outdir });
    await Promise.all(
      ["perimeter", "alerting"].map(async (name) => {
        const stack = new Terraform({
          terraform: tools.terraform,
          stack: join(outdir, "stacks", name),
          env: callers.deployer,
        });
        await stack.init();
        await stack.apply();
      }),
    );
  });

  afterAll(async () => {
    for (const client of [aws, elsewhere, cloudTrail, cloudWatch, kms, sns]) client?.destroy();
    await emulator?.stop();
    await vendors?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const queueUrl = async (name: string, { sqs } = aws) =>
    (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;

  const breakQueuePolicy: Break = async () => {
    const QueueUrl = await queueUrl(`${PROJECT}-events`);
    const { Attributes } = await aws.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] }));
    const set = (Policy = "") => aws.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await set((Attributes?.["Policy"] ?? "").replaceAll(`rule/${RULE}`, "rule/SomebodyElses"));
    return () => set(Attributes?.["Policy"]);
  };

  const breakRule = async ({ events }: AwsClients, change: Partial<PutRuleCommandInput>, Name = RULE) => {
    const { EventPattern, State } = await events.send(new DescribeRuleCommand({ Name }));
    const rule = { Name, EventPattern, State };
    await events.send(new PutRuleCommand({ ...rule, ...change }));
    return () => events.send(new PutRuleCommand(rule));
  };

  const breakTarget: Break = async () => {
    const { Targets = [] } = await aws.events.send(new ListTargetsByRuleCommand({ Rule: RULE }));
    await aws.events.send(new RemoveTargetsCommand({ Rule: RULE, Ids: Targets.map(({ Id = "" }) => Id) }));
    return () => aws.events.send(new PutTargetsCommand({ Rule: RULE, Targets }));
  };

  const breakSelectors: Break = async () => {
    const { AdvancedEventSelectors } = await cloudTrail.send(new GetEventSelectorsCommand({ TrailName: TRAIL }));
    const set = (text = JSON.stringify(AdvancedEventSelectors)) => {
      const selectors = JSON.parse(text) as AdvancedEventSelector[];
      return cloudTrail.send(new PutEventSelectorsCommand({ TrailName: TRAIL, AdvancedEventSelectors: selectors }));
    };
    await set(JSON.stringify(AdvancedEventSelectors).replaceAll(`${WATCHED}/`, "somebody-elses/"));
    return () => set();
  };

  const breakEnvironment: Break = async () => {
    const { Environment } = await aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: DETECTOR }));
    const set = (Variables: Record<string, string> = {}) =>
      aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: DETECTOR, Environment: { Variables } }));
    await set({ ...Environment?.Variables, SNS_TOPIC_ARN: `${TOPIC_ARN}-old` });
    return () => set(Environment?.Variables);
  };

  const breakReader: Break = async () => {
    const { EventSourceMappings = [] } = await aws.lambda.send(new ListEventSourceMappingsCommand({}));
    const reader = EventSourceMappings.find(({ EventSourceArn }) => EventSourceArn?.endsWith(`:${PROJECT}-events`));
    const set = (Enabled: boolean) =>
      aws.lambda.send(new UpdateEventSourceMappingCommand({ UUID: reader?.UUID, Enabled }));
    await set(false);
    return () => set(true);
  };

  const breakRole: Break = async () => {
    const policy = { RoleName: DETECTOR, PolicyName: `${PROJECT}-publish-alerts` };
    const { PolicyDocument = "" } = await aws.iam.send(new GetRolePolicyCommand(policy));
    await aws.iam.send(new DeleteRolePolicyCommand(policy));
    return () =>
      aws.iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: decodeURIComponent(PolicyDocument) }));
  };

  const breakSchedule: Break = async () => {
    const url = `${emulator.endpoint}/schedules/${PROJECT}-digest`;
    const scope = `Credential=test/20260101/${HOME_REGION}/scheduler/aws4_request`;
    const headers = { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none` };
    const schedule = (await (await fetch(url, { headers })).json()) as object;
    const set = async (State: string) => {
      const body = JSON.stringify({ ...schedule, State });
      const { status } = await fetch(url, { method: "PUT", headers, body });
      expect(status).toBe(200);
    };
    await set("DISABLED");
    return () => set("ENABLED");
  };

  const breakKey: Break = async () => {
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
    const KeyId = Aliases.find(({ AliasName }) => AliasName === `alias/${PROJECT}`)?.TargetKeyId;
    await kms.send(new DisableKeyCommand({ KeyId }));
    return () => kms.send(new EnableKeyCommand({ KeyId }));
  };

  const breakTopicPolicy: Break = async () => {
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: TOPIC_ARN }));
    const set = (AttributeValue = "") =>
      sns.send(new SetTopicAttributesCommand({ TopicArn: TOPIC_ARN, AttributeName: "Policy", AttributeValue }));
    await set(policyText({ Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: TOPIC_ARN, Sid: "Muted" }));
    return () => set(Attributes?.["Policy"]);
  };

  const breakSubscription: Break = async () => {
    const email = { Protocol: "email", Endpoint: "security@example.com" };
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC_ARN }));
    const SubscriptionArn = Subscriptions.find(({ Endpoint }) => Endpoint === email.Endpoint)?.SubscriptionArn;
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    return () => sns.send(new SubscribeCommand({ TopicArn: TOPIC_ARN, ...email }));
  };

  const breakBucketPolicy: Break = async () => {
    const { Policy = "" } = await aws.s3.send(new GetBucketPolicyCommand({ Bucket: ARCHIVE }));
    const { Statement } = JSON.parse(Policy) as { Statement: readonly { readonly Sid: string }[] };
    const set = (text: string) => aws.s3.send(new PutBucketPolicyCommand({ Bucket: ARCHIVE, Policy: text }));
    await set(policyText(...Statement.filter(({ Sid }) => Sid !== "PalisadePerimeter")));
    return () => set(Policy);
  };

  const breakDeadLetters: Break = async () => {
    const QueueUrl = await queueUrl(`${PROJECT}-events-dead-letters`, elsewhere);
    await elsewhere.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "{}" }));
    return () => elsewhere.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  };

  const breaks: readonly (readonly [string, Break, Partial<Record<keyof DoctorLine, unknown>>])[] = [
    [
      "a trail that was stopped",
      async () => {
        await cloudTrail.send(new StopLoggingCommand({ Name: TRAIL }));
        return () => cloudTrail.send(new StartLoggingCommand({ Name: TRAIL }));
      },
      {
        probe: "trail",
        subject: `trail ${TRAIL}`,
        why: expect.stringMatching(/^does not log/),
        fix: expect.stringContaining("aws cloudtrail start-logging"),
      },
    ],
    [
      "a trail that logs all buckets but one",
      breakSelectors,
      {
        probe: "trail",
        subject: `object events of ${WATCHED}`,
        why: expect.stringMatching(/^reads are logged .*writes/),
      },
    ],
    [
      "a rule that was disabled",
      () => breakRule(aws, { State: "DISABLED" }),
      { probe: "rules", subject: `rule ${RULE} in ${HOME_REGION}`, why: "is disabled" },
    ],
    [
      "a rule that is deaf to calls that read",
      () => breakRule(aws, { State: "ENABLED" }),
      { probe: "rules", subject: `rule ${RULE} in ${HOME_REGION}`, why: expect.stringContaining("in state ENABLED") },
    ],
    [
      "a rule elsewhere with another pattern",
      () => breakRule(elsewhere, { EventPattern: '{"source":["aws.s3"]}' }),
      { probe: "rules", subject: `rule ${RULE} in ${OTHER_REGION}`, why: expect.stringContaining("another pattern") },
    ],
    ["a rule that sends to no one", breakTarget, { probe: "targets", why: "sends to no one" }],
    [
      "a queue that no rule may send to",
      breakQueuePolicy,
      { probe: "queues", subject: `queue ${PROJECT}-events, policy`, why: expect.stringContaining("does not let") },
    ],
    [
      "dead letters in another region",
      breakDeadLetters,
      { probe: "queues", why: "holds 1 event that no one was alerted about", fix: expect.stringContaining("dlq list") },
    ],
    [
      "a function that publishes to another topic",
      breakEnvironment,
      { probe: "functions", subject: `function ${DETECTOR}, environment`, why: expect.stringContaining("alerts-old") },
    ],
    [
      "a function that is held at zero",
      async () => {
        const held = { FunctionName: DETECTOR, ReservedConcurrentExecutions: 0 };
        await aws.lambda.send(new PutFunctionConcurrencyCommand(held));
        return () => aws.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: DETECTOR }));
      },
      { probe: "functions", why: "is held at zero: it never runs" },
    ],
    ["a queue that no one reads", breakReader, { probe: "functions", subject: `queue ${PROJECT}-events, reader` }],
    [
      "a rule of alarms that was disabled",
      () => breakRule(aws, { State: "DISABLED" }, `${PROJECT}-notify-alarms`),
      { probe: "channels", subject: `rule ${PROJECT}-notify-alarms in ${HOME_REGION}` },
    ],
    ["a digest that was stopped", breakSchedule, { probe: "digest", subject: `schedule ${PROJECT}-digest` }],
    ["a role that may not publish", breakRole, { probe: "roles", why: "may not sns:Publish" }],
    ["a key that was disabled", breakKey, { probe: "key", why: "is Disabled" }],
    ["a topic that refuses alarms", breakTopicPolicy, { probe: "topic", why: "refuses alarms by statement Muted" }],
    [
      "a recipient who is not subscribed",
      breakSubscription,
      { probe: "subscriptions", subject: "email security@example.com", why: "is not subscribed" },
    ],
    [
      "a bucket whose Deny is gone",
      breakBucketPolicy,
      { probe: "bucket-policies", subject: `policy of ${ARCHIVE}`, why: "lacks or changes PalisadePerimeter" },
    ],
  ];

  it("finds nothing wrong with what was just deployed", async () => {
    const { exitCode, faults, lines } = await doctor();
    expect(faults).toEqual([]);
    expect(exitCode).toBe(0);
    expect(new Set(lines.map(({ probe }) => probe)).size).toBe(PROBES.length);
  });

  it.each(breaks)("names %s, and nothing else", async (_name, breakIt, expected) => {
    const mend = await breakIt();
    const { exitCode, faults } = await doctor().finally(mend);
    expect(faults).toEqual([expect.objectContaining({ status: "fail", fix: expect.any(String), ...expected })]);
    expect(exitCode).toBe(3);
  });

  it("ends with 1 where it cannot look", async () => {
    const { exitCode, faults } = await doctor([], { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_MAX_ATTEMPTS: "1" });
    expect(exitCode).toBe(1);
    expect(faults[0]).toMatchObject({ probe: "identity", status: "unknown" });
  });

  it("says so when the credentials are another account's", async () => {
    const other = join(folder, "other.yaml");
    writeFileSync(other, readFileSync(config, "utf8").replaceAll(ACCOUNT, "111122223333"));
    const { exitCode, faults } = await doctor(["--config", other]);
    expect(exitCode).toBe(2);
    expect(faults[0]).toMatchObject({ probe: "identity", why: expect.stringContaining(`of account ${ACCOUNT}`) });
  });

  it("says in one sentence that a project is not deployed at all", async () => {
    const other = join(folder, "undeployed.yaml");
    const text = readFileSync(config, "utf8").replaceAll(PROJECT, "palisade-none");
    writeFileSync(other, text.replace("policies/{bucket}.json", "none"));
    const { exitCode, faults } = await doctor(["--config", other]);
    expect(exitCode).toBe(3);
    expect(faults).toEqual([
      expect.objectContaining({ probe: "deployment", why: expect.stringContaining("nothing of it is deployed") }),
    ]);
  });

  it("sends a test that people can tell from an attack, and sees it arrive", async () => {
    const inbox: Inbox = await subscribeInbox(aws, HOME_REGION, `${PROJECT}-alerts`);
    // moto's SNS keeps no metrics.
    const data = {
      MetricName: "NumberOfNotificationsDelivered",
      Value: 1,
      Dimensions: [{ Name: "TopicName", Value: `${PROJECT}-alerts` }],
    };
    const delivered = sleep(5000).then(() =>
      cloudWatch.send(
        new PutMetricDataCommand({ Namespace: "AWS/SNS", MetricData: [{ ...data, Timestamp: new Date() }] }),
      ),
    );
    const { exitCode, faults, lines } = await doctor(["--send-test", "--wait", "40"]);
    await delivered;
    expect(faults).toEqual([]);
    expect(exitCode).toBe(0);
    expect(lines.filter(({ probe }) => probe === "send-test").map(({ subject }) => subject)).toEqual([
      `test: into queue ${PROJECT}-events`,
      `test: through function ${DETECTOR}`,
      `test: published to ${PROJECT}-alerts`,
      "test: taken by channel team",
      `test: delivered by ${PROJECT}-alerts`,
    ]);
    const { subject, alert } = await inbox.onlyAlert();
    expect(subject).toMatch(/^MEDIUM: TEST: /);
    expect(alert["summary"]).toContain("THIS-IS-A-TEST");
    expect(vendors.taken(SLACK).map(({ body }) => body.includes("THIS-IS-A-TEST"))).toEqual([true]);
  });

  it("lists dead letters with event, age and reason, and lets nothing go without --yes", async () => {
    const QueueUrl = await queueUrl(`${PROJECT}-events-dead-letters`, elsewhere);
    const send = (MessageBody: string, error?: string) =>
      elsewhere.sqs.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody,
          ...(error !== undefined && { MessageAttributes: { ERROR_CODE: { DataType: "String", StringValue: error } } }),
        }),
      );
    await send(JSON.stringify(wrap(refused(VAULT, "undelivered"))), "NO_PERMISSIONS");
    const { exitCode, output } = await palisade(["dlq", "list"]);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/seconds? ago .*us-east-1 .*GetObject on.*palisade-e2e-vault.*NO_PERMISSIONS/s);
    const without = await palisade(["dlq", "redrive"]);
    expect(without).toMatchObject({ exitCode: 2, output: expect.stringContaining("do it with --yes") });
  });

  it("carries dead letters of another region home, where they are told", async () => {
    const { exitCode, output } = await palisade(["dlq", "redrive", "--yes"]);
    expect(output).toContain(`${OTHER_REGION}: 1 event sent to ${PROJECT}-events again`);
    expect(exitCode).toBe(0);
    expect((await palisade(["dlq", "list"])).output).toContain("No dead letters.");
  });
});
