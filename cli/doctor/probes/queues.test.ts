import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  ABROAD,
  type Answers,
  faultsOf,
  HOME,
  MINUTE,
  missing,
  NOW,
  queueAttributes,
  refuse,
} from "../../../testing/fixtures/doctor-fixture";
import { queues } from "./queues";

const QUEUE = "palisade-events";
const DEAD = "palisade-events-dead-letters";

/** The attributes of one queue, changed. */
const changed = (name: string, change: object, where = HOME): Answers => ({
  GetQueueAttributes: ({ QueueUrl }, region) => {
    const of = String(QueueUrl).split("/").at(-1) ?? "";
    const isIt = of === name && region === where;
    return { Attributes: { ...queueAttributes(of, region), ...(isIt && change) } };
  },
});

const waiting = { ApproximateNumberOfMessages: "3" };
const oldest = (seconds: number) => ({
  GetMetricData: () => ({
    MetricDataResults: [{ Id: "m0", Timestamps: [new Date(NOW - MINUTE)], Values: [seconds] }],
  }),
});

describeFaults(queues, [
  [
    "a queue that is gone",
    {
      GetQueueUrl: ({ QueueName }) =>
        QueueName === QUEUE ? missing("QueueDoesNotExist")() : { QueueUrl: `https://sqs/${QueueName}` },
    },
    { subject: `queue ${QUEUE}`, why: "does not exist" },
  ],
  [
    "a queue without policy",
    changed(QUEUE, { Policy: undefined }),
    { subject: `queue ${QUEUE}, policy`, why: /does not let (\d+) of \1 rules send/ },
  ],
  [
    "a policy that is more than is understood",
    changed(QUEUE, {
      Policy: JSON.stringify({
        Statement: {
          Effect: "Allow",
          Principal: "*",
          Action: "sqs:*",
          Condition: { IpAddress: { "aws:SourceIp": "::/0" } },
        },
      }),
    }),
    { status: "unknown", subject: `queue ${QUEUE}, policy`, why: "more than can be judged" },
  ],
  [
    "a queue under someone's key",
    changed(QUEUE, { KmsMasterKeyId: "alias/mine" }),
    { subject: `queue ${QUEUE}, policy`, why: "alias/mine" },
  ],
  [
    "a queue without dead letters",
    changed(QUEUE, { RedrivePolicy: undefined }),
    { subject: `queue ${QUEUE}, redrive`, why: DEAD },
  ],
  [
    "a queue that gives up too soon",
    changed(QUEUE, { RedrivePolicy: queueAttributes(QUEUE, HOME)["RedrivePolicy"]?.replace("5}", "1}") }),
    { subject: `queue ${QUEUE}, redrive`, why: "gives up after 1 tries, expected 5" },
  ],
  [
    "events that wait for long",
    { ...changed(QUEUE, waiting), ...oldest(3600) },
    {
      subject: `queue ${QUEUE}, depth`,
      why: "3 events wait, the oldest for 60 minutes",
      fix: "/aws/lambda/palisade-detector",
    },
  ],
  [
    "events that wait for no one knows how long",
    { ...changed(QUEUE, waiting), GetMetricData: refuse },
    {
      status: "unknown",
      subject: `queue ${QUEUE}, depth`,
      why: /3 events wait, and no permission: cloudwatch:GetMetricData/,
    },
  ],
  [
    "dead letters abroad",
    changed(DEAD, { ApproximateNumberOfMessages: "1" }, ABROAD),
    { subject: `queue ${DEAD} in ${ABROAD}, dead letters`, why: "holds 1 event that no one", fix: "palisade dlq" },
  ],
]);

describe("probe queues", () => {
  it("lets events be that are on their way", async () => {
    expect(await faultsOf(queues, { ...changed(QUEUE, waiting), ...oldest(30) })).toEqual([]);
  });
});
