import { ACCESS_LOG_METRICS, ACCESS_LOG_QUEUE, HANDLERS } from "@palisade/functions/platform/requirements";
import { enforced } from "../../testing/configurations";
import { type Block, type Synthesized, synthText } from "../../testing/synth";

const HOME = "palisade-s3-logs-111122223333-eu-central-1";
const ABROAD = "palisade-s3-logs-111122223333-us-east-1";

function perimeters(...lines: readonly string[]): string {
  const all = lines.map((line, index) => `  p${index}: {allow: {cidrs: [203.0.113.0/24]}, ${line}}`);
  return ["project: palisade", 'account: "111122223333"', "region: eu-central-1", "perimeters:", ...all, ""].join("\n");
}

const statements = (policy: string): readonly Block[] => JSON.parse(policy).Statement;

function policyOf(stack: Synthesized, name: string): readonly Block[] {
  return statements(stack.resources("aws_iam_role_policy").find((one: Block) => one.name === name).policy);
}

describe("access logs of buckets in two regions", () => {
  const { perimeter, alerting } = synthText(
    perimeters(
      "buckets: [example-data, {name: example-new, create: true}, {name: example-abroad, region: us-east-1}], accessLogs: true",
      "buckets: [example-silent]",
    ),
  );

  it("go to a bucket in the region of each, by the time of the requests, and of no other bucket", () => {
    const logging = perimeter.resources("aws_s3_bucket_logging");
    expect(logging).toHaveLength(3);
    for (const block of logging) {
      const region = block.provider === undefined ? HOME : ABROAD;
      expect(block).toMatchObject({
        target_bucket: expect.stringMatching(new RegExp(`^\\$\\{aws_s3_bucket\\.access-logs_${region}_bucket`)),
        target_prefix: "",
        target_object_key_format: { partitioned_prefix: { partition_date_source: "EventTime" } },
      });
      expect(block.depends_on).toContainEqual(expect.stringContaining(`aws_s3_bucket_policy.access-logs_${region}`));
    }
    expect(logging.map(({ bucket }) => bucket)).toEqual(
      expect.arrayContaining([
        "example-data",
        "example-abroad",
        expect.stringMatching(/^\$\{aws_s3_bucket\.bucket-example-new/),
      ]),
    );
  });

  it("are delivered by S3 alone, for these buckets of this account alone, and never logged themselves", () => {
    const [delivery, tls] = statements(perimeter.the("aws_s3_bucket_policy", `access-logs_${HOME}`).policy);
    expect(delivery).toEqual({
      Sid: "S3DeliversAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${HOME}/*`,
      Condition: {
        ArnLike: { "aws:SourceArn": ["arn:aws:s3:::example-data", "arn:aws:s3:::example-new"] },
        StringEquals: { "aws:SourceAccount": "111122223333" },
      },
    });
    expect(tls).toMatchObject({ Effect: "Deny" });
    for (const { bucket } of perimeter.resources("aws_s3_bucket_logging")) expect(bucket).not.toContain("s3-logs");
    const { advanced_event_selector: selectors } = perimeter.the("aws_cloudtrail");
    expect(JSON.stringify(selectors)).not.toContain("s3-logs");
  });

  it("are encrypted with S3's own keys, whatever the key of the rest, and deleted by age", () => {
    for (const region of [HOME, ABROAD]) {
      const { rule } = perimeter.the("aws_s3_bucket_server_side_encryption_configuration", `access-logs_${region}`);
      expect(rule).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
      const lifecycle = perimeter.the("aws_s3_bucket_lifecycle_configuration", `access-logs_${region}`);
      expect(lifecycle.rule[0].expiration).toEqual([{ days: 365 }]);
    }
  });

  it("are notified of by EventBridge: to the queue at home, from the other region by way of its bus", () => {
    const notifications = perimeter.resources("aws_s3_bucket_notification");
    expect(notifications.map(({ eventbridge }) => eventbridge)).toEqual([true, true]);
    const rules = alerting.resources("aws_cloudwatch_event_rule").filter(({ name }) => name === "palisade-access-logs");
    const patterns = rules.map(({ provider, event_pattern }) => [provider, JSON.parse(event_pattern)]);
    const pattern = (...name: readonly string[]) => ({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name } },
    });
    expect(patterns).toHaveLength(2);
    expect(patterns).toContainEqual([undefined, pattern(HOME, ABROAD)]);
    expect(patterns).toContainEqual(["aws.us-east-1", pattern(ABROAD)]);
    const target = alerting.the("aws_cloudwatch_event_target", "access-logs_rules");
    expect(target.arn).toMatch(/^\$\{aws_sqs_queue\.access-logs_queue_resource/);
    expect(target.dead_letter_config.arn).toMatch(/^\$\{aws_sqs_queue\.access-logs_queue_dead-letters/);
  });

  it("wait in a queue that gives up in time, and are handed over with word of single failures", () => {
    const queue = alerting.the("aws_sqs_queue", "access-logs_queue_resource");
    expect(JSON.parse(queue.redrive_policy).maxReceiveCount).toBe(ACCESS_LOG_QUEUE.maxReceiveCount);
    expect(queue.visibility_timeout_seconds).toBeGreaterThanOrEqual(6 * HANDLERS.accessLogs.timeoutSeconds);
    const [own, ...others] = statements(alerting.the("aws_sqs_queue_policy", "access-logs_queue_policy").policy);
    expect(own?.Condition).toEqual({
      ArnLike: {
        "aws:SourceArn": [
          "arn:aws:events:eu-central-1:111122223333:rule/palisade-access-logs",
          "arn:aws:events:eu-central-1:111122223333:rule/palisade-access-logs-*",
        ],
      },
    });
    expect(others.map(({ Effect }) => Effect)).toEqual(["Deny"]);
    expect(alerting.the("aws_lambda_event_source_mapping", "access-logs")).toMatchObject({
      batch_size: ACCESS_LOG_QUEUE.batchSize,
      function_response_types: ["ReportBatchItemFailures"],
      scaling_config: { maximum_concurrency: ACCESS_LOG_QUEUE.maximumConcurrency },
    });
  });

  it("are read by a function that may do what its requirements say, to these buckets' objects alone", () => {
    const work = policyOf(alerting, "palisade-access-logs-work");
    const actions = work.flatMap(({ Action }) => Action);
    expect(new Set(actions)).toEqual(new Set(Object.values(HANDLERS.accessLogs.actions).flat()));
    const resourcesOf = (action: string) => work.find(({ Action }) => [Action].flat().includes(action))?.Resource;
    expect(resourcesOf("s3:GetObject")).toEqual([`arn:aws:s3:::${HOME}/*`, `arn:aws:s3:::${ABROAD}/*`]);
    expect(resourcesOf("s3:ListBucket")).toEqual([`arn:aws:s3:::${HOME}`, `arn:aws:s3:::${ABROAD}`]);
  });

  it("have alarms on what is dead, late or malformed, and charts of their own", () => {
    const alarms = alerting.resources("aws_cloudwatch_metric_alarm").map(({ alarm_name }) => alarm_name);
    expect(alarms).toEqual(
      expect.arrayContaining([
        "palisade-palisade-access-logs-dead-letters",
        "palisade-palisade-access-logs-oldest-message",
        "palisade-palisade-access-logs-malformed",
        "palisade-palisade-access-logs-failed",
      ]),
    );
    const { dashboard_body: page } = alerting.the("aws_cloudwatch_dashboard");
    for (const metric of [...ACCESS_LOG_METRICS, "palisade-access-logs-dead-letters"]) expect(page).toContain(metric);
  });

  it("are among what the detector watches over", () => {
    const rules = alerting.resources("aws_cloudwatch_event_rule").map(({ event_pattern }) => event_pattern);
    expect(rules.join("\n")).toContain(HOME);
    const key = alerting.the("aws_kms_key");
    expect(key.policy).toContain("log-group:/aws/lambda/palisade-access-logs");
  });
});

describe("access logs in a bucket that is there already", () => {
  const existing = (more: string, region = "") =>
    synthText(
      perimeters(
        `buckets: [{name: example-data${region}}], accessLogs: {existing: example-s3-logs, prefix: data/${more}}`,
      ),
    );

  it("are read where they are, and nothing of the buckets is written", () => {
    const { perimeter, alerting } = existing("");
    const types = ["aws_s3_bucket_logging", "aws_s3_bucket_notification"];
    expect(types.flatMap((type) => perimeter.all(type))).toEqual([]);
    expect(perimeter.resources("aws_s3_bucket").map(({ bucket }) => bucket)).not.toContain("example-s3-logs");
    expect(perimeter.json.output["access-log-buckets-must-notify"].value).toEqual(["example-s3-logs"]);
    const [work] = policyOf(alerting, "palisade-access-logs-work").filter(({ Action }) => Action === "s3:GetObject");
    expect(work?.Resource).toEqual(["arn:aws:s3:::example-s3-logs/data/*"]);
    const { event_pattern } = alerting
      .resources("aws_cloudwatch_event_rule")
      .find(({ name }: Block) => name === "palisade-access-logs");
    expect(JSON.parse(event_pattern).detail).toEqual({
      bucket: { name: ["example-s3-logs"] },
      object: { key: [{ prefix: "data/" }] },
    });
  });

  it("may come straight from the bucket, where it is at home, and from no bucket of anyone else", () => {
    const policy = ({ alerting }: ReturnType<typeof existing>) =>
      statements(alerting.the("aws_sqs_queue_policy", "access-logs_queue_policy").policy);
    expect(policy(existing(""))).toContainEqual(
      expect.objectContaining({
        Sid: "BucketsNotify",
        Principal: { Service: "s3.amazonaws.com" },
        Condition: {
          ArnLike: { "aws:SourceArn": ["arn:aws:s3:::example-s3-logs"] },
          StringEquals: { "aws:SourceAccount": "111122223333" },
        },
      }),
    );
    expect(JSON.stringify(policy(existing("", ", region: us-east-1")))).not.toContain("BucketsNotify");
  });

  it("have their bucket's notifications replaced only where that was asked for", () => {
    const { perimeter } = existing(", replaceNotifications: true", ", region: us-east-1");
    expect(perimeter.the("aws_s3_bucket_notification")).toEqual({
      bucket: "example-s3-logs",
      eventbridge: true,
      provider: "aws.us-east-1",
    });
    expect(perimeter.json.output?.["access-log-buckets-must-notify"]).toBeUndefined();
  });
});

it("makes nothing of access logs where no perimeter has them on", () => {
  const { every } = synthText(enforced(""));
  for (const { text } of every) expect(text).not.toMatch(/access-logs|s3-logs|aws_s3_bucket_(?:logging|notification)/);
});
