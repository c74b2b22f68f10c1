import { bucketChange, DENIED, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { cloudTrailEvent } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection, detectorSettings } from "../../../testing/test-detection";
import { createEngine } from "../engine/engine";
import { s3SeveralControlsDisabled } from "./several-controls-disabled";

const suspend = bucketChange("PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } });
const unblock = bucketChange("PutBucketPublicAccessBlock", { PublicAccessBlockConfiguration: {} });

describeDetection(s3SeveralControlsDisabled, {
  matches: [
    [
      "versioning",
      suspend,
      {
        severity: "critical",
        summary:
          "arn:aws:iam::111122223333:user/alice disabled several protections of bucket sensitive-data, versioning the last",
        details: { "Disabled last": "versioning" },
      },
    ],
    [
      "MFA delete",
      bucketChange("PutBucketVersioning", { VersioningConfiguration: { MfaDelete: "Disabled" }, ...ELSEWHERE }),
      { severity: "high", details: { "Disabled last": "MFA delete" } },
    ],
    [
      "access logging",
      bucketChange("PutBucketLogging", { BucketLoggingStatus: "" }),
      { details: { "Disabled last": "access logging" } },
    ],
    ["encryption", bucketChange("DeleteBucketEncryption"), { details: { "Disabled last": "default encryption" } }],
    ["a block that is weakened", unblock, { details: { "Disabled last": "public access block" } }],
    ["a block that is deleted", bucketChange("DeleteBucketPublicAccessBlock"), {}],
  ],
  ignores: [
    [
      "versioning that is enabled",
      bucketChange("PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } }),
    ],
    [
      "a record without bucket",
      { ...suspend, requestParameters: { VersioningConfiguration: { Status: "Suspended" }, bucketName: undefined } },
    ],
    ["a refused change", { ...suspend, ...DENIED }],
    ["another call", bucketChange("DeleteBucketTagging")],
  ],
});

describe("its threshold", () => {
  const engine = createEngine(detectorSettings(), [s3SeveralControlsDisabled]);
  const candidateOf = (record: object) => engine.detect(cloudTrailEvent({ ...record })).candidates[0];

  it("counts different protections of one bucket, not calls", () => {
    const values = [suspend, suspend, unblock, bucketChange("DeletePublicAccessBlock")].map(candidateOf);
    expect(values.map((candidate) => candidate?.value)).toEqual([
      "versioning",
      "versioning",
      "public access block",
      "public access block",
    ]);
    expect(new Set(values.map((candidate) => candidate?.key)).size).toBe(1);
    expect(values[0]?.rule).toMatchObject({ reach: 2, withinMinutes: 90, measure: "distinct" });
  });

  it("keeps callers and buckets apart", () => {
    const keys = [
      suspend,
      bucketChange("DeleteBucketEncryption", ELSEWHERE),
      { ...suspend, userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/bob" } },
    ].map((record) => candidateOf(record)?.key);
    expect(new Set(keys).size).toBe(3);
  });
});
