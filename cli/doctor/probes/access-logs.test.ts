import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  ABROAD,
  ACCOUNT,
  type Answers,
  CONFIG,
  configOf,
  HOME,
  healthyAnswer,
  look,
  missing,
  refuse,
} from "../../../testing/fixtures/doctor-fixture";
import { accessLogs } from "./access-logs";

const QUEUE = "palisade-access-logs";
const OWN = `palisade-s3-logs-${ACCOUNT}-${HOME}`;

/** A healthy answer, changed where it is about one bucket, rule or queue. */
const where = (operation: string, field: string, about: RegExp, change: object): Answers => ({
  [operation]: (input, region) => {
    const answer = healthyAnswer(operation, input, region) as object;
    return about.test(`${input[field]} ${region}`) ? { ...answer, ...change } : answer;
  },
});

const logging = (bucket: string, change: object | undefined) =>
  where("GetBucketLogging", "Bucket", new RegExp(`^${bucket} `), { LoggingEnabled: change });

const attributes = (name: string, change: object): Answers => ({
  GetQueueAttributes: (input, region) => {
    const answer = healthyAnswer("GetQueueAttributes", input, region) as { readonly Attributes: object };
    return String(input["QueueUrl"]).endsWith(`/${name}`)
      ? { Attributes: { ...answer.Attributes, ...change } }
      : answer;
  },
});

describeFaults(accessLogs, [
  [
    "a bucket of Palisade's own logging that was switched off",
    logging("example-vault", undefined),
    { subject: "bucket example-vault, access logs", why: "are not written", fix: "deploy perimeter" },
  ],
  [
    "a bucket that logs elsewhere",
    logging("example-watched", { TargetBucket: "somebody-elses" }),
    {
      subject: "bucket example-watched, access logs",
      why: "somebody-elses, expected example-s3-logs",
      fix: /have example-watched log into/,
    },
  ],
  [
    "a bucket that logs where no one reads",
    logging("example-watched", { TargetBucket: "example-s3-logs", TargetPrefix: "" }),
    { subject: "bucket example-watched, access logs", why: "are written under no prefix, which is not read" },
  ],
  [
    "a log bucket that tells no one",
    where("GetBucketNotificationConfiguration", "Bucket", new RegExp(OWN), { EventBridgeConfiguration: undefined }),
    { subject: `bucket ${OWN}, notifications`, why: "no one is notified of new logs", fix: "deploy perimeter" },
  ],
  [
    "a log bucket of someone's own that tells no one",
    where("GetBucketNotificationConfiguration", "Bucket", /^example-s3-logs/, { EventBridgeConfiguration: undefined }),
    {
      subject: "bucket example-s3-logs, notifications",
      why: "no one is notified of new logs",
      fix: "switch on Amazon EventBridge in the properties of bucket example-s3-logs",
    },
  ],
  [
    "a rule that is disabled",
    where("DescribeRule", "Name", new RegExp(`^${QUEUE} ${HOME}`), { State: "DISABLED" }),
    { subject: `rule ${QUEUE} in ${HOME}`, why: "is disabled", fix: "enable-rule" },
  ],
  [
    "a rule with another pattern",
    where("DescribeRule", "Name", new RegExp(`^${QUEUE} ${ABROAD}`), { EventPattern: "{}" }),
    { subject: `rule ${QUEUE} in ${ABROAD}`, why: "has another pattern" },
  ],
  [
    "a rule without its target",
    where("ListTargetsByRule", "Rule", new RegExp(`^${QUEUE}-2 ${HOME}`), { Targets: [] }),
    { subject: `rule ${QUEUE}-2 in ${HOME}`, why: /./, fix: "deploy alerting" },
  ],
  [
    "a queue that lets no rule in",
    attributes(QUEUE, { Policy: "{}" }),
    { subject: `queue ${QUEUE}, policy`, why: "does not let rule palisade-access-logs send" },
  ],
  [
    "a queue without dead letters",
    attributes(QUEUE, { RedrivePolicy: "" }),
    { subject: `queue ${QUEUE}, redrive`, why: "does not move what fails" },
  ],
  [
    "dead letters",
    attributes(`${QUEUE}-dead-letters`, { ApproximateNumberOfMessages: "2" }),
    {
      subject: `queue ${QUEUE}-dead-letters, dead letters`,
      why: "names 2 access logs that no one has read",
      fix: "dlq",
    },
  ],
  [
    "a bucket that is gone",
    {
      GetBucketLogging: (input, region) =>
        input["Bucket"] === "example-vault"
          ? missing("NoSuchBucket")()
          : healthyAnswer("GetBucketLogging", input, region),
    },
    { subject: "bucket example-vault, access logs", why: "does not exist" },
  ],
  [
    "no permission to look",
    {
      GetBucketLogging: (input, region) =>
        input["Bucket"] === "example-vault" ? refuse() : healthyAnswer("GetBucketLogging", input, region),
    },
    { status: "unknown", subject: "bucket example-vault, access logs", why: "s3:GetBucketLogging", fix: /./ },
  ],
]);

describe("access logs", () => {
  it("may come straight from a bucket to the queue", async () => {
    const queueArn = `arn:aws:sqs:${HOME}:${ACCOUNT}:${QUEUE}`;
    const direct = { QueueConfigurations: [{ QueueArn: queueArn, Events: ["s3:ObjectCreated:*"] }] };
    const lines = await look(accessLogs, { GetBucketNotificationConfiguration: () => direct });
    expect(lines.filter(({ status }) => status !== "pass")).toEqual([]);
  });

  it("are looked at once a bucket, a log bucket and a rule", async () => {
    const subjects = (await look(accessLogs, {}, CONFIG)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.endsWith(", access logs"))).toHaveLength(2);
    expect(subjects.filter((subject) => subject.endsWith(", notifications"))).toHaveLength(2);
    expect(subjects.filter((subject) => subject.startsWith("rule "))).toHaveLength(3);
  });

  it("need not be on", async () => {
    const config = configOf("perimeters: {vault: {buckets: [example-vault], allow: {cidrs: [203.0.113.0/24]}}}\n");
    expect(await look(accessLogs, {}, config)).toEqual([
      expect.objectContaining({ status: "pass", why: "no perimeter has them on" }),
    ]);
  });
});
