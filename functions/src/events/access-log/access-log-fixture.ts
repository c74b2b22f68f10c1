import type { AccessLogEvent } from "./access-log-event";
import { parseAccessLogLine } from "./parse-line";

/** Canonical user id of whoever owns the buckets in tests. */
export const OWNER_ID = "a1".repeat(32);

const SAMPLE = {
  bucketOwner: OWNER_ID,
  bucket: "sensitive-data",
  time: "[01/Mar/2026:10:15:30 +0000]",
  remoteIp: "198.51.100.23",
  requester: "arn:aws:iam::111122223333:user/alice",
  requestId: "EXAMPLEREQUEST01",
  operation: "REST.GET.OBJECT",
  key: "reports/2026.csv",
  requestUri: '"GET /reports/2026.csv HTTP/1.1"',
  status: "200",
  errorCode: "-",
  bytesSent: "1024",
  objectSize: "4096",
  totalTime: "41",
  turnAroundTime: "28",
  referrer: '"-"',
  userAgent: '"aws-cli/2.18.5 md/awscrt#0.22.0"',
  versionId: "-",
  hostId: "EXAMPLEHOSTID0123456789abcdefghijklmnopqrstuvwxyz+/=",
  signatureVersion: "SigV4",
  cipherSuite: "TLS_AES_128_GCM_SHA256",
  authenticationType: "AuthHeader",
  hostHeader: "sensitive-data.s3.eu-central-1.amazonaws.com",
  tlsVersion: "TLSv1.3",
  accessPointArn: "-",
  aclRequired: "-",
};

/** Names of the fields in their order. */
export const FIELD_NAMES = Object.keys(SAMPLE) as readonly (keyof typeof SAMPLE)[];

/** A line's fields as they are written, quotes and all. */
export type LineFields = { readonly [K in keyof typeof SAMPLE]?: string };

/** A line for tests: alice reads `reports/2026.csv` in `sensitive-data` from 198.51.100.23. Overrides replace fields as they are written. */
export function accessLogLine(overrides: LineFields = {}, further: readonly string[] = []): string {
  return [...Object.values({ ...SAMPLE, ...overrides }), ...further].join(" ");
}

/** The same, read; throws when the overrides make it unreadable. */
export function accessLogEvent(overrides: LineFields = {}): AccessLogEvent {
  const parsed = parseAccessLogLine(accessLogLine(overrides));
  if (parsed.kind === "malformed") throw new Error(`the sample line is malformed: ${parsed.reason}`);
  return parsed.event;
}

/** What a lifecycle rule's work looks like in the log. */
export const LIFECYCLE_LINE: LineFields = {
  remoteIp: "-",
  requester: "AmazonS3",
  operation: "S3.EXPIRE.OBJECT",
  requestUri: '"-"',
  status: "-",
  bytesSent: "-",
  totalTime: "-",
  turnAroundTime: "-",
  userAgent: '"-"',
  signatureVersion: "-",
  cipherSuite: "-",
  authenticationType: "-",
  hostHeader: "-",
  tlsVersion: "-",
};

/** One object of a batch deletion. */
export const BATCH_DELETE_LINE: LineFields = {
  operation: "BATCH.DELETE.OBJECT",
  requestUri: "-",
  status: "204",
  bytesSent: "-",
  totalTime: "-",
  turnAroundTime: "-",
  referrer: "-",
  userAgent: "-",
};
