import { synthFile } from "../../testing/synth";

/** The names, the policy and the pattern of aws-s3-ip-blocker, as its README has them. */
const POLICY = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AllowOnlyFromWhitelistedIPs",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::threatlab-sensitive-data", "arn:aws:s3:::threatlab-sensitive-data/*"],
      Condition: { NotIpAddress: { "aws:SourceIp": ["70.168.153.114"] } },
    },
  ],
};
const EVENT_NAMES = ["PutObject", "GetObject", "DeleteObjects", "ListObjects", "ListObjectsV2"];

describe("examples/ip-blocker", () => {
  const { perimeter, alerting } = synthFile("examples/ip-blocker/palisade.yaml");

  it("writes the bucket policy to the letter", () => {
    expect(perimeter.the("aws_s3_bucket_policy", "bucket-threatlab").policy).toBe(JSON.stringify(POLICY));
  });

  it("names topic, sender and function as they were", () => {
    expect(alerting.the("aws_sns_topic")).toMatchObject({
      name: "S3AccessDenied",
      display_name: "AWS Security Alert (S3AccessDenied)",
    });
    expect(alerting.the("aws_lambda_function", "detector")).toMatchObject({
      function_name: "S3AccessDenied_AlertHandler",
      environment: { variables: { SNS_TOPIC_ARN: expect.stringContaining("aws_sns_topic.") } },
    });
    expect(alerting.the("aws_sns_topic_subscription")).toMatchObject({ protocol: "email" });
  });

  it("lets the function publish to the topic and to nothing else, under the policy's name", () => {
    const policy = alerting.the("aws_iam_role_policy", "detector_role_policy-S3AccessDenied-SNS-Policy");
    expect(policy.name).toBe("S3AccessDenied-SNS-Policy");
    expect(JSON.parse(policy.policy).Statement).toEqual([
      { Effect: "Allow", Action: "sns:Publish", Resource: expect.stringMatching(/^\$\{aws_sns_topic\.\w+\.arn\}$/) },
    ]);
  });

  it("listens for the same five calls, and for their denial in every spelling", () => {
    const rule = alerting.the("aws_cloudwatch_event_rule", "rules-S3AccessDeniedMonitor_");
    expect(rule.name).toBe("S3AccessDeniedMonitor");
    const { source, "detail-type": detailType, detail } = JSON.parse(rule.event_pattern);
    expect(source).toEqual(["aws.s3"]);
    expect(detailType).toContain("AWS API Call via CloudTrail");
    expect(detail.eventName).toEqual(EVENT_NAMES);
    expect(detail.errorCode).toContain("AccessDenied");
    expect(detail.$or).toEqual([
      { requestParameters: { bucketName: ["threatlab-sensitive-data"] } },
      { resources: { ARN: ["arn:aws:s3:::threatlab-sensitive-data"] } },
    ]);
  });
});
