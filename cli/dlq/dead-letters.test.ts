import { wrap } from "@palisade/engine/events/wrap";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import {
  ABROAD,
  type Answers,
  configOf,
  fakeAws,
  HOME,
  NOW,
  queueAttributes,
  refuse,
} from "../../testing/fixtures/doctor-fixture";
import { readDeadLetter } from "./dead-letter";
import { type DeadLetterQueue, deadLetterQueues } from "./dead-letter-queues";
import { listDeadLetters } from "./list-dead-letters";
import { redrive } from "./redrive";

const QUEUE = "palisade-events";
const DEAD = "palisade-events-dead-letters";
const EVENTS = { name: DEAD, region: HOME, queue: QUEUE };
const ON_CALL = {
  name: "palisade-notify-on-call-dead-letters",
  region: HOME,
  queue: "palisade-notify-on-call",
  channel: "on-call",
};
const EVENT = JSON.stringify(wrap(cloudTrail()));
const Attributes = { SentTimestamp: String(NOW) };

describe("a dead letter", () => {
  it("says what EventBridge said", () => {
    const said = { ERROR_CODE: { DataType: "String", StringValue: "NO_PERMISSIONS" } };
    expect(readDeadLetter({ MessageId: "1", Body: EVENT, Attributes, MessageAttributes: said }, EVENTS)).toEqual({
      messageId: "1",
      region: HOME,
      event: "GetObject on sensitive-data",
      reason: "EventBridge could not deliver it: NO_PERMISSIONS",
      sentAt: NOW,
    });
  });

  it.each([
    [EVENT, "the detector failed at it, again and again"],
    ["{", "it holds no event: not JSON"],
    ["{}", expect.stringMatching(/^it holds no event: ./)],
    [undefined, expect.stringMatching(/^it holds no event: ./)],
  ])("tells why the detector gave it up: %s", (Body, reason) => {
    expect(readDeadLetter({ Body }, EVENTS)).toMatchObject({ reason, sentAt: undefined });
  });
});

describe("a dead letter of a channel", () => {
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const alert = JSON.stringify({ detection: "s3.policy-made-public", bucket: "sensitive-data" });

  it("says which alert it is, and why the channel did not take it", () => {
    const MessageAttributes = { reason: text("answered 404"), channel: text("on-call") };
    expect(readDeadLetter({ MessageId: "1", Body: alert, Attributes, MessageAttributes }, ON_CALL)).toEqual({
      messageId: "1",
      region: HOME,
      channel: "on-call",
      event: "s3.policy-made-public on sensitive-data",
      reason: "answered 404",
      sentAt: NOW,
    });
  });

  it.each([
    [JSON.stringify({ detection: "account.trail-impaired" }), "account.trail-impaired"],
    [JSON.stringify({ detection: "iam.key-made", resource: "user/alice" }), "iam.key-made on user/alice"],
    [JSON.stringify({ source: "aws.cloudwatch" }), "an alarm of Palisade's own"],
    [JSON.stringify({ kind: "digest" }), "a digest"],
    [JSON.stringify({ resolve: "fe2b1410b2e36799bcefca0f33e6cb42" }), "the end of an incident"],
    [JSON.stringify({ bucket: "sensitive-data" }), undefined],
    ["{", undefined],
    [undefined, undefined],
  ])("tells what it can of %s", (Body, event) => {
    expect(readDeadLetter({ Body }, ON_CALL)).toMatchObject({
      event,
      reason: "the channel's function failed at it, again and again",
    });
  });

  it("says what SNS said of an alert that it could not put into the channel's queue", () => {
    const said = { ErrorCode: text("KMS.AccessDeniedException"), ErrorMessage: text("no access") };
    expect(readDeadLetter({ Body: alert, MessageAttributes: said }, ON_CALL)).toMatchObject({
      event: "s3.policy-made-public on sensitive-data",
      reason: "SNS could not deliver it: KMS.AccessDeniedException, no access",
    });
  });

  it("says what EventBridge said of an alarm", () => {
    const said = { ERROR_CODE: text("NO_PERMISSIONS"), ERROR_MESSAGE: text("queue policy") };
    expect(readDeadLetter({ Body: "{}", MessageAttributes: said }, ON_CALL).reason).toBe(
      "EventBridge could not deliver it: NO_PERMISSIONS, queue policy",
    );
  });
});

