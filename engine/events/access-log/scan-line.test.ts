import fc from "fast-check";
import {
  accessLogLine,
  BATCH_DELETE_LINE,
  FIELD_NAMES,
  type LineFields,
} from "../../../testing/fixtures/access-log-fixture";
import { AccessLogLine, type MalformedReason, scanAccessLogLine } from "./scan-line";

function fieldsOf(line: string) {
  const scanned = scanAccessLogLine(line);
  if (!(scanned instanceof AccessLogLine)) throw new Error(`malformed: ${scanned}`);
  return { ...Object.fromEntries(FIELD_NAMES.map((name) => [name, scanned[name]])), further: scanned.further };
}

/** The sample's fields as they should be read, and those that differ. */
function expected(differing: Record<string, unknown> = {}) {
  return { ...fieldsOf(accessLogLine()), ...differing };
}

/** The sample up to and with its n-th field; a time in brackets is one. */
function firstFields(count: number, overrides: LineFields = {}): string {
  const fields = accessLogLine(overrides, ["eu-central-1", "Invented"]).match(/\[[^\]]*\]|"[^"]*"|\S+/g) ?? [];
  return fields.slice(0, count).join(" ");
}

describe("scanAccessLogLine", () => {
  it("finds every field of a line as it is there", () => {
    expect(fieldsOf(accessLogLine())).toEqual({
      bucketOwner: "a1".repeat(32),
      bucket: "sensitive-data",
      time: "01/Mar/2026:10:15:30 +0000",
      remoteIp: "198.51.100.23",
      requester: "arn:aws:iam::111122223333:user/alice",
      requestId: "EXAMPLEREQUEST01",
      operation: "REST.GET.OBJECT",
      key: "reports/2026.csv",
      requestUri: "GET /reports/2026.csv HTTP/1.1",
      status: "200",
      errorCode: "-",
      bytesSent: "1024",
      objectSize: "4096",
      totalTime: "41",
      turnAroundTime: "28",
      referrer: "-",
      userAgent: "aws-cli/2.18.5 md/awscrt#0.22.0",
      versionId: "-",
      hostId: "EXAMPLEHOSTID0123456789abcdefghijklmnopqrstuvwxyz+/=",
      signatureVersion: "SigV4",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      authenticationType: "AuthHeader",
      hostHeader: "sensitive-data.s3.eu-central-1.amazonaws.com",
      tlsVersion: "TLSv1.3",
      accessPointArn: "-",
      aclRequired: "-",
      further: [],
    });
  });

  it.each<[string, LineFields, Record<string, unknown>]>([
    ["raw quotes in the user agent", { userAgent: '"Mozilla "x" y"' }, { userAgent: 'Mozilla "x" y' }],
    ["a user agent that begins with a quote", { userAgent: '""Mozilla/5.0"' }, { userAgent: '"Mozilla/5.0' }],
    ["a user agent that ends with one", { userAgent: '"Mozilla/5.0""' }, { userAgent: 'Mozilla/5.0"' }],
    ["a user agent that looks like two fields", { userAgent: '"a" "b"' }, { userAgent: 'a" "b' }],
    [
      "a user agent that pretends the line goes on",
      { userAgent: '"x" - HOSTIDHOSTIDHOSTID SigV4 C AuthHeader h TLSv1.2 - - "' },
      { userAgent: 'x" - HOSTIDHOSTIDHOSTID SigV4 C AuthHeader h TLSv1.2 - - ' },
    ],
    ["an empty user agent", { userAgent: '""' }, { userAgent: "" }],
    ["an empty referrer", { referrer: '""' }, { referrer: "" }],
    ["a user agent without quotes, of which there is none", { userAgent: "-" }, { userAgent: "-" }],
    ["a referrer without quotes, of which there is none", { referrer: "-" }, { referrer: "-" }],
    ["neither, without quotes", { referrer: "-", userAgent: "-" }, { referrer: "-", userAgent: "-" }],
    [
      "no user agent, behind a referrer",
      { referrer: '"https://e.com/"', userAgent: "-" },
      { referrer: "https://e.com/", userAgent: "-" },
    ],
    ["quotes in the referrer", { referrer: '"https://e.com/?q="x"y"' }, { referrer: 'https://e.com/?q="x"y' }],
    ["a referrer that ends with a quote", { referrer: '"https://e.com/""' }, { referrer: 'https://e.com/"' }],
    [
      "a referrer with spaces",
      { referrer: '"https://e.com/?q=a b "c" d"' },
      { referrer: 'https://e.com/?q=a b "c" d' },
    ],
    [
      "a referrer that pretends to be status and sizes",
      { referrer: '"x" 404 NoSuchKey 1 1 1 1 "y"' },
      { referrer: 'x" 404 NoSuchKey 1 1 1 1 "y' },
    ],
    [
      "quotes in the URI",
      { requestUri: '"GET /a?n="b.csv"&c=d HTTP/1.1"' },
      { requestUri: 'GET /a?n="b.csv"&c=d HTTP/1.1' },
    ],
    ["a quote and a space in the URI", { requestUri: '"GET /a" b HTTP/1.1"' }, { requestUri: 'GET /a" b HTTP/1.1' }],
    ["no URI, in quotes", { requestUri: '"-"' }, { requestUri: "-" }],
    ["no URI, without quotes", { requestUri: "-" }, { requestUri: "-" }],
    ["no status", { status: "-" }, { status: "-" }],
    ["IPv6", { remoteIp: "2001:db8::1" }, { remoteIp: "2001:db8::1" }],
    ["a masked address", { remoteIp: "xx.xx.41.39" }, { remoteIp: "xx.xx.41.39" }],
    ["no address", { remoteIp: "-" }, { remoteIp: "-" }],
    [
      "an access point that needed an ACL",
      { accessPointArn: "arn:aws:s3:eu-central-1:111122223333:accesspoint/reports", aclRequired: "Yes" },
      { accessPointArn: "arn:aws:s3:eu-central-1:111122223333:accesspoint/reports", aclRequired: "Yes" },
    ],
    ["TLS in capitals", { tlsVersion: "TLSV1.2" }, { tlsVersion: "TLSV1.2" }],
    [
      "a requester with spaces",
      { requester: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE" },
      { requester: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE" },
    ],
  ])("reads %s", (_, overrides, differing) => {
    expect(fieldsOf(accessLogLine(overrides))).toEqual(expected(differing));
  });

  it("reads an object of a batch deletion, whose line has no quotes at all", () => {
    const { requestUri, status, referrer, userAgent, hostId } = fieldsOf(
      accessLogLine(BATCH_DELETE_LINE),
    ) as LineFields;
    expect([requestUri, status, referrer, userAgent, hostId?.slice(0, 7)]).toEqual(["-", "204", "-", "-", "EXAMPLE"]);
  });

  it.each(Array.from({ length: 12 }, (_, index) => 17 + index))("reads lines of %d fields", (count) => {
    const fields = fieldsOf(firstFields(count)) as Record<string, unknown>;
    const whole = fieldsOf(accessLogLine()) as Record<string, unknown>;
    for (const [index, name] of FIELD_NAMES.entries())
      expect([name, fields[name]]).toEqual([name, index < count ? whole[name] : undefined]);
    expect(fields["further"]).toEqual(["eu-central-1", "Invented"].slice(0, Math.max(0, count - FIELD_NAMES.length)));
  });

  it.each([
    [['"a new field"'], ["a new field"]],
    [
      ['"-"', "Yes"],
      ["-", "Yes"],
    ],
    [
      ["eu-central-1", '"a "b" c"', "7"],
      ["eu-central-1", 'a "b', 'c"', "7"],
    ],
    [
      ["eu-central-1", '"open'],
      ["eu-central-1", "ope"],
    ],
  ])("reads fields that nobody has invented yet, quoted ones too: %j", (further, read) => {
    expect(fieldsOf(accessLogLine({}, further))).toEqual(expected({ further: read }));
  });

  it("takes the user agent of an old, short line for what it is, whatever it pretends", () => {
    const agent = 'x" - HOSTIDHOSTIDHOSTID SigV4 C AuthHeader h TLSv1.2 - - "y';
    const line = firstFields(16, { time: "[01/Mar/2012:10:15:30 +0000]" });
    expect(fieldsOf(`${line} "${agent}" -`)).toMatchObject({ userAgent: agent, versionId: "-", hostId: undefined });
  });

  it("ignores the carriage return of a file that went through Windows", () => {
    expect(fieldsOf(`${accessLogLine()}\r`)).toEqual(expected());
  });

  it.each<[MalformedReason, string]>([
    ["an empty line", ""],
    ["an empty line", "\r"],
    ["fewer fields than an access log line has", "nonsense"],
    ["no time in brackets", firstFields(3)],
    ["fewer fields than an access log line has", firstFields(4)],
    ["fewer fields than an access log line has", firstFields(5)],
    ["fewer fields than an access log line has", firstFields(6)],
    ["fewer fields than an access log line has", firstFields(7)],
    ["fewer fields than an access log line has", firstFields(8)],
    ["no time in brackets", "one two"],
    ["no time in brackets", "one two three"],
    ["no time in brackets", "one two [three"],
    ["no request URI, quoted or -", accessLogLine({ key: "a b" })],
    ["no request URI, quoted or -", accessLogLine({ requester: "arn:aws:iam::cloudfront:user/CloudFront Origin" })],
    ["no end of the request URI before status and sizes", firstFields(9)],
    ["no end of the request URI before status and sizes", firstFields(12)],
    ["no end of the request URI before status and sizes", accessLogLine({ status: "20x" })],
    ["no end of the request URI before status and sizes", accessLogLine({ bytesSent: "many" })],
    ["no end of the request URI before status and sizes", accessLogLine({ requestUri: "-", objectSize: '"' })],
    ["no end of the referrer and user agent", firstFields(16)],
    ["no end of the referrer and user agent", accessLogLine({ referrer: "bare" })],
    ["no end of the referrer and user agent", accessLogLine({ referrer: "-", userAgent: "bare" })],
    ["no end of the referrer and user agent", accessLogLine({ userAgent: "bare" })],
    ["no end of the referrer and user agent", accessLogLine({ userAgent: '"cut off' }).slice(0, -120)],
    ["no end of the referrer and user agent", `${firstFields(15)} "`],
    ["unknown fields after the user agent", accessLogLine({ signatureVersion: "Basic" })],
    ["unknown fields after the user agent", accessLogLine({ tlsVersion: "QUIC" })],
    ["unknown fields after the user agent", accessLogLine({ accessPointArn: "reports" })],
    [
      "unknown fields after the user agent",
      accessLogLine({ referrer: "-", userAgent: "-", signatureVersion: "Basic" }),
    ],
  ])("says %s", (reason, line) => {
    expect(scanAccessLogLine(line)).toBe(reason);
  });
});

const HOSTILE = fc.oneof(
  fc.string(),
  fc.constantFrom('"', '" ', ' "', '" "', '" - ', " - ", '" 200 - 1 1 1 1 "', "SigV4", "-", " ", "\\", "%22", "]"),
  fc.constantFrom(accessLogLine(), firstFields(17), '" - HOSTIDHOSTIDHOSTID SigV4 C AuthHeader h TLSv1.2 - - "'),
);
const text = (max: number) =>
  fc.array(HOSTILE, { maxLength: max }).map((parts) => parts.join("").replaceAll(/[\r\n]/g, " "));
/** Browsers escape spaces in referrers, and HTTP ends a target at one. */
const withoutSpaces = text(3).map((one) => one.replaceAll(/\s/g, "+"));
const orDash = (word: fc.Arbitrary<string>) => fc.oneof(fc.constant("-"), word);
const word = fc.stringMatching(/^[A-Za-z0-9/+=.:_%-]{1,40}$/);
const digits = orDash(fc.nat().map(String));

const LINE = fc.record({
  requester: orDash(word),
  key: orDash(word),
  requestUri: fc.oneof(
    withoutSpaces.map((target) => `"GET /${target} HTTP/1.1"`),
    fc.constantFrom("-", '"-"'),
  ),
  status: orDash(fc.integer({ min: 100, max: 599 }).map(String)),
  errorCode: orDash(word),
  bytesSent: digits,
  objectSize: digits,
  totalTime: digits,
  turnAroundTime: digits,
  referrer: fc.oneof(
    withoutSpaces.map((one) => `"${one}"`),
    fc.constantFrom("-", '"-"'),
  ),
  versionId: orDash(word),
  hostId: orDash(word),
  cipherSuite: orDash(word),
  hostHeader: orDash(word),
});
const unquoted = (field: string) => (field.startsWith('"') ? field.slice(1, -1) : field);

describe("a line that is written and read", () => {
  it("has the fields that were written, however hostile the user agent", () => {
    const tailLength = fc.integer({ min: 7, max: 11 });
    fc.assert(
      fc.property(LINE, text(6), tailLength, (fields, userAgent, length) => {
        const all = accessLogLine({ ...fields, userAgent: `"${userAgent}"` }, ["eu-central-1", "Invented"]).split(" ");
        const line = all.slice(0, all.length - (11 - length)).join(" ");
        const wanted = { ...Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, unquoted(one)])) };
        expect(fieldsOf(line)).toMatchObject({ ...wanted, userAgent });
      }),
    );
  });

  it("has them also where the line is as short as old ones", () => {
    fc.assert(
      fc.property(LINE, text(6), fc.constantFrom("", " -", " ABCdef.123"), (fields, userAgent, end) => {
        const head = { ...fields, time: "[01/Mar/2012:10:15:30 +0000]", userAgent: "AGENT" };
        const line = `${accessLogLine(head).split(" AGENT ")[0]} "${userAgent}"${end}`;
        expect(fieldsOf(line)).toMatchObject({ referrer: unquoted(fields.referrer), userAgent });
      }),
    );
  });
});
