import { gzipSync } from "node:zlib";
import type { Fields } from "../fields";
import { wrap } from "../wrap";

type Wrapping = (record: Fields) => unknown;

const base64 = (text: string) => Buffer.from(text).toString("base64");
const gzipped = (text: string) => gzipSync(text).toString("base64");
const text = (value: unknown) => JSON.stringify(value);

const logEvent = (record: Fields) => ({ id: "3", timestamp: 1_772_359_200_000, message: text(record) });
const subscription = (record: Fields) => ({
  messageType: "DATA_MESSAGE",
  owner: "111122223333",
  logGroup: "trail",
  logStream: "111122223333_CloudTrail_eu-central-1",
  subscriptionFilters: ["all"],
  logEvents: [logEvent(record)],
});
const notification = (record: Fields) => ({
  Type: "Notification",
  MessageId: "00000000-0000-4000-8000-000000000001",
  TopicArn: "arn:aws:sns:eu-central-1:111122223333:events",
  Message: text(wrap(record)),
});

/** A record in everything that is read, as services and tools write it. */
export const CARRYING: Readonly<Record<string, Wrapping>> = {
  "an event of EventBridge": wrap,
  "a text of JSON, as jq prints a field": text,
  "an answer of lookup-events": (record) => ({
    Events: [{ EventId: "1", EventName: record["eventName"], Resources: [], CloudTrailEvent: text(record) }],
  }),
  "an event of lookup-events": (record) => ({ EventId: "1", CloudTrailEvent: text(record) }),
  "an answer of lookup-events by a query": (record) => [[text(record)]],
  "an answer of filter-log-events": (record) => ({ events: [logEvent(record)], searchedLogStreams: [] }),
  "a subscription of CloudWatch Logs": subscription,
  "a subscription of CloudWatch Logs in Lambda": (record) => ({
    awslogs: { data: gzipped(text(subscription(record))) },
  }),
  "an answer of CloudWatch Logs Insights": (record) => ({
    status: "Complete",
    results: [
      [
        { field: "@timestamp", value: "2026-03-01 10:00:00.000" },
        { field: "@message", value: text(record) },
        { field: "@ptr", value: "Cm" },
      ],
    ],
  }),
  "an answer of CloudWatch Logs Insights, saved in the console": (record) => [
    { "@timestamp": "2026-03-01 10:00:00.000", "@message": record },
  ],
  "a message of SQS in Lambda": (record) => ({
    Records: [{ messageId: "m", receiptHandle: "r", body: text(wrap(record)), eventSource: "aws:sqs" }],
  }),
  "an answer of receive-message": (record) => ({
    Messages: [{ MessageId: "m", ReceiptHandle: "r", Body: text(wrap(record)) }],
  }),
  "a notification of SNS": notification,
  "a notification of SNS in Lambda": (record) => ({
    Records: [{ EventSource: "aws:sns", EventVersion: "1.0", Sns: notification(record) }],
  }),
  "a notification of SNS in a message of SQS": (record) => ({
    Records: [{ messageId: "m", body: text(notification(record)), eventSource: "aws:sqs" }],
  }),
  "a record of Kinesis in Lambda": (record) => ({
    Records: [
      {
        eventSource: "aws:kinesis",
        eventName: "aws:kinesis:record",
        kinesis: { partitionKey: "p", data: base64(text(record)) },
      },
    ],
  }),
  "an answer of get-records, of a subscription": (record) => ({
    Records: [{ SequenceNumber: "1", PartitionKey: "p", Data: gzipped(text(subscription(record))) }],
    MillisBehindLatest: 0,
  }),
  "what Firehose has transformed": (record) => ({
    invocationId: "i",
    records: [{ recordId: "1", data: base64(`${text(record)}\n`) }],
  }),
  "what Firehose has transformed, compressed twice": (record) => ({
    records: [{ recordId: "1", data: gzipSync(gzipSync(text(subscription(record)))).toString("base64") }],
  }),
  "what Firehose has put aside": (record) => ({ attemptsMade: 4, errorCode: "x", rawData: base64(text(record)) }),
  "a result of Splunk": (record) => ({ preview: false, offset: 0, result: { _raw: text(record), source: "s3" } }),
  "a result of Splunk with fields of the record": (record) => ({
    ...Object.fromEntries(Object.entries(record).filter(([, value]) => typeof value === "string")),
    "userIdentity.type": "IAMUser",
    _raw: text(record),
  }),
  "results of Splunk": (record) => ({ preview: false, fields: [{ name: "_raw" }], results: [{ _raw: text(record) }] }),
  "rows of Splunk": (record) => ({ fields: ["_time", "_raw"], rows: [["now", text(record)]] }),
  "columns of Splunk": (record) => ({ fields: ["_time", "_raw"], columns: [["now"], [text(record)]] }),
  "an event of Splunk's collector": (record) => ({ time: 1, host: "h", sourcetype: "aws:cloudtrail", event: record }),
  "a document of Elastic": (record) => ({
    _index: "filebeat",
    _source: { "@timestamp": "2026-03-01T10:00:00Z", event: { original: text(record), dataset: "aws.cloudtrail" } },
  }),
  "a search of Elastic": (record) => ({
    took: 1,
    hits: { total: { value: 1 }, hits: [{ _id: "1", fields: { "event.original": [text(record)] } }] },
  }),
  "what Filebeat has read": (record) => ({ "@timestamp": "2026-03-01T10:00:00Z", message: text(record) }),
  "what Fluent Bit has read": (record) => ({ log: `${text(record)}\n`, stream: "stdout" }),
  "an event of CloudTrail Lake": (record) => ({ eventdata: record }),
  "an answer of CloudTrail Lake": (record) => ({
    QueryStatus: "FINISHED",
    QueryResultRows: [[{ eventID: String(record["eventID"]) }, { eventData: text(record) }]],
  }),
  "an answer of CloudTrail Lake with nested fields as text": (record) => ({
    QueryResultRows: [
      Object.entries(record).map(([field, value]) => ({ [field]: typeof value === "object" ? text(value) : value })),
    ],
  }),
  "an OCSF event with its record": (record) => ({
    class_uid: 6003,
    class_name: "API Activity",
    metadata: { product: { name: "CloudTrail", vendor_name: "AWS" }, version: "1.1.0" },
    raw_data: text(record),
  }),
  "an answer of Athena with the record in a column": (record) => ({
    ResultSet: {
      Rows: [
        { Data: [{ VarCharValue: "day" }, { VarCharValue: "line" }] },
        { Data: [{ VarCharValue: "2026/03/01" }, { VarCharValue: text(record) }] },
      ],
    },
  }),
};

