import { MESSAGE_DAYS } from "@palisade/engine/incidents/lifetimes";

/** What a handler needs around it. Stacks make its role, environment and queue from this, so the two cannot drift. */
export interface HandlerRequirements<
  Variable extends string = DetectingVariable,
  Resource extends string = HandlerResource,
> {
  /** Folder under `functions/dist`, whose `index.js` exports `handler`. */
  readonly bundle: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Environment variable names. */
  readonly environment: Readonly<Record<Variable, string>>;
  /** API actions by the resource that they touch; an empty list needs no statement. */
  readonly actions: Readonly<Record<Resource, readonly string[]>>;
}

type DetectingVariable = "incidentsTable" | "topicArn";

/** What the function of a channel is given and touches, besides what its vendor needs. */
export type NotifierRequirements = HandlerRequirements<
  "incidentsTable" | "queueUrl" | "deadLetterUrl",
  | "incidentsTable"
  | "incidentsKey"
  | "queue"
  | "deadLetterQueue"
  /** Where its secret is a SecureString of SSM. */
  | "parameter"
  /** Where its secret is in Secrets Manager. */
  | "secret"
  /** Its own queue, where the vendor keeps an incident open until a message ends it. */
  | "ends"
>;

/** What the function that writes the digest touches. */
export type DigestRequirements = HandlerRequirements<
  DetectingVariable,
  | "incidentsTable"
  | "incidentsIndex"
  | "incidentsKey"
  | "topic"
  | "topicKey"
  /** All of the region, since CloudWatch lets alarms be listed only so. */
  | "alarms"
  | "deadLetterQueues"
>;

/** What the function that reads server access logs touches. */
export type AccessLogsRequirements = HandlerRequirements<
  DetectingVariable,
  | Exclude<HandlerResource, "incidentsIndex" | "queueKey">
  /** The buckets that hold the logs. */
  | "logBuckets"
  | "logObjects"
>;

export type HandlerResource =
  | "incidentsTable"
  | "incidentsIndex"
  /** The table's own key, where it has one. */
  | "incidentsKey"
  | "topic"
  /** The topic's own key, where it has one. */
  | "topicKey"
  | "queue"
  /** The queue's own key, where it has one. */
  | "queueKey";

const environment = { incidentsTable: "INCIDENTS_TABLE", topicArn: "SNS_TOPIC_ARN" } as const;

// Windows of what has to come together are updated in place.
const keepState = ["dynamodb:UpdateItem"] as const;
// A transaction of Puts is authorised as PutItem; there is no TransactWriteItems permission.
const recordIncidents = ["dynamodb:GetItem", "dynamodb:PutItem"] as const;
const publish = ["sns:Publish"] as const;
// SNS encrypts with a data key, and decrypts it again when it is cached.
const publishEncrypted = ["kms:GenerateDataKey", "kms:Decrypt"] as const;

export const HANDLERS = {
  detector: {
    bundle: "detector",
    timeoutSeconds: 30,
    memoryMb: 512,
    environment,
    actions: {
      incidentsTable: [...recordIncidents, ...keepState],
      incidentsIndex: [],
      incidentsKey: ["kms:Decrypt"],
      topic: publish,
      topicKey: publishEncrypted,
      queue: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      queueKey: ["kms:Decrypt"],
    },
  },
  closeIncidents: {
    bundle: "close-incidents",
    timeoutSeconds: 120,
    memoryMb: 256,
    environment,
    actions: {
      incidentsTable: recordIncidents,
      incidentsIndex: ["dynamodb:Query"],
      incidentsKey: ["kms:Decrypt"],
      topic: publish,
      topicKey: publishEncrypted,
      queue: [],
      queueKey: [],
    },
  },
  notifier: {
    bundle: "notifier",
    // A turn is waited for at most 16 seconds, and a request answered within 10, with one more for a new secret.
    timeoutSeconds: 60,
    memoryMb: 256,
    environment: {
      incidentsTable: "INCIDENTS_TABLE",
      queueUrl: "QUEUE_URL",
      deadLetterUrl: "DEAD_LETTER_QUEUE_URL",
    },
    actions: {
      incidentsTable: ["dynamodb:GetItem", "dynamodb:UpdateItem"],
      incidentsKey: ["kms:Decrypt"],
      queue: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"],
      deadLetterQueue: ["sqs:SendMessage"],
      parameter: ["ssm:GetParameter"],
      secret: ["secretsmanager:GetSecretValue"],
      ends: ["sqs:SendMessage"],
    },
  },
  digest: {
    bundle: "digest",
    // Thousands of alerts may have been held back for each channel.
    timeoutSeconds: 300,
    memoryMb: 512,
    environment,
    actions: {
      incidentsTable: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:UpdateItem"],
      incidentsIndex: ["dynamodb:Query"],
      incidentsKey: ["kms:Decrypt"],
      topic: publish,
      topicKey: publishEncrypted,
      alarms: ["cloudwatch:DescribeAlarms"],
      deadLetterQueues: ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
    },
  },
  accessLogs: {
    bundle: "access-logs",
    // A log of 500 MB, which S3 never writes at once; a share of a processor comes with the memory.
    timeoutSeconds: 300,
    memoryMb: 512,
    environment,
    actions: {
      incidentsTable: [...recordIncidents, ...keepState],
      incidentsKey: ["kms:Decrypt"],
      topic: publish,
      topicKey: publishEncrypted,
      queue: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      // Without it S3 says of an object that is gone what it says of one that is forbidden.
      logBuckets: ["s3:ListBucket"],
      logObjects: ["s3:GetObject"],
    },
  },
} as const satisfies Readonly<Record<"detector" | "closeIncidents", HandlerRequirements>> & {
  readonly notifier: NotifierRequirements;
  readonly digest: DigestRequirements;
  readonly accessLogs: AccessLogsRequirements;
};

