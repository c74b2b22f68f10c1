import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";

const SEED = 20_261_120;
const PER_FILE = 12_500;
const ACCOUNTS = ["111122223333", "222233334444", "444455556666"];
const REGIONS = ["eu-central-1", "us-east-1", "ap-southeast-2"];
const BUCKETS = ["threatlab-sensitive-data", "logs-archive", "web-assets", "backups", "reports"];
const CALLS = ["GetObject", "PutObject", "HeadObject", "ListObjects", "DeleteObject", "GetBucketPolicy", "AssumeRole"];
const DAYS = 30;

/** Small, repeatable pseudo-random numbers. */
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const hex = (next, length) => Array.from({ length }, () => next(16).toString(16)).join("");

/** Workers are at few places each, one in fifty of their requests comes by IPv6. */
function addressOf(worker, place) {
  if (place === 0) return `2001:db8::${worker.toString(16)}:1`;
  return `${1 + ((worker * 7) % 220)}.${worker}.${place % 8}.7`;
}

/** A record of about 1.75 KB, as a busy account logs them: one in a hundred is refused. */
function record(i, count, next) {
  const worker = next(200);
  const account = ACCOUNTS[worker % 20 === 0 ? 1 + (worker % 2) : 0];
  const region = REGIONS[worker % 10 === 0 ? 1 + (worker % 2) : 0];
  const bucket = BUCKETS[(worker + next(2)) % BUCKETS.length];
  const name = CALLS[next(CALLS.length)];
  const isDenied = next(100) === 0;
  const key = `data/2026/11/${next(28)}/part-${hex(next, 20)}.parquet`;
  const role = `worker-${worker}`;
  const session = `session-${next(50)}`;
  const time = Date.UTC(2026, 9, 20) + Math.floor((i / count) * DAYS * 86_400) * 1000;
  const isObject = name.endsWith("Object");
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROAEXAMPLEEXAMPLE${role}:${session}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      accountId: account,
      accessKeyId: `ASIAEXAMPLE${next(100_000)}`,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: `AROAEXAMPLEEXAMPLE${role}`,
          arn: `arn:aws:iam::${account}:role/${role}`,
          accountId: account,
          userName: role,
        },
        attributes: { creationDate: "2026-11-20T08:00:00Z", mfaAuthenticated: "false" },
      },
    },
    eventTime: new Date(time).toISOString().replace(/\.\d+Z/, "Z"),
    eventSource: name === "AssumeRole" ? "sts.amazonaws.com" : "s3.amazonaws.com",
    eventName: name,
    awsRegion: region,
    sourceIPAddress: addressOf(worker, next(50)),
    userAgent:
      "[aws-sdk-java/2.29.1 Linux/5.10.226 OpenJDK_64-Bit_Server_VM/17.0.13+11-LTS Java/17.0.13 vendor/Amazon.com_Inc. exec-env/AWS_ECS_FARGATE]",
    ...(isDenied && { errorCode: "AccessDenied", errorMessage: "Access Denied" }),
    requestParameters: { bucketName: bucket, Host: `${bucket}.s3.${region}.amazonaws.com`, key },
    responseElements: null,
    additionalEventData: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: 0,
      AuthenticationMethod: "AuthHeader",
      "x-amz-id-2": hex(next, 76),
      bytesTransferredOut: next(1_000_000),
    },
    requestID: hex(next, 16).toUpperCase(),
    eventID: `${hex(next, 8)}-${hex(next, 4)}-4${hex(next, 3)}-8${hex(next, 3)}-${hex(next, 12)}`,
    readOnly: name !== "PutObject" && name !== "DeleteObject",
    resources: [
      ...(isObject ? [{ type: "AWS::S3::Object", ARN: `arn:aws:s3:::${bucket}/${key}` }] : []),
      { accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucket}` },
    ],
    eventType: "AwsApiCall",
    managementEvent: !isObject,
    recipientAccountId: account,
    eventCategory: isObject ? "Data" : "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: `${bucket}.s3.${region}.amazonaws.com`,
    },
  };
}

/**
 * Writes `count` synthetic CloudTrail records to gzip files, once, and returns their folder. `lines` is one record a line, `records` the
 * documents that CloudTrail itself delivers.
 */
export async function writeHuntCorpus(folder, count, form = "lines") {
  const target = join(folder, `hunt-${form}-${count}-b`);
  if (existsSync(target)) return target;
  const temporary = `${target}.${process.pid}`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const next = generator(SEED);
  for (let from = 0, file = 0; from < count; from += PER_FILE, file++) {
    const extension = form === "lines" ? "jsonl.gz" : "json.gz";
    const gzip = createGzip({ level: 6 });
    const out = createWriteStream(join(temporary, `${String(file).padStart(5, "0")}.${extension}`));
    gzip.pipe(out);
    const texts = [];
    for (let i = from; i < Math.min(count, from + PER_FILE); i++) texts.push(JSON.stringify(record(i, count, next)));
    gzip.end(form === "lines" ? `${texts.join("\n")}\n` : `{"Records":[${texts.join(",")}]}`);
    await finished(out);
  }
  renameSync(temporary, target);
  return target;
}

export const huntCorpusFiles = (folder) =>
  readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
