import fc from "fast-check";
import {
  accessLogEvent,
  accessLogLine,
  BATCH_DELETE_LINE,
  LIFECYCLE_LINE,
  OWNER_ID,
} from "../../../testing/fixtures/access-log-fixture";
import { parseAccessLogLine } from "./parse-line";

const TEXTS = ["requestId", "requestUri", "errorCode", "referrer", "userAgent", "versionId", "hostId"] as const;

describe("parseAccessLogLine", () => {
  it("makes an event of a line", () => {
    const event = accessLogEvent({
      errorCode: "NoSuchKey",
      referrer: '"https://e.com/"',
      versionId: "v1",
      aclRequired: "Yes",
    });
    expect(event).toMatchObject({
      kind: "access-log",
      id: "sensitive-data/EXAMPLEREQUEST01/REST.GET.OBJECT",
      time: Date.UTC(2026, 2, 1, 10, 15, 30),
      operation: "REST.GET.OBJECT",
      bucket: "sensitive-data",
      bucketOwner: OWNER_ID,
      source: { kind: "public", address: "198.51.100.23" },
      requestId: "EXAMPLEREQUEST01",
      key: "reports/2026.csv",
      requestUri: "GET /reports/2026.csv HTTP/1.1",
      status: 200,
      errorCode: "NoSuchKey",
      bytesSent: 1024,
      objectSize: 4096,
      totalTimeMs: 41,
      turnAroundMs: 28,
      referrer: "https://e.com/",
      userAgent: "aws-cli/2.18.5 md/awscrt#0.22.0",
      versionId: "v1",
      hostId: "EXAMPLEHOSTID0123456789abcdefghijklmnopqrstuvwxyz+/=",
      signatureVersion: "SigV4",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      authenticationType: "AuthHeader",
      hostHeader: "sensitive-data.s3.eu-central-1.amazonaws.com",
      tlsVersion: "TLSv1.3",
      accessPointArn: undefined,
      aclRequired: true,
      further: [],
    });
    expect(event.actor).toMatchObject({
      kind: "user",
      id: "arn:aws:iam::111122223333:user/alice",
      account: "111122223333",
    });
  });

  it("makes nothing of what is absent or empty", () => {
    const event = accessLogEvent({
      ...LIFECYCLE_LINE,
      key: "-",
      bucketOwner: "-",
      requestId: "-",
      userAgent: '""',
      hostId: "-",
      objectSize: "-",
    });
    for (const name of TEXTS) expect([name, event[name]]).toEqual([name, undefined]);
    expect([event.key, event.bucketOwner, event.status, event.objectSize, event.aclRequired]).toEqual(
      Array(5).fill(undefined),
    );
    expect([
      event.tlsVersion,
      event.cipherSuite,
      event.hostHeader,
      event.signatureVersion,
      event.authenticationType,
    ]).toEqual(Array(5).fill(undefined));
    expect(event.source).toEqual({ kind: "absent" });
    expect(event.actor).toMatchObject({ kind: "service", id: "AmazonS3" });
  });

  it("reads whether an ACL was needed either way", () => {
    expect(["Yes", "No", "-"].map((aclRequired) => accessLogEvent({ aclRequired }).aclRequired)).toEqual([
      true,
      false,
      undefined,
    ]);
  });

  it.each([
    ["2001:db8::1", { kind: "public", address: "2001:db8::1" }],
    ["10.0.0.1", { kind: "private", address: "10.0.0.1" }],
    ["s3.amazonaws.com", { kind: "aws-service", service: "s3.amazonaws.com" }],
    ["aws.internal", { kind: "aws-internal" }],
    ["xx.xx.41.39", { kind: "unparseable", text: "xx.xx.41.39" }],
    ["-", { kind: "absent" }],
  ])("says where %s is", (remoteIp, source) => {
    expect(accessLogEvent({ remoteIp }).source).toEqual(source);
  });

  it("gives each line an id of its own, and its copies the same", () => {
    const ids = (...all: readonly Parameters<typeof accessLogEvent>[0][]) =>
      all.map((fields) => accessLogEvent(fields).id);
    const distinct = ids(
      {},
      { operation: "REST.COPY.OBJECT_GET" },
      { bucket: "other" },
      { requestId: "-" },
      { requestId: "-", key: "other" },
      BATCH_DELETE_LINE,
      { ...BATCH_DELETE_LINE, key: "other" },
      { ...BATCH_DELETE_LINE, versionId: "v2" },
    );
    expect(new Set(distinct).size).toBe(distinct.length);
    expect(ids({}, BATCH_DELETE_LINE, { requestId: "-" })).toEqual([distinct[0], distinct[5], distinct[3]]);
  });

  it.each([
    ["a time that does not exist", accessLogLine({ time: "[31/Feb/2026:10:15:30 +0000]" })],
    ["a time that does not exist", accessLogLine({ time: "[-]" })],
    ["no bucket or operation", accessLogLine({ bucket: "-" })],
    ["no bucket or operation", accessLogLine({ operation: "-" })],
    ["fewer fields than an access log line has", '{"Records":[]}'],
  ])("says why a line is none: %s", (reason, line) => {
    expect(parseAccessLogLine(line)).toEqual({ kind: "malformed", reason });
  });

  it("never throws, whatever the text, and neither does any field", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("a", "-", " ", '"', "[", "]", "200", "% ", "%zz", "\u0000", "é"))
        .map((parts) => parts.join("")),
      fc
        .tuple(fc.nat({ max: 600 }), fc.string())
        .map(([at, insert]) => accessLogLine().slice(0, at) + insert + accessLogLine().slice(at)),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseAccessLogLine(text);
        if (parsed.kind !== "event") return;
        const { id, actor, source, key, status, further } = parsed.event;
        expect([id, actor.id, source.kind].every((one) => typeof one === "string")).toBe(true);
        expect([typeof key, typeof status, Array.isArray(further)]).toEqual([
          expect.any(String),
          expect.any(String),
          true,
        ]);
      }),
    );
  });

  it("forgets callers before they are too many", () => {
    const lastOf = (count: number) =>
      accessLogEvent({ requester: `arn:aws:iam::111122223333:user/u${count}` }).actor.id;
    for (let count = 0; count < 9000; count++) lastOf(count);
    expect(lastOf(0)).toBe("arn:aws:iam::111122223333:user/u0");
  });
});