/** What is known and does not hold the record, and what is said of it. */
export const NOT_CARRYING: readonly (readonly [reason: string, value: unknown])[] = [
  [
    "a notification of S3, which names an object",
    {
      eventVersion: "2.1",
      eventSource: "aws:s3",
      awsRegion: "eu-central-1",
      eventTime: "2026-03-01T10:00:00.000Z",
      eventName: "ObjectCreated:Put",
      userIdentity: { principalId: "AWS:AROAEXAMPLE" },
      s3: { bucket: { name: "trail-logs" }, object: { key: "AWSLogs/one.json.gz" } },
    },
  ],
  [
    "a notification of S3, which names an object",
    {
      messageId: "m",
      body: text({
        Type: "Notification",
        TopicArn: "arn:aws:sns:eu-central-1:111122223333:logs",
        Message: text({
          Records: [{ eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3: { bucket: {}, object: {} } }],
        }),
      }),
    },
  ],
  [
    "a notification of CloudTrail, which names a log file",
    { s3Bucket: "trail-logs", s3ObjectKey: ["AWSLogs/one.json.gz"] },
  ],
  ["Splunk without _raw", { preview: false, result: { eventName: "GetObject", user: "jane" } }],
  ["Splunk without _raw", { fields: ["eventName"], rows: [["GetObject"]] }],
  ["Insights without @message", { "@timestamp": "2026-03-01 10:00:00.000", "@ptr": "Cm", eventName: "GetObject" }],
  [
    "Elastic without event.original",
    { aws: { cloudtrail: { event_type: "AwsApiCall" } }, event: { action: "GetObject" } },
  ],
  ["OCSF event", { class_uid: 6003, metadata: { product: { name: "CloudTrail" } }, api: { operation: "GetObject" } }],
  [
    "fields were flattened",
    {
      eventName: "GetObject",
      eventSource: "s3.amazonaws.com",
      userIdentity: "{type=IAMUser, principalid=AIDAEXAMPLE}",
    },
  ],
  [
    "fields were flattened",
    { eventName: "GetObject", eventSource: "s3.amazonaws.com", "userIdentity.type": "IAMUser" },
  ],
  ["a row of an Athena table, which", { eventname: "GetObject", eventsource: "s3.amazonaws.com", useridentity: "{}" }],
  ["a row of an Athena table of access logs", { bucket_name: "b", requestdatetime: "x", operation: "REST.GET.OBJECT" }],
  ["CSV of CloudTrail's event history", { "Event name": "GetObject", "Event time": "2026-03-01T10:00:00Z" }],
];
