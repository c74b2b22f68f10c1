import { createHmac, timingSafeEqual } from "node:crypto";

/** When the request was signed, in whole seconds since the epoch. */
export const TIMESTAMP_HEADER = "palisade-timestamp";

/** `v1=` and 64 hexadecimal digits: HMAC-SHA256, by the shared secret, of the timestamp, a full stop and the body's bytes. */
export const SIGNATURE_HEADER = "palisade-signature";

/** A signature of long ago is a replay; clocks differ by less. */
const TOLERANCE_SECONDS = 300;

export interface SignedRequest {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as it came, before anything parsed it. */
  readonly body: string | Uint8Array;
}

/** Headers that let a receiver see who sent a body, and when; `now` in milliseconds since the epoch. */
export function signatureHeaders(body: string, secret: string, now: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: `v1=${digest(timestamp, body, secret).toString("hex")}` };
}

/** Why a request cannot be trusted; undefined where it can. Takes as long for a wrong signature as for a right one. */
export function distrust({ headers, body }: SignedRequest, secret: string, now: number): string | undefined {
  const timestamp = headers[TIMESTAMP_HEADER];
  const signature = headers[SIGNATURE_HEADER];
  if (timestamp === undefined || signature === undefined) return "not signed";
  if (!/^\d{1,12}$/.test(timestamp)) return "timestamp is no number of seconds";
  if (!/^v1=[0-9a-f]{64}$/.test(signature)) return "signature is not of version 1";
  const given = Buffer.from(signature.slice("v1=".length), "hex");
  if (!timingSafeEqual(given, digest(timestamp, body, secret))) return "signature does not fit";
  return Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_SECONDS
    ? "signed too long ago, or in the future"
    : undefined;
}

function digest(timestamp: string, body: string | Uint8Array, secret: string): Buffer {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
}
