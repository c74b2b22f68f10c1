import { parseXML } from "@aws-sdk/xml-builder";
import type { Tags } from "@palisade/engine/enrichment/bucket-tags";
import { type Fields, fieldsOf, textOf } from "@palisade/engine/events/fields";
import { lambdaCredentials, signedHeaders } from "./sign-request";

export interface BucketTagsReaderOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeLimitMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

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
    const url = `${endpointOf(region, environment)}/${encodeURIComponent(bucket)}?tagging`;
    const signing = { credentials: lambdaCredentials(environment), service: "s3", region, now: now() };
    const headers = await signedHeaders({ method: "GET", url }, signing);
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
    const { status } = answer;
    if (status !== 200 && status !== 404) throw new BucketTagsError(status);
    const body = fieldsOf(parseXML(answer.body));
    if (status === 200) return tagsIn(body);
    if (fieldsOf(body["Error"])["Code"] === "NoSuchTagSet") return new Map();
    throw new BucketTagsError(status);
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

function tagsIn(body: Fields): Tags {
  if (!Object.hasOwn(body, "Tagging")) throw new Error("S3 answered something else than tags");
  const tags = fieldsOf(fieldsOf(body["Tagging"])["TagSet"])["Tag"] ?? [];
  // The parser knows a list from its second element on.
  return new Map(
    [tags]
      .flat()
      .map(fieldsOf)
      .map(({ Key, Value }) => [textOf(Key) ?? "", textOf(Value) ?? ""]),
  );
}