describe("a dead letter of access logs", () => {
  const s3 = { bucket: { name: "example-s3-logs" }, object: { key: "2026/03/01/log" } };
  const notification = JSON.stringify({ Records: [{ eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3 }] });
  const logQueue = "palisade-access-logs";
  const LOGS = { name: "palisade-access-logs-dead-letters", region: HOME, queue: logQueue, logQueue };

  it.each([
    [
      notification,
      "access log example-s3-logs/2026/03/01/log",
      "the log could not be read to its end, again and again",
    ],
    ["{", undefined, "it names no log: not JSON"],
    [undefined, undefined, "it names no log: not JSON"],
  ])("names the log, and why no one has read it: %s", (Body, event, reason) => {
    expect(readDeadLetter({ Body }, LOGS)).toMatchObject({ isAccessLog: true, event, reason });
  });

  it("is told from an event where both are, and goes through a queue of its own from there", async () => {
    const abroad = { ...EVENTS, region: ABROAD, logQueue };
    expect(readDeadLetter({ Body: notification }, abroad)).toMatchObject({ isAccessLog: true });
    expect(readDeadLetter({ Body: EVENT }, abroad).isAccessLog).toBeUndefined();
    const { answers, calls } = queues({ [ABROAD]: 1 });
    const ReceiveMessage = () => ({ Messages: [{ Body: EVENT }, { Body: notification }] });
    const deps = {
      aws: fakeAws({ ...answers, ReceiveMessage }),
      home: HOME,
      sleep: async () => {},
      onProgress: () => {},
    };
    await redrive(deps, abroad);
    expect(calls.filter((call) => call.startsWith("sent"))).toEqual([
      `sent to ${HOME}/${QUEUE}`,
      `sent to ${HOME}/${logQueue}`,
    ]);
  });

  it("lies in queues of the access logs' own at home, and among the events' elsewhere", () => {
    const config = configOf(`
perimeters:
  watched:
    buckets: [{name: example-watched, region: ${ABROAD}}]
    allow: {cidrs: [203.0.113.0/24]}
    accessLogs: true
`);
    expect(deadLetterQueues(config)).toEqual(
      expect.arrayContaining([EVENTS, { ...EVENTS, region: ABROAD, logQueue }, LOGS]),
    );
  });
});

describe("queues of dead letters", () => {
  it("are the events' in each region, and each channel's at home", () => {
    const config = configOf(`
perimeters:
  watched:
    buckets: [{name: example-watched, region: ${ABROAD}}]
    allow: {cidrs: [203.0.113.0/24]}
channels: {on-call: {kind: pagerduty, routingKey: ssm:/palisade/pagerduty}}
default: [on-call]
`);
    const abroad = { ...EVENTS, region: ABROAD };
    const found = deadLetterQueues(config);
    expect(found).toEqual(expect.arrayContaining([EVENTS, abroad, ON_CALL]));
    expect(found).toHaveLength(3);
  });
});

/** Queues that hold so many messages each, by region. */
function queues(counts: Readonly<Record<string, number>>) {
  const left = new Map(Object.entries(counts));
  const calls: string[] = [];
  const answers: Answers = {
    GetQueueUrl: ({ QueueName }, region) => ({ QueueUrl: `${region}/${QueueName}` }),
    GetQueueAttributes: ({ QueueUrl }, region) => ({
      Attributes: {
        ...queueAttributes(String(QueueUrl).split("/").at(-1) ?? "", region),
        ApproximateNumberOfMessages: String(left.get(region) ?? 0),
      },
    }),
    ReceiveMessage: ({ MaxNumberOfMessages }, region) => {
      const count = Math.min(Number(MaxNumberOfMessages), left.get(region) ?? 0);
      left.set(region, (left.get(region) ?? 0) - count);
      return {
        Messages: Array.from({ length: count }, (_, index) => ({
          MessageId: `${left.get(region)}-${index}`,
          Body: EVENT,
        })),
      };
    },
    ChangeMessageVisibilityBatch: ({ Entries }) => {
      calls.push(`gave back ${(Entries as readonly unknown[]).length}`);
      return {};
    },
    SendMessage: ({ QueueUrl }) => {
      calls.push(`sent to ${QueueUrl}`);
      return {};
    },
    DeleteMessage: (_input, region) => {
      calls.push(`deleted in ${region}`);
      return {};
    },
  };
  return { answers, calls };
}

