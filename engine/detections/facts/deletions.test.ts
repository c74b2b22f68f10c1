import { cloudTrailEvent } from "../../../testing/fixtures/cloudtrail-fixture";
import { keysInBatch } from "./deletions";

describe("keysInBatch", () => {
  const batch = (resources: unknown) => keysInBatch(cloudTrailEvent({ eventName: "DeleteObjects", resources }));
  const object = (key: string) => ({ type: "AWS::S3::Object", ARN: `arn:aws:s3:::sensitive-data/${key}` });

  it("counts a thousand where the record lists no keys", () => {
    expect(batch(undefined)).toBe(1000);
    expect(batch([{ type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::sensitive-data" }])).toBe(1000);
    expect(batch([{ type: "AWS::S3::Object", ARNPrefix: "arn:aws:s3:::sensitive-data/" }])).toBe(1000);
  });

  it("counts the keys that the record lists, each once", () => {
    expect(batch([object("a"), object("b"), object("a")])).toBe(2);
  });

  it("never counts more than S3 takes", () => {
    expect(batch(Array.from({ length: 5000 }, (_, i) => object(String(i))))).toBe(1000);
  });
});
