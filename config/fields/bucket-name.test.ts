import { bucketNameProblem } from "./bucket-name";

describe("bucketNameProblem", () => {
  it.each(["abc", "my-bucket", "my.bucket.1", "1bucket", "a".repeat(63)])("takes %s", (name) => {
    expect(bucketNameProblem(name)).toBeUndefined();
  });

  it.each([
    ...["ab", "a".repeat(64), "My-bucket", "my_bucket", "-bucket", "bucket-", ".bucket", "my bucket", "my/bucket"],
    ...["my..bucket", "192.0.2.1", "xn--bucket", "sthree-bucket", "amzn-s3-demo-bucket", "bucket-s3alias", "b--x-s3"],
    ...["arn:aws:s3:::my-bucket", "${bucket}", "{bucket}", "my-bucket\n", ""],
  ])("refuses %j", (name) => {
    expect(bucketNameProblem(name)).toMatch(/^not a bucket name: /);
  });
});
