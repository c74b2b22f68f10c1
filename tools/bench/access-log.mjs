import { spawnSync } from "node:child_process";
import { createReadStream, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundle, scratch } from "./bundle.mjs";
import { best, rate } from "./measure.mjs";

const require = createRequire(import.meta.url);

const LINES = 200_000;
const OWNER = "a1".repeat(32);
const REFERRERS = [
  "-",
  "-",
  "-",
  "https://console.example.com/",
  "https://example.com/?a=1&b=2",
  'https://example.com/?q="a"&r="b"',
];
const AWKWARD = [
  '"Mozilla/5.0 (X11)',
  'curl "x" y"',
  'a" "b',
  'scan" 200 - 1 1 1 1 "-" "x" - HOSTIDHOSTIDHOSTID SigV4 C AuthHeader h TLSv1.2 - - "',
  "",
];
const AGENT =
  "aws-cli/2.18.5 md/awscrt#0.22.0 ua/2.0 os/linux#5.10.226 md/arch#x86_64 lang/python#3.12.6 cfg/retry-mode#standard";

/** What a line says, and the line: one referrer in six holds quotes, one user agent in twelve is awkward. */
function sample(i) {
  const referrer = REFERRERS[i % REFERRERS.length];
  const userAgent = i % 12 === 7 ? AWKWARD[Math.floor(i / 12) % AWKWARD.length] : AGENT;
  const key = `reports/2026/02/06/part-${i}-0123456789abcdef.csv.gz`;
  const request = `REQ${i.toString(36).toUpperCase().padStart(13, "0")}`;
  const remoteIp = i % 10 > 0 ? `203.0.${i % 20}.${i % 199}` : `198.51.${i % 20}.${i % 199}`;
  const time = `06/Feb/2026:${String(Math.floor(i / 9000) % 24).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}:38 +0000`;
  const line = `${OWNER} sensitive-data [${time}] ${remoteIp} arn:aws:sts::111122223333:assumed-role/etl/i-${i % 97} ${request} REST.GET.OBJECT ${key} "GET /${key}?x-id=GetObject HTTP/1.1" 200 - ${1000 + i} ${5000 + i} 41 28 "${referrer}" "${userAgent}" - s9lzHYrFp76ZVxRcpX9cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3eTPFvsiPXV${request}= SigV4 TLS_AES_128_GCM_SHA256 AuthHeader sensitive-data.s3.eu-central-1.amazonaws.com TLSv1.3 - -`;
  return { line, wanted: [remoteIp, request, key, String(1000 + i), referrer, userAgent, "SigV4", "TLSv1.3"] };
}

/** As Amazon's page on querying access logs with Athena has it, and with it most readers of them. */
const DOCUMENTED =
  /^([^ ]*) ([^ ]*) \[(.*?)\] ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ("[^"]*"|-) (-|[0-9]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ("[^"]*"|-) ([^ ]*)(?: ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*))?.*$/;

function byExpression(line) {
  const found = DOCUMENTED.exec(line);
  if (!found) return undefined;
  const bare = (text) => (text?.startsWith('"') ? text.slice(1, -1) : text);
  return [found[4], found[6], found[8], found[12], bare(found[16]), bare(found[17]), found[20], found[24]];
}

const NAMES = ["remoteIp", "requestId", "key", "bytesSent", "referrer", "userAgent", "signatureVersion", "tlsVersion"];
/** Written out, because a look-up by a name that varies takes longer than cutting out the field. */
const ALL_TEXTS = new Function(
  "line",
  `const { ${"bucketOwner bucket time remoteIp requester requestId operation key requestUri status errorCode bytesSent objectSize totalTime turnAroundTime referrer userAgent versionId hostId signatureVersion cipherSuite authenticationType hostHeader tlsVersion accessPointArn aclRequired".replaceAll(" ", ", ")} } = line;
   return bucketOwner.length + bucket.length + time.length + remoteIp.length + requester.length + requestId.length + operation.length + key.length + requestUri.length + status.length + errorCode.length + bytesSent.length + objectSize.length + totalTime.length + turnAroundTime.length + referrer.length + userAgent.length + versionId.length + hostId.length + signatureVersion.length + cipherSuite.length + authenticationType.length + hostHeader.length + tlsVersion.length + accessPointArn.length + aclRequired.length;`,
);

function verdicts(samples, read) {
  const counts = { right: 0, rejected: 0, wrong: 0 };
  for (const { line, wanted } of samples) {
    const got = read(line);
    if (got === undefined) counts.rejected++;
    else if (got.every((one, index) => one === wanted[index])) counts.right++;
    else counts.wrong++;
  }
  return counts;
}

const inWords = ({ right, rejected, wrong }) => `${right} right, ${rejected} rejected, ${wrong} silently wrong`;

function benchReading(parser, samples) {
  const lines = samples.map(({ line }) => line);
  const time = (read) =>
    best(() => {
      for (const line of lines) read(line);
    }, 7);
  const documented = time((line) => DOCUMENTED.exec(line));
  const found = time((line) => parser.parseAccessLogLine(line));
  const all = time((line) => ALL_TEXTS(parser.scanAccessLogLine(line)));
  console.log(`  documented expression: ${rate(LINES, documented)}; ${inWords(verdicts(samples, byExpression))}`);
  const ours = verdicts(samples, (line) => {
    const scanned = parser.scanAccessLogLine(line);
    return typeof scanned === "string" ? undefined : NAMES.map((name) => scanned[name]);
  });
  console.log(`  events from memory: ${rate(LINES, found)}, ${(documented / found).toFixed(2)}x; ${inWords(ours)}`);
  console.log(`  every field as text: ${rate(LINES, all)}, ${(documented / all).toFixed(2)}x`);
}

