import { bucketOfArn } from "./bucket-of-arn";

describe("bucketOfArn", () => {
  it.each([
    ["arn:aws:s3:::reports", "reports"],
    ["arn:aws:s3:::reports/2026/a:b.csv", "reports"],
    ["arn:aws-cn:s3:::reports", "reports"],
    ["arn:aws:s3express:eu-central-1:111122223333:bucket/reports--euc1-az1--x-s3", "reports--euc1-az1--x-s3"],
    ["arn:aws:s3:eu-central-1:111122223333:accesspoint/reports", undefined],
    ["arn:aws:s3:::", undefined],
    ["arn:aws:sqs:eu-central-1:111122223333:reports", undefined],
    ["reports", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("finds in %s the bucket %s", (arn, bucket) => {
    expect(bucketOfArn(arn)).toBe(bucket);
  });
});