/** Schedule of the handler that closes incidents, in EventBridge's words. */
export const CLOSE_SCHEDULE = "rate(5 minutes)";

/** Beside a bundle's `index.js` in the function's zip: the `DetectorSettings` as JSON. */
export const SETTINGS_FILE = "settings.json";

/** Likewise the `EnrichmentSettings`, where alerts are enriched with anything. */
export const ENRICHMENT_FILE = "enrichment.json";

/** What a function that tells of alerts may do on the account's buckets where these are asked for their tags. */
export const READ_BUCKET_TAGS = "s3:GetBucketTagging";

/** What a function that tells of alerts may do on the incidents table where they are counted for the digest. */
export const COUNT_ALERTS = "dynamodb:UpdateItem";

/** Keys of the incidents table. The index is sparse: it holds the incidents that somebody has yet to be told about. */
export const INCIDENTS_TABLE = {
  hashKey: { name: "pk", type: "S" },
  /** Seconds since the epoch. */
  timeToLive: "expiresAt",
  index: {
    name: "open",
    hashKey: { name: "open", type: "S" },
    /** Milliseconds since the epoch. */
    rangeKey: { name: "dueAt", type: "N" },
    projection: "KEYS_ONLY",
  },
} as const;

/** The longest that SQS keeps a message. */
const MESSAGE_SECONDS = MESSAGE_DAYS * 24 * 60 * 60;

/** How the detector's queue hands over events. */
export const QUEUE = {
  /** A batch about one incident fits one DynamoDB transaction of 100 items, so that its alert speaks of all of it. */
  batchSize: 90,
  batchWindowSeconds: 5,
  /** Lambda asks for six times the function's time limit, so that a throttled batch is not handed out twice. */
  visibilityTimeoutSeconds: 6 * HANDLERS.detector.timeoutSeconds + 5,
  maxReceiveCount: 5,
  retentionSeconds: MESSAGE_SECONDS,
  /** Detectors at work at once: more would contend for one incident's record in a storm. */
  maximumConcurrency: 5,
} as const;

/** How a channel's queue hands over alerts. */
export const CHANNEL_QUEUE = {
  /** One message a time: it may wait for its turn, and what fails fails alone. */
  batchSize: 1,
  visibilityTimeoutSeconds: 6 * HANDLERS.notifier.timeoutSeconds,
  /** With the waits between them some five hours, in which a channel may be out of order. */
  maxReceiveCount: 24,
  retentionSeconds: MESSAGE_SECONDS,
  /** The least that SQS lets be asked for; messages of one channel keep their distance by the table. */
  maximumConcurrency: 2,
  /** Older messages mean that the channel has been out of order for an hour, or that nobody sends. */
  oldestMessageSeconds: 2 * 60 * 60,
} as const;

/** How the queue of server access logs hands over what is to be read. */
export const ACCESS_LOG_QUEUE = {
  batchSize: 10,
  /** Logs come hours late; seconds do not matter, and fewer batches cost less. */
  batchWindowSeconds: 20,
  visibilityTimeoutSeconds: 6 * HANDLERS.accessLogs.timeoutSeconds + 20,
  maxReceiveCount: 5,
  retentionSeconds: MESSAGE_SECONDS,
  maximumConcurrency: 4,
  /** Older messages have failed, or nobody reads. */
  oldestMessageSeconds: 3 * 60 * 60,
} as const;

/** CloudWatch metrics that the reader of server access logs writes, with the dimension `project`. */
export const ACCESS_LOG_METRICS = [
  "LogObjectsRead",
  "LogObjectsVanished",
  "LogLinesRead",
  /** With the dimension `reason`, too. */
  "LogLinesMalformed",
] as const;

/** Beside the bundle of the function that closes incidents: the `WatchedRegion`s as JSON, where there are any. */
export const ELSEWHERE_FILE = "elsewhere.json";

/** What the function that closes incidents may do on the alarms of other regions. */
export const WATCH_ALARMS = "cloudwatch:DescribeAlarms";

/** CloudWatch metrics about Palisade itself, with the dimension `project`. */
export const CHAIN_METRICS = {
  /** Alarms of other regions that are on, or gone. */
  alarmsElsewhere: "AlarmsElsewhere",
  /** One for each digest. Every round of closing adds nothing, so that a digest that never comes shows as zero and not as silence. */
  digestsWritten: "DigestsWritten",
} as const;

/** CloudWatch metrics that the detector writes through its log lines, with the dimension `project`. */
export const METRICS = {
  namespace: "Palisade",
  dimension: "project",
  names: ["AlertsPublished", "EventsMatched", "EventsSkipped", "EventsSuppressed"],
} as const;

/** Palisade's alarms in a region besides the home region. CloudWatch lets none of them publish to the topic at home. */
export interface WatchedRegion {
  readonly region: string;
  readonly alarms: readonly string[];
}
