import { createHash, createHmac } from "node:crypto";
import type { ChannelRequest } from "../channel-request";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The credentials that Lambda gives a function; throws where there are none. */
export function lambdaCredentials(env: NodeJS.ProcessEnv = process.env): AwsCredentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env;
  if (!accessKeyId || !secretAccessKey) throw new Error("no AWS credentials in the environment, expected Lambda's own");
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/**
 * Signs a POST for AWS (Signature Version 4). By hand, since the SDK's client for the one call that needs it is a fifth of the bundle;
 * and so the call goes out by the same sender, with the same limits, as all others. The path must need no encoding.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signAwsRequest(
  { url, headers, body }: ChannelRequest,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  { service, region }: { readonly service: string; readonly region: string },
  now: number,
): ChannelRequest {
  const { host, pathname } = new URL(url);
  const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const sent = {
    ...headers,
    "x-amz-date": time,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
  };
  // Of its own accord a request names its host.
  const sorted = Object.entries({ ...sent, host }).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = sorted.map(([name]) => name).join(";");
  const lines = sorted.map(([name, value]) => `${name}:${value.trim()}\n`).join("");
  const canonical = ["POST", pathname, "", lines, names, sha256(body)].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  const key = [day, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, toSign).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return { url, headers: { ...sent, authorization }, body };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
