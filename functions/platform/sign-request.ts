import { Sha256 } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a role's session. */
  readonly sessionToken?: string;
}

/** The credentials that Lambda gives a function; throws where there are none. */
export function lambdaCredentials(environment: Readonly<Record<string, string | undefined>>): AwsCredentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  if (!accessKeyId || !secretAccessKey) throw new Error("no credentials in the environment, expected Lambda's");
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

export interface UnsignedRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Signing {
  readonly credentials: AwsCredentials;
  readonly service: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The headers of a request together with those that make it the caller's own (Signature Version 4). For the few calls that go out without a
 * client of the SDK, because it takes too long to load or because another sender has the limits.
 */
export async function signedHeaders(
  { method, url, headers = {}, body }: UnsignedRequest,
  { credentials, service, region, now }: Signing,
): Promise<Readonly<Record<string, string>>> {
  const { protocol, host, hostname, pathname, searchParams } = new URL(url);
  const isS3 = service === "s3";
  // S3 alone takes the path as it is, and asks for the body's hash in a header.
  const signer = new SignatureV4({
    credentials,
    service,
    region,
    sha256: Sha256,
    uriEscapePath: !isS3,
    applyChecksum: isS3,
  });
  const request = { method, protocol, hostname, path: pathname, query: Object.fromEntries(searchParams), body };
  const signed = await signer.sign({ ...request, headers: { ...headers, host } }, { signingDate: new Date(now) });
  // A request names its host by itself.
  const { host: _, ...sent } = signed.headers;
  return sent;
}
