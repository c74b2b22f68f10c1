import { promises as dns, type LookupAddress } from "node:dns";
import type { IncomingMessage } from "node:http";
import { type RequestOptions, request as startRequest } from "node:https";
import type { LookupFunction } from "node:net";
import type { ChannelRequest } from "@palisade/engine/channels/channel-request";
import { isInternalAddress, isInternalHost } from "@palisade/engine/channels/internal-address";
import type { Send, Sent } from "@palisade/engine/channels/sent";
import { errorName } from "@palisade/engine/log";

export interface SenderOptions {
  /** Addresses of a host. @default what the system resolves */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Whether an address is none that may be connected to. @default what is not of the public internet */
  readonly isInternal?: (address: string) => boolean;
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string;
  /** From the first look-up to the last byte. @default 10 seconds */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** An answer says whether it took the alert, in less. */
const LONGEST_BODY = 64 * 1024;

/**
 * Sends requests over https to hosts of the public internet. The address is looked up once, checked, and connected to, so that a second
 * answer of the name server changes nothing. Redirects are not followed. Each request has a connection of its own: a function that slept
 * finds its old ones dead, and could not tell whether an alert went through.
 */
export function createSender(options: SenderOptions = {}): Send {
  const { resolve = lookUp, isInternal = isInternalAddress, ca, timeoutMs = TIMEOUT_MS } = options;
  return async (request) => {
    const url = parseUrl(request.url);
    if (url?.protocol !== "https:") return { kind: "forbidden", reason: "the address is not an https URL" };
    if (isInternalHost(url.hostname))
      return { kind: "forbidden", reason: "the address points inside, not at the internet" };
    const deadline = AbortSignal.timeout(timeoutMs);
    const seconds = timeoutMs / 1000;
    try {
      const addresses = await Promise.race([resolve(url.hostname.replace(/^\[|\]$/g, "")), aborted(deadline)]);
      if (addresses.some(({ address }) => isInternal(address))) {
        return { kind: "forbidden", reason: "the host resolves to an address inside, not of the internet" };
      }
      return await exchange(url, request, {
        signal: deadline,
        lookup: pinned(addresses),
        ...(ca !== undefined && { ca }),
      });
    } catch (error) {
      const reason = deadline.aborted ? `no answer within ${seconds} seconds` : `no answer: ${codeOf(error)}`;
      return { kind: "unanswered", reason };
    }
  };
}

/** Of Node's errors the code: their texts name the host. */
function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : errorName(error);
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function lookUp(host: string): Promise<readonly LookupAddress[]> {
  return dns.lookup(host, { all: true });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

/** Answers every question with the addresses that were checked. */
function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_, { all }, answer) => {
    const [first] = addresses;
    if (first === undefined) answer(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), "");
    else if (all) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
}

function exchange(url: URL, { headers, body }: ChannelRequest, options: RequestOptions): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const request = startRequest(url, {
      ...options,
      method: "POST",
      agent: false,
      headers: { ...headers, "content-length": bytes.length },
    });
    request.once("error", reject);
    request.once("response", (response) => {
      // What goes wrong from here on no longer changes the status.
      const done = (text: string | undefined) => resolve(answerOf(url, response, text));
      request.removeListener("error", reject).on("error", () => done(undefined));
      readBody(response, done);
    });
    request.end(bytes);
  });
}

function readBody(response: IncomingMessage, done: (text: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > LONGEST_BODY) response.destroy();
  });
  response.once("end", () => done(Buffer.concat(chunks).toString()));
  response.once("error", () => done(undefined));
  response.once("close", () => done(undefined));
}

function answerOf(url: URL, { statusCode = 0, headers }: IncomingMessage, body: string | undefined): Sent {
  const location = headers.location !== undefined && URL.canParse(headers.location, url.href);
  return {
    kind: "answered",
    status: statusCode,
    ...(headers["retry-after"] !== undefined && { retryAfter: headers["retry-after"] }),
    ...(location && { location: new URL(headers.location ?? "", url.href) }),
    ...(body !== undefined && { body }),
  };
}
