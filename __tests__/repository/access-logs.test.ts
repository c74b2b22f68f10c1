import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "@palisade/engine/detections/engine/engine";
import { ACCESS_LOG_DETECTIONS } from "@palisade/engine/detections/registry";
import type { AccessLogEvent } from "@palisade/engine/events/access-log/access-log-event";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import { AccessLogLine, scanAccessLogLine } from "@palisade/engine/events/access-log/scan-line";
import { type Fields, fieldsOf, textOf } from "@palisade/engine/events/fields";
import { accessLogEvent, type LineFields } from "../../testing/fixtures/access-log-fixture";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";

const NUMBER = /^(?:-|\d+)$/;
/** What a person expects to read in each field, whatever the line. */
const LOOKS: ReadonlyArray<readonly [keyof AccessLogLine, RegExp]> = [
  ["bucketOwner", /^[0-9a-z-]{4,64}$/],
  ["bucket", /^[\w.-]{3,63}$/],
  ["time", /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}$/],
  ["remoteIp", /^(?:-|[0-9a-fx.:]+)$/],
  ["requester", /^(?:-|arn:aws[a-z-]*:(?:iam|sts)::.+|[0-9a-f]{32,64}|svc:\S+|AmazonS3|[A-Za-z]+)$/],
  ["requestId", /^[0-9A-Z]{3,20}$/],
  ["operation", /^(?:REST|WEBSITE|SOAP|BATCH|S3)\.[A-Z._]+$/],
  ["key", /^[^ "]+$/],
  ["requestUri", /^(?:-|[A-Z]+ \S.* HTTP\/[12]\.[01])$/],
  ["status", /^(?:-|[1-5]\d\d)$/],
  ["errorCode", /^(?:-|[A-Z]\w+)$/],
  ["bytesSent", NUMBER],
  ["objectSize", NUMBER],
  ["totalTime", NUMBER],
  ["turnAroundTime", NUMBER],
  ["referrer", /^(?:-|https?:\/\/[^ ]+)?$/],
  ["userAgent", /^(?:-|\S.*)?$/],
];
const TAIL: ReadonlyArray<readonly [keyof AccessLogLine, RegExp]> = [
  ["versionId", /^[\w.~-]+$/],
  ["hostId", /^(?:-|[A-Za-z0-9/+=]{20,})$/],
  ["signatureVersion", /^(?:-|SigV\w+)$/],
  ["cipherSuite", /^(?:-|[A-Z0-9_-]+)$/],
  ["authenticationType", /^(?:-|[A-Z][A-Za-z]+)$/],
  ["hostHeader", /^(?:-|[\w.:-]+)$/],
  ["tlsVersion", /^(?:-|TLS[vV]1\.[0-3])$/],
  ["accessPointArn", /^(?:-|arn:aws:s3:[\w:/-]+)$/],
  ["aclRequired", /^(?:-|Yes|No)$/],
];

/** Each field quoted or not, as the line had it: the same line again only if no character went astray. */
function isWrittenAs(line: string, scanned: AccessLogLine): boolean {
  const names = [...LOOKS, ...TAIL].map(([name]) => name);
  let at = 0;
  for (const name of names) {
    const value = scanned[name];
    if (typeof value !== "string") continue;
    const forms = name === "time" ? [`[${value}]`] : [value, `"${value}"`];
    const form = forms.find((one) => line.startsWith(one, at) && [undefined, " "].includes(line[at + one.length]));
    if (form === undefined) return false;
    at += form.length + 1;
  }
  const rest = scanned.further.join(" ");
  return line.slice(at) === rest;
}

describeWithSharedData("recorded lines of access logs", (dir) => {
  const folder = join(dir, "s3access");
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line, index) => [`${name}:${index + 1}`, line] as const),
  );

  it.each(lines)("%s reads as a person reads it", (_, line) => {
    const scanned = scanAccessLogLine(line);
    if (!(scanned instanceof AccessLogLine)) throw new Error(scanned);
    const odd = LOOKS.filter(([name, look]) => !look.test(String(scanned[name]))).map(([name]) => name);
    const oddTail = TAIL.filter(([name, look]) => scanned[name] !== undefined && !look.test(String(scanned[name])));
    expect([odd, oddTail.map(([name]) => name), isWrittenAs(line, scanned)]).toEqual([[], [], true]);
    const { kind } = parseAccessLogLine(line);
    expect(kind).toBe("event");
  });

  it("are read by every detection without failing, and those from outside are seen", () => {
    const events = lines.flatMap(([, line]) => {
      const parsed = parseAccessLogLine(line);
      return parsed.kind === "event" ? [parsed.event] : [];
    });
    const perimeters = [samplePerimeter("all", { buckets: [...new Set(events.map(({ bucket }) => bucket))] })];
    const engine = createEngine(detectorSettings({ perimeters, trustedAccounts: [] }), ACCESS_LOG_DETECTIONS);
    const detected = events.map((event) => [event, engine.detect(event)] as const);
    expect(detected.flatMap(([, { failures }]) => failures)).toEqual([]);
    const missed = detected.filter(([event, { matches }]) => {
      const isSeen = matches.some(({ detection }) => detection === "s3.access-log-outside-allowlist");
      return isSeen !== isOutside(event);
    });
    expect(missed.map(([{ id }]) => id)).toEqual([]);
  });
});