describe("listing dead letters", () => {
  it("shows so many at most, counts all, and gives back what it took", async () => {
    const { answers, calls } = queues({ [HOME]: 30 });
    const answer = await listDeadLetters(fakeAws(answers), EVENTS, 12);
    expect(answer).toMatchObject({ kind: "found", value: { queue: DEAD, region: HOME, waiting: 30 } });
    expect(answer.kind === "found" && answer.value.letters).toHaveLength(12);
    expect(calls).toEqual(["gave back 10", "gave back 2"]);
  });

  it("says why it cannot", async () => {
    const { answers } = queues({});
    const answer = await listDeadLetters(fakeAws({ ...answers, ReceiveMessage: refuse }), EVENTS, 10);
    expect(answer).toMatchObject({ kind: "unknown", why: "no permission: sqs:ReceiveMessage" });
  });
});

describe("redriving", () => {
  const run = (answers: Answers, region: string, from: DeadLetterQueue = EVENTS) => {
    const progress: string[] = [];
    const deps = {
      aws: fakeAws(answers),
      home: HOME,
      sleep: async () => {},
      onProgress: (moved: number, of: number) => progress.push(`${moved}/${of}`),
    };
    return redrive(deps, { ...from, region }).then((result) => ({ result, progress }));
  };
  const task = (Status: string, moved: number, others: object = {}) => ({
    Results: [{ Status, ApproximateNumberOfMessagesMoved: moved, ApproximateNumberOfMessagesToMove: 4, ...others }],
  });

  it("lets SQS move them at home, to the queue by name, and shows how far it is", async () => {
    const states = [task("RUNNING", 1), task("RUNNING", 3), task("COMPLETED", 4)];
    const started: unknown[] = [];
    const { result, progress } = await run(
      {
        ...queues({}).answers,
        StartMessageMoveTask: (input) => {
          started.push(input);
          return {};
        },
        ListMessageMoveTasks: () => states.shift(),
      },
      HOME,
    );
    expect(started).toEqual([
      {
        SourceArn: expect.stringMatching(/:palisade-events-dead-letters$/),
        DestinationArn: expect.stringMatching(/:palisade-events$/),
      },
    ]);
    expect(progress).toEqual(["1/4", "3/4", "4/4"]);
    expect(result).toEqual({ kind: "moved", count: 4 });
  });

  it("moves a channel's to the channel", async () => {
    const started: unknown[] = [];
    const StartMessageMoveTask = (input: unknown) => {
      started.push(input);
      return {};
    };
    const ListMessageMoveTasks = () => task("COMPLETED", 1);
    const answers = { ...queues({}).answers, StartMessageMoveTask, ListMessageMoveTasks };
    expect((await run(answers, HOME, ON_CALL)).result).toEqual({ kind: "moved", count: 1 });
    const [from, to] = [ON_CALL.name, ON_CALL.queue].map((name) => expect.stringMatching(new RegExp(`:${name}$`)));
    expect(started).toEqual([{ SourceArn: from, DestinationArn: to }]);
  });

  it("says why SQS stopped", async () => {
    const failed = { ListMessageMoveTasks: () => task("FAILED", 2, { FailureReason: "AccessDenied" }) };
    const { result } = await run({ ...queues({}).answers, StartMessageMoveTask: () => ({}), ...failed }, HOME);
    expect(result).toEqual({ kind: "failed", count: 2, why: "AccessDenied" });
    const refused = await run({ ...queues({}).answers, StartMessageMoveTask: refuse }, HOME);
    expect(refused.result).toMatchObject({ kind: "failed", why: "no permission: sqs:StartMessageMoveTask" });
  });

  it("carries them home from another region, and deletes only what was sent", async () => {
    const { answers, calls } = queues({ [ABROAD]: 2 });
    const { result, progress } = await run(answers, ABROAD);
    expect(result).toEqual({ kind: "moved", count: 2 });
    expect(progress).toEqual(["1/2", "2/2"]);
    expect(calls).toEqual([
      `sent to ${HOME}/${QUEUE}`,
      `deleted in ${ABROAD}`,
      `sent to ${HOME}/${QUEUE}`,
      `deleted in ${ABROAD}`,
    ]);
    const broken = queues({ [ABROAD]: 2 });
    expect((await run({ ...broken.answers, SendMessage: refuse }, ABROAD)).result).toMatchObject({
      kind: "failed",
      count: 0,
    });
    expect(broken.calls).toEqual([]);
  });
});
