import fc from "fast-check";
import { readNotification } from "./read-notification";

const BUCKET = "example-s3-logs";

const record = (object: object, others: object = {}) => ({
  eventVersion: "2.1",
  eventSource: "aws:s3",
  awsRegion: "eu-central-1",
  eventName: "ObjectCreated:Put",
  s3: { bucket: { name: BUCKET, arn: `arn:aws:s3:::${BUCKET}` }, object },
  ...others,
});

const read = (message: unknown) => readNotification(JSON.stringify(message));

describe("a notification", () => {
  it("names the objects that S3 notifies a queue of, their keys decoded", () => {
    const key = "logs/2026/03/01/a+b%2Bc%C3%BC-%24";
    const plain = { key, size: 12, eTag: "9b2cf535f27731c974343645a3985328", sequencer: "0A1B" };
    expect(read({ Records: [record(plain), record({ ...plain, versionId: "v1" })] })).toEqual({
      kind: "objects",
      objects: [
        {
          bucket: BUCKET,
          key: "logs/2026/03/01/a b+cü-$",
          region: "eu-central-1",
          etag: "9b2cf535f27731c974343645a3985328",
          version: "9b2cf535f27731c974343645a3985328",
        },
        expect.objectContaining({ version: "v1" }),
      ],
    });
  });

  it("names the same object by EventBridge, where keys are written as they are", () => {
    const event = {
      source: "aws.s3",
      "detail-type": "Object Created",
      region: "us-east-1",
      detail: {
        version: "0",
        bucket: { name: BUCKET },
        object: { key: "a+b%20c", size: 12, etag: "9b2c", "version-id": "v1", sequencer: "0A1B" },
        reason: "PutObject",
      },
    };
    const object = { bucket: BUCKET, key: "a+b%20c", region: "us-east-1", etag: "9b2c", version: "v1" };
    expect(read(event)).toEqual({ kind: "objects", objects: [object] });
    expect(read({ ...event, "detail-type": "Object Deleted" })).toEqual({ kind: "objects", objects: [] });
  });

  it("is one version however it comes", () => {
    const direct = read({ Records: [record({ key: "a", eTag: "e", versionId: "null", sequencer: "1" })] });
    const byEvent = read({
      source: "aws.s3",
      "detail-type": "Object Created",
      region: "eu-central-1",
      detail: { bucket: { name: BUCKET }, object: { key: "a", etag: "e", sequencer: "1" } },
    });
    expect(direct).toEqual(byEvent);
  });

  it("may be a test, or about something else than a new object", () => {
    expect(read({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: BUCKET })).toEqual({ kind: "test" });
    const removed = record({ key: "a" }, { eventName: "ObjectRemoved:Delete" });
    expect(read({ Records: [removed] })).toEqual({ kind: "objects", objects: [] });
  });

  it.each([
    ["not JSON", "hello"],
    ["no notification of S3", "{}"],
    ["no notification of S3", "null"],
    ["no notification of S3", '{"Records":[]}'],
    ["no notification of S3", '{"Records":[{"eventSource":"aws:sqs"}]}'],
    ["an object without a name", JSON.stringify({ Records: [record({})] })],
    ["an object without a name", JSON.stringify({ Records: [record({ key: "%E0%A4%A" })] })],
    ["an object without a name", '{"source":"aws.s3","detail-type":"Object Created"}'],
  ])("is unreadable as %s: %s", (reason, body) => {
    expect(readNotification(body)).toEqual({ kind: "unreadable", reason });
  });

  it("takes no region from it that is none", () => {
    const read = readNotification(JSON.stringify({ Records: [record({ key: "a" }, { awsRegion: "evil.example/" })] }));
    expect(read).toMatchObject({ objects: [{ region: undefined }] });
  });

  it("never throws", () => {
    const check = (body: string) => expect(readNotification(body)).toHaveProperty("kind");
    const bodies = [
      fc.string(),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.jsonValue().map((value) => JSON.stringify({ Records: [record({ key: "a" }, { s3: value }), value] })),
    ];
    fc.assert(fc.property(fc.oneof(...bodies), check));
  });
});