/** None of these lines comes from the sample allowlist; a private address may stand behind its endpoint. */
function isOutside({ source, operation, actor }: AccessLogEvent): boolean {
  const isPlaced = source.kind === "public" || source.kind === "unparseable";
  return isPlaced && operation !== "REST.OPTIONS.PREFLIGHT" && actor.kind !== "service";
}

/** Panther's rules, each with the detection that has the same idea. */
const OURS: Readonly<Record<string, string>> = {
  "AWS.S3.ServerAccess.IPWhitelist": "s3.access-log-outside-allowlist",
  "AWS.S3.ServerAccess.Unauthenticated": "s3.access-log-anonymous-access",
  "AWS.S3.ServerAccess.UnknownRequester": "s3.access-log-unknown-requester",
  "AWS.S3.ServerAccess.Insecure": "s3.access-log-insecure-transport",
};

/** Where ours says something else, and why. */
const ON_PURPOSE: Readonly<Record<string, string>> = {
  "Unexpected Access":
    "a user of the own account is no unknown requester: which of its principals may read a bucket is for its policy and s3.new-reader to say",
};

/** Panther's names of the fields, which it has parsed already. */
const NAMES: Readonly<Record<string, keyof LineFields>> = {
  bucketowner: "bucketOwner",
  bucket: "bucket",
  remoteip: "remoteIp",
  requester: "requester",
  requestid: "requestId",
  operation: "operation",
  key: "key",
  httpstatus: "status",
  errorcode: "errorCode",
  objectsize: "objectSize",
  ciphersuite: "cipherSuite",
  tlsVersion: "tlsVersion",
};

function lineOf(log: Fields): LineFields {
  const given = Object.entries(NAMES).flatMap(([theirs, ours]) => (theirs in log ? [[ours, String(log[theirs])]] : []));
  return { requester: "-", remoteIp: "-", ...Object.fromEntries(given) };
}

describeWithSharedData("Panther's tests of its rules on access logs", (dir) => {
  const path = join(dir, "panther/s3access.jsonl");
  const cases = (existsSync(path) ? readFileSync(path, "utf8").split("\n") : [])
    .filter((line) => line !== "")
    .map((line): Fields => JSON.parse(line))
    .filter((one) => (textOf(one["rule_id"]) ?? "") in OURS)
    .map((one) => [`${textOf(one["rule_id"])}: ${textOf(one["test_name"])}`, one] as const);

  it.each(cases)("%s", (_, one) => {
    const log = fieldsOf(one["log"]);
    const id = OURS[textOf(one["rule_id"]) ?? ""];
    const ours = ACCESS_LOG_DETECTIONS.filter((detection) => detection.id === id);
    expect(ours).toHaveLength(1);
    const account = /::(\d{12}):/.exec(textOf(log["requester"]) ?? "")?.[1] ?? "111122223333";
    const allow = { cidrs: ["10.0.0.0/8"], vpcs: [], vpcEndpoints: [], principals: [], awsServices: true };
    const perimeters = [samplePerimeter("all", { buckets: [textOf(log["bucket"]) ?? ""], allow })];
    const engine = createEngine(detectorSettings({ account, perimeters }), ours);
    const { matches } = engine.detect(accessLogEvent(lineOf(log)));
    const isOnPurpose = (textOf(one["test_name"]) ?? "") in ON_PURPOSE;
    expect(matches.length > 0).toBe(isOnPurpose ? one["expected"] !== true : one["expected"]);
  });
});
