import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, scratch } from "./bundle.mjs";
import { interleave } from "./measure.mjs";

const FILES = 8;
const EVENTS_PER_FILE = 25_000;
const BUCKETS = ["threatlab-sensitive-data", "logs-archive", "web-assets", "backups", "reports"];
const NAMES = ["GetObject", "PutObject", "HeadObject", "ListObjects", "DeleteObject"];

/** A data event of about 1.7 KB, as a busy account logs them; one in fifty is a stranger at the protected bucket. */
function event(i) {
  const isStranger = i % 50 === 0;
  const bucket = BUCKETS[isStranger ? 0 : 1 + (i % 4)];
  const name = NAMES[i % NAMES.length];
  const key = `data/2026/11/${i % 28}/part-${i}-${"0123456789abcdef".repeat(4)}.parquet`;
  const id = `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
  return JSON.stringify({
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROAEXAMPLEEXAMPLE000:session-${i % 97}`,
      arn: `arn:aws:sts::111122223333:assumed-role/etl-worker/session-${i % 97}`,
      accountId: "111122223333",
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: "AROAEXAMPLEEXAMPLE000",
          arn: "arn:aws:iam::111122223333:role/etl-worker",
          accountId: "111122223333",
          userName: "etl-worker",
        },
        attributes: { creationDate: "2026-11-20T08:00:00Z", mfaAuthenticated: "false" },
      },
    },
    eventTime: new Date(Date.UTC(2026, 10, 20) + i * 40).toISOString().replace(/\.\d+Z/, "Z"),
    eventSource: "s3.amazonaws.com",
    eventName: name,
    awsRegion: "eu-central-1",
    sourceIPAddress: `192.0.2.${i % 250}`,
    userAgent:
      "[aws-sdk-java/2.29.1 Linux/5.10.226 OpenJDK_64-Bit_Server_VM/17.0.13+11-LTS Java/17.0.13 vendor/Amazon.com_Inc. exec-env/AWS_ECS_FARGATE]",
    ...(isStranger && { errorCode: "AccessDenied", errorMessage: "Access Denied" }),
    requestParameters: { bucketName: bucket, Host: `${bucket}.s3.eu-central-1.amazonaws.com`, key },
    responseElements: null,
    additionalEventData: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: 0,
      AuthenticationMethod: "AuthHeader",
      "x-amz-id-2": "Example0".repeat(9),
      bytesTransferredOut: 4096 + i,
    },
    requestID: `REQ${i}`,
    eventID: id,
    readOnly: name !== "PutObject" && name !== "DeleteObject",
    resources: [
      { type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/${key}` },
      { accountId: "111122223333", type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
    ],
    eventType: "AwsApiCall",
    managementEvent: false,
    recipientAccountId: "111122223333",
    eventCategory: "Data",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: `${bucket}.s3.eu-central-1.amazonaws.com`,
    },
  });
}

function writeCorpus() {
  const folder = join(scratch, "corpus");
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: FILES }, (_, f) => {
    const file = join(folder, `${f}.jsonl`);
    writeFileSync(
      file,
      Array.from({ length: EVENTS_PER_FILE }, (_, i) => `${event(f * EVENTS_PER_FILE + i)}\n`).join(""),
    );
    return file;
  });
}

const PARSE_ALONE = `
for (const file of process.argv.slice(1)) {
  const text = require("node:fs").readFileSync(file, "utf8");
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\\n", at);
    JSON.parse(text.slice(at, end));
    at = end + 1;
  }
}`;

/** Whole processes, start-up included, over the same files. */
export async function benchReplay() {
  const files = writeCorpus();
  const config = join(root, "examples/ip-blocker/palisade.yaml");
  const replay = (threads) => ({
    args: [
      join(root, "cli/bin/palisade.mjs"),
      "replay",
      "--config",
      config,
      "--format",
      "json",
      "--threads",
      String(threads),
      ...files,
    ],
    cwd: root,
  });
  const [parse, one, two] = interleave([{ args: ["-e", PARSE_ALONE, ...files] }, replay(1), replay(2)], 5);
  const perSecond = (ms) => `${Math.round((FILES * EVENTS_PER_FILE) / ms)}k events/s`;
  console.log(`  JSON.parse alone: ${perSecond(parse)}`);
  console.log(`  one thread: ${perSecond(one)}, ${((parse / one) * 100).toFixed(0)}% of JSON.parse alone`);
  console.log(`  two threads: ${perSecond(two)}, ${(one / two).toFixed(2)}x one thread`);
}