async function benchFile({ JsonReader, readText, parseAccessLogLine }, samples) {
  const file = join(scratch, "access-log");
  writeFileSync(file, samples.map(({ line }) => `${line}\n`).join(""), "latin1");
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const started = process.hrtime.bigint();
    let read = 0;
    const reader = new JsonReader({
      value: () => {},
      unreadable: () => {},
      line: (text) => parseAccessLogLine(text).kind === "event" && ++read > 0,
    });
    const stored = createReadStream(file, { highWaterMark: 1024 * 1024 });
    for await (const chunk of readText(stored, { onUnread: () => {} })) reader.push(chunk);
    reader.end();
    least = Math.min(least, Number(process.hrtime.bigint() - started) / 1e9);
    if (read !== LINES) throw new Error(`read ${read} of ${LINES} lines`);
  }
  console.log(`  events from a file, one thread: ${rate(LINES, least)}`);
}

/** What Panther's rule asks of an address, in Python's own terms. */
const IN_PYTHON = `
import sys, time, ipaddress
networks = [ipaddress.ip_network(one) for one in sys.argv[1].split(",")]
addresses = sys.stdin.read().split()
best = None
for _ in range(3):
    started = time.perf_counter()
    for address in addresses:
        asked = ipaddress.ip_network(address)
        any(asked.version == network.version and asked.subnet_of(network) for network in networks)
    took = time.perf_counter() - started
    best = took if best is None or took < best else best
print(best)
`;

function inPython(networks, addresses) {
  const { status, stdout } = spawnSync("python3", ["-c", IN_PYTHON, networks.join(",")], {
    input: addresses.join("\n"),
  });
  return status === 0 ? Number(String(stdout)) : undefined;
}

function inJavaScript(ipaddr, networks, addresses) {
  const parsed = networks.map((network) => ipaddr.parseCIDR(network));
  return best(() => {
    for (const text of addresses) {
      const address = ipaddr.parse(text);
      parsed.some((network) => address.kind() === network[0].kind() && address.match(network));
    }
  }, 3);
}

const EVENTS_AT_ONCE = 5_000;

/** Events remember what they were asked once, so that each is judged once; a few at a time, as a reader has them. */
function secondsOf(rule, context, { parseAccessLogLine }, samples) {
  let seconds = 0;
  for (let at = 0; at < samples.length; at += EVENTS_AT_ONCE) {
    const events = samples.slice(at, at + EVENTS_AT_ONCE).map(({ line }) => parseAccessLogLine(line).event);
    seconds += best(() => {
      for (const event of events) rule.matches(event, context);
    }, 1);
  }
  return seconds;
}

function benchRule(parser, samples) {
  const { s3AccessLogOutsideAllowlist: rule, contextOf, detectorSettings, samplePerimeter, ipaddr } = parser;
  for (const size of [1, 10, 100, 1000]) {
    const cidrs = [
      "203.0.0.0/16",
      ...Array.from({ length: size - 1 }, (_, i) => `10.${i % 250}.${Math.floor(i / 250)}.0/24`),
    ];
    const allow = { cidrs, vpcs: [], vpcEndpoints: [], principals: [], awsServices: false };
    const context = contextOf(detectorSettings({ perimeters: [samplePerimeter("sensitive-data", { allow })] }));
    let least = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) least = Math.min(least, secondsOf(rule, context, parser, samples));
    const addresses = samples.slice(0, Math.max(500, Math.floor(20_000 / size))).map(({ wanted }) => wanted[0]);
    const theirs = [inPython(cidrs, addresses) ?? inJavaScript(ipaddr, cidrs, addresses), addresses.length];
    const ratio = samples.length / least / (theirs[1] / theirs[0]);
    console.log(
      `  the rule on ${size} networks: ${rate(samples.length, least)}, ${ratio.toFixed(0)}x one network after the other (${rate(theirs[1], theirs[0])})`,
    );
  }
}

/** Access-log lines a second against the documented expression, and the allowlist's rule against Python's ipaddress. */
export async function benchAccessLog() {
  const parser = require(
    await bundle(
      "access-log",
      `export { parseAccessLogLine } from "./engine/events/access-log/parse-line";
       export { scanAccessLogLine } from "./engine/events/access-log/scan-line";
       export { contextOf } from "./engine/detections/engine/context";
       export { s3AccessLogOutsideAllowlist } from "./engine/detections/s3/access-log-outside-allowlist";
       export { detectorSettings, samplePerimeter } from "./testing/test-detection";
       export { JsonReader } from "./cli/lib/logs/json-reader";
       export { readText } from "./cli/lib/logs/read-text";
       export * as ipaddr from "ipaddr.js";`,
    ),
  );
  const samples = Array.from({ length: LINES }, (_, i) => sample(i));
  benchReading(parser, samples);
  await benchFile(parser, samples);
  benchRule(parser, samples);
}
