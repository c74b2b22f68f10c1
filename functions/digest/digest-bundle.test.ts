import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { parseReceivedDigest, type ReceivedDigest } from "@palisade/engine/digest/received-digest";
import { dayOf } from "@palisade/engine/events/utc-day";
import { describeBundle, TABLE } from "../../testing/describe-bundle";
import { aHeldAlert, anOpenIncident, SETTINGS } from "../../testing/fixtures/digest-fixture";
import { createDynamoDbDeliveries } from "../delivery/dynamodb-deliveries";
import { createDynamoDbStore } from "../incidents/dynamodb-store";
import { createDynamoDbDays } from "./dynamodb-days";

const DAY_MS = 24 * 60 * 60_000;
const DEAD = SETTINGS.deadLetterQueues[0] ?? "";

describeBundle("digest", ({ options, call }) => {
  const clock = () => Date.now();
  let topicArn = "";
  let queueUrl = "";
  beforeAll(async () => {
    const sqs = new SQSClient(options());
    const sns = new SNSClient(options());
    topicArn = (await sns.send(new CreateTopicCommand({ Name: "alerts" }))).TopicArn ?? "";
    queueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: "soc" }))).QueueUrl ?? "";
    await sqs.send(new CreateQueueCommand({ QueueName: DEAD }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["QueueArn"] }),
    );
    await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: "sqs",
        Endpoint: Attributes?.["QueueArn"] ?? "",
        // As a channel's queue is subscribed.
        Attributes: { RawMessageDelivery: "true", FilterPolicy: '{"channels":["soc"]}' },
      }),
    );
  }, 60_000);

  const run = async (): Promise<readonly ReceivedDigest[]> => {
    const { status, stderr } = call({
      settings: SETTINGS,
      event: {},
      context: { awsRequestId: "1" },
      environment: { SNS_TOPIC_ARN: topicArn },
    });
    expect(status === 0 ? "" : stderr).toBe("");
    const { Messages = [] } = await new SQSClient(options()).send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    return Messages.flatMap(({ Body = "" }) => parseReceivedDigest(JSON.parse(Body)) ?? []);
  };

  it("says what happened and what is out of order, once, to each channel that an alert was held back for", async () => {
    const dynamoDb = { client: new DynamoDBClient(options()), table: TABLE };
    const yesterday = dayOf(Date.now() - DAY_MS);
    const tally = { "opened#high#s3.bulk-download": 6, "events#high#s3.bulk-download": 60 };
    await createDynamoDbDays(dynamoDb).add(yesterday, tally);
    const deliveries = createDynamoDbDeliveries({ ...dynamoDb, channel: "soc", now: clock });
    const { entry } = aHeldAlert({}, "low");
    await deliveries.claim(entry.id, Date.now() + 1000);
    await deliveries.settle(entry.id, { state: "held", until: Date.now(), entry });
    const { state } = anOpenIncident(7);
    await createDynamoDbStore({ ...dynamoDb, now: clock }).save({ state, expectedVersion: undefined, newEventIds: [] });
    await raiseAlarm(new CloudWatchClient(options()));
    const sqs = new SQSClient(options());
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: DEAD }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "{}" }));

    const [digest, ...others] = await run();
    expect(others).toEqual([]);
    expect(digest?.title).toBe(
      `Digest of ${yesterday}: 6 incidents (6 high); 1 alarm on; dead letters waiting; 1 held back`,
    );
    expect(digest?.published).toMatchObject({
      id: "digest-1",
      noisiest: [{ detection: "s3.bulk-download", incidents: 6, events: 60 }],
      open: { count: 1, overdue: 1 },
      health: { alarms: [{ name: "palisade-oldest-message" }], deadLetters: [{ queue: DEAD, messages: 1 }] },
    });
    // Nothing waits any longer, so that the next digest is for the default channels only.
    expect(await run()).toEqual([]);
    const today = dayOf(Date.now());
    expect(await createDynamoDbDays(dynamoDb).read([today])).toEqual([{ day: today, counts: [] }]);
  }, 60_000);
});

async function raiseAlarm(cloudWatch: CloudWatchClient): Promise<void> {
  for (const AlarmName of ["palisade-oldest-message", "palisade-fine", "somebody-elses"]) {
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        MetricName: "Errors",
        Namespace: "AWS/Lambda",
        ComparisonOperator: "GreaterThanThreshold",
        Threshold: 0,
        EvaluationPeriods: 1,
        Period: 300,
        Statistic: "Sum",
      }),
    );
    const StateValue = AlarmName === "palisade-fine" ? "OK" : "ALARM";
    await cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "test" }));
  }
}
