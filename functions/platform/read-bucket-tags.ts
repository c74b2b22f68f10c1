import type { Tags } from "@palisade/engine/enrichment/bucket-tags";
import { type AwsCredentials, signGet } from "./sign-get";

export interface BucketTagsReaderOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeLimitMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** 50 tags of 128 and 256 characters, however they are escaped. */
const MOST_BYTES = 256 * 1024;
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;

interface Answer {
  readonly status: number;
  readonly region: string | null;
  readonly body: string;
}

/** Asks S3 for the tags of a bucket (`s3:GetBucketTagging`), with the function's own credentials. */
export function createBucketTagsReader({ environment, timeLimitMs, now }: BucketTagsReaderOptions) {
  const home = environment["AWS_REGION"] ?? "us-east-1";

  const ask = async (bucket: string, region: string): Promise<Answer> => {
    const url = new URL(`${endpointOf(region, environment)}/${encodeURIComponent(bucket)}?tagging`);
    const headers = signGet(url, { credentials: credentialsIn(environment), region, now: now() });
    const signal = AbortSignal.timeout(timeLimitMs);
    const answer = await fetch(url, { headers, redirect: "manual", signal });
    return { status: answer.status, region: answer.headers.get("x-amz-bucket-region"), body: await answer.text() };
  };

  return async (bucket: string, region = home): Promise<Tags> => {
    let answer = await ask(bucket, REGION.test(region) ? region : home);
    const isElsewhere = answer.status === 301 || answer.status === 307 || answer.status === 400;
    if (isElsewhere && answer.region !== null && answer.region !== region && REGION.test(answer.region)) {
      answer = await ask(bucket, answer.region);
    }
    if (answer.status === 404 && answer.body.includes("<Code>NoSuchTagSet</Code>")) return new Map();
    if (answer.status !== 200) throw new BucketTagsError(answer.status);
    return tagsIn(answer.body.slice(0, MOST_BYTES));
  };
}

/** S3 did not say; the name goes to the log. */
class BucketTagsError extends Error {
  constructor(status: number) {
    super(`S3 answered ${status}`);
    this.name = `S3Status${status}`;
  }
}

function endpointOf(region: string, environment: Readonly<Record<string, string | undefined>>): string {
  const own = environment["AWS_ENDPOINT_URL_S3"] ?? environment["AWS_ENDPOINT_URL"];
  if (own) return own.replace(/\/$/, "");
  return `https://s3.${region}.${region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

function credentialsIn(environment: Readonly<Record<string, string | undefined>>): AwsCredentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: token,
  } = environment;
  if (!accessKeyId || !secretAccessKey) throw new Error("no credentials in the environment, expected Lambda's");
  return { accessKeyId, secretAccessKey, ...(token && { sessionToken: token }) };
}

const TAG = /<Tag>\s*<Key>([^<]*)<\/Key>\s*<Value>([^<]*)<\/Value>\s*<\/Tag>/g;

function tagsIn(xml: string): Tags {
  return new Map([...xml.matchAll(TAG)].map(([, key = "", value = ""]) => [plain(key), plain(value)]));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    const point = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
}
