import path from "node:path";
import { bucketPolicyOf } from "./derived/bucket-policy-of";
import { detectorSettings } from "./derived/detector-settings";
import { loadConfig } from "./load-config";

const root = path.join(__dirname, "..");

describe("the default palisade.yaml", () => {
  const config = loadConfig(path.join(root, "palisade.yaml"));

  it("observes, and writes no policy on a bucket that exists", () => {
    for (const perimeter of config.perimeters) {
      expect(perimeter.perimeter.mode).toBe("observe");
      for (const bucket of perimeter.buckets) {
        expect(bucketPolicyOf(config.partition, perimeter, bucket)).toBeUndefined();
      }
    }
  });

  it("leaves the detector's choices to their defaults", () => {
    expect(detectorSettings(config)).toMatchObject({
      project: "palisade",
      perimeters: config.perimeters.map(({ perimeter }) => perimeter),
      dedupMinutes: 60,
      detections: {},
      suppressions: [],
    });
    expect(detectorSettings(config)).not.toHaveProperty("eventNames");
  });
});

describe("examples/ip-blocker/palisade.yaml", () => {
  const config = loadConfig(path.join(root, "examples/ip-blocker/palisade.yaml"));

  it("makes the bucket policy of aws-s3-ip-blocker to the letter", () => {
    const policies = config.perimeters.flatMap((perimeter) =>
      perimeter.buckets.map((bucket) => bucketPolicyOf(config.partition, perimeter, bucket)?.document),
    );
    expect(policies).toEqual([
      {
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
      },
    ]);
  });

  it("keeps its names and events", () => {
    expect(config.names).toMatchObject({
      rule: "S3AccessDeniedMonitor",
      function: "S3AccessDenied_AlertHandler",
      snsPolicy: "S3AccessDenied-SNS-Policy",
      topic: "S3AccessDenied",
      topicDisplayName: "AWS Security Alert (S3AccessDenied)",
    });
    expect(detectorSettings(config).eventNames).toEqual([
      "PutObject",
      "GetObject",
      "DeleteObjects",
      "ListObjects",
      "ListObjectsV2",
    ]);
  });
});
