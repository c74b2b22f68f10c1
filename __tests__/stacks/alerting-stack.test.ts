import { QUEUE } from "@palisade/functions/platform/requirements";
import { EVERYTHING, enforced } from "../../testing/configurations";
import { synthText } from "../../testing/synth";

describe("the alerting stack", () => {
  const { alerting } = synthText(EVERYTHING);

  it("hands batches to a bounded number of detectors, and takes back only what failed", () => {
    expect(alerting.the("aws_lambda_event_source_mapping", "detector-source")).toMatchObject({
      batch_size: QUEUE.batchSize,
      function_response_types: ["ReportBatchItemFailures"],
      scaling_config: { maximum_concurrency: QUEUE.maximumConcurrency },
    });
  });

  it("hides a message for six times the detector's time limit, and keeps dead letters for 14 days", () => {
    const detector = alerting.the("aws_lambda_function", "detector");
    const queue = alerting.the("aws_sqs_queue", "queue_resource");
    expect(queue["visibility_timeout_seconds"]).toBeGreaterThanOrEqual(6 * detector["timeout"]);
    expect(alerting.the("aws_sqs_queue", "queue_dead-letters")["message_retention_seconds"]).toBe(1_209_600);
  });

  it("lets the detector do what its work needs and nothing else", () => {
    const actionsOf = (policy: string) =>
      JSON.parse(alerting.the("aws_iam_role_policy", policy).policy).Statement.flatMap(
        ({ Action }: { Action: string | string[] }) => Action,
      );
    expect(actionsOf("detector_role_policy-palisade-detector-work")).toEqual([
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "kms:GenerateDataKey",
      "kms:Decrypt",
    ]);
    expect(actionsOf("closer_role_policy-palisade-close-incidents-work")).toEqual([
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      // Counts alerts for the digest, which this configuration's quiet hours bring.
      "dynamodb:UpdateItem",
      "dynamodb:Query",
      "kms:GenerateDataKey",
      "kms:Decrypt",
      // Looks at the alarms of the other region.
      "cloudwatch:DescribeAlarms",
    ]);
  });

  it("lets alarms of this account use topic and key, and no one subscribe", () => {
    const policy = alerting.the("aws_sns_topic_policy").policy;
    expect(policy).not.toMatch(/Subscribe/);
    expect(JSON.parse(policy).Statement[0]).toMatchObject({
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:palisade-*" },
      },
    });
    const names = alerting.resources("aws_cloudwatch_metric_alarm").map((alarm) => alarm["alarm_name"]);
    for (const name of names) expect(name).toMatch(/^palisade-/);
  });

  it("keeps incidents in a table that expires, can be restored and is paid by use", () => {
    expect(alerting.the("aws_dynamodb_table")).toMatchObject({
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "pk",
      global_secondary_index: [{ name: "open", hash_key: "open", range_key: "dueAt", projection_type: "KEYS_ONLY" }],
      ttl: { attribute_name: "expiresAt", enabled: true },
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true },
    });
  });

  it("forwards the events of another region's buckets to the home bus, with dead letters over there", () => {
    const rule = alerting.the("aws_cloudwatch_event_rule", "forward-us-east-1_rules-S3AccessDeniedMonitor_rule_");
    expect(rule["provider"]).toBe("aws.us-east-1");
    expect(JSON.parse(rule["event_pattern"]).detail.$or[0].requestParameters.bucketName).toEqual([
      "example-abroad",
      "example-new-abroad",
    ]);
    expect(
      alerting.the("aws_cloudwatch_event_target", "forward-us-east-1_rules-S3AccessDeniedMonitor_target_"),
    ).toMatchObject({
      arn: "arn:aws:events:eu-central-1:111122223333:event-bus/default",
      role_arn: expect.stringContaining("forward-role"),
    });
    expect(alerting.the("aws_sqs_queue", "forward-us-east-1")["provider"]).toBe("aws.us-east-1");
  });

  it("starts the function that closes incidents by the clock", () => {
    const schedule = alerting.the("aws_cloudwatch_event_rule", "closer-schedule");
    expect(schedule["schedule_expression"]).toBe("rate(5 minutes)");
    expect(alerting.the("aws_lambda_permission")).toMatchObject({
      principal: "events.amazonaws.com",
      source_arn: expect.stringContaining("closer-schedule"),
    });
  });

  it("subscribes people by e-mail and SMS", () => {
    const subscribed = alerting
      .resources("aws_sns_topic_subscription")
      .filter(({ protocol }) => protocol !== "sqs")
      .map(({ protocol, endpoint }) => [protocol, endpoint]);
    expect(subscribed).toEqual([
      ["email", "security@example.com"],
      ["sms", "+12025550123"],
    ]);
  });

  it("shows the whole chain on one page", () => {
    const body = alerting.the("aws_cloudwatch_dashboard")["dashboard_body"];
    for (const metric of [
      "MatchedEvents",
      "Invocations",
      "FailedInvocations",
      "ApproximateAgeOfOldestMessage",
      "AlertsPublished",
    ]) {
      expect(body).toContain(`"${metric}"`);
    }
  });
});

describe("debug", () => {
  it("adds a log of every event of the buckets, and changes nothing else", () => {
    const quiet = synthText(EVERYTHING.replace("debug: true", "debug: false")).alerting;
    const loud = synthText(EVERYTHING).alerting;
    const without = loud.all().filter(({ id }) => !id.startsWith("debug-"));
    expect(without).toEqual(quiet.all());
    expect(JSON.parse(loud.the("aws_cloudwatch_event_rule", "debug-eu-central-1")["event_pattern"])).toEqual({
      source: ["aws.s3"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        $or: [
          { requestParameters: { bucketName: ["example-existing", "example-new", "example-watched"] } },
          {
            resources: {
              ARN: ["arn:aws:s3:::example-existing", "arn:aws:s3:::example-new", "arn:aws:s3:::example-watched"],
            },
          },
        ],
      },
    });
  });
});

it("spreads many buckets over rules that each fit, under numbered names", () => {
  const names = Array.from({ length: 200 }, (_, index) => `example-bucket-with-a-rather-long-name-${index}`);
  const { alerting } = synthText(enforced("").replace("[example-data]", JSON.stringify(names)));
  const rules = alerting
    .all("aws_cloudwatch_event_rule")
    .filter(({ id }) => id.startsWith("rules-S3AccessDeniedMonitor_"));
  expect(rules.length).toBeGreaterThan(1);
  expect(rules.map(({ block }) => block["name"]).sort()[1]).toBe("S3AccessDeniedMonitor-2");
  // Beside them one hears copies of all buckets.
  const buckets = rules.flatMap(
    ({ block }) => JSON.parse(block["event_pattern"]).detail.$or?.[0].requestParameters.bucketName ?? [],
  );
  expect(buckets.sort()).toEqual(names.sort());
});
