import { bucketConsoleLink } from "./console-link";

describe("bucketConsoleLink", () => {
  it.each([
    ["eu-central-1", "https://eu-central-1.console.aws.amazon.com/s3/buckets/b-1?region=eu-central-1&tab=permissions"],
    ["cn-north-1", "https://console.amazonaws.cn/s3/buckets/b-1?region=cn-north-1&tab=permissions"],
    ["us-gov-west-1", "https://console.amazonaws-us-gov.com/s3/buckets/b-1?region=us-gov-west-1&tab=permissions"],
  ])("knows the console of %s", (region, link) => {
    expect(bucketConsoleLink("b-1", region)).toBe(link);
  });

  it.each([
    ["b-1", undefined],
    [undefined, "eu-central-1"],
    ["b/../x", "eu-central-1"],
    ["b-1", "evil.example/?"],
    ["b-1\n", "eu-central-1"],
  ])("makes no link of bucket %p and region %p", (bucket, region) => {
    expect(bucketConsoleLink(bucket, region)).toBeUndefined();
  });
});
