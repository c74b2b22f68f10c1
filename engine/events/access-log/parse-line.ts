import { createHash } from "node:crypto";
import type { Actor, Source } from "../cloudtrail/cloudtrail-event";
import { classifySource } from "../source";
import type { AccessLogEvent } from "./access-log-event";
import { decodeKey } from "./decode-key";
import { describeRequester } from "./requester";
import { AccessLogLine, type MalformedReason, scanAccessLogLine } from "./scan-line";

/** An event, or why the line holds none. */
export type ParsedLine =
  | { readonly kind: "event"; readonly event: AccessLogEvent }
  | { readonly kind: "malformed"; readonly reason: MalformedReason };

/** Reads one line of an S3 server access log, without its newline. Never throws, whatever it is given. */
export function parseAccessLogLine(text: string): ParsedLine {
  const line = scanAccessLogLine(text);
  if (typeof line === "string") return { kind: "malformed", reason: line };
  const time = AccessLogLine.timeOf(line);
  if (time === undefined) return { kind: "malformed", reason: "a time that does not exist" };
  if (!AccessLogLine.hasPlace(line)) return { kind: "malformed", reason: "no bucket or operation" };
  return { kind: "event", event: new LineEvent(line, time) };
}

/** Readers take the fields from the line one by one: most lines are of no interest after two or three. */
class LineEvent implements AccessLogEvent {
  readonly kind = "access-log";
  readonly time: number;
  readonly #line: AccessLogLine;
  #bucket: string | undefined;
  #source: Source | undefined;
  #actor: Actor | undefined;
  #key: string | undefined;

  constructor(line: AccessLogLine, time: number) {
    this.#line = line;
    this.time = time;
  }

  get operation(): string {
    return this.#line.operation;
  }

  get bucket(): string {
    this.#bucket ??= this.#line.bucket;
    return this.#bucket;
  }

  /** One request may leave several lines: a batch delete one for each object, a copy one for each side. */
  get id(): string {
    const { requestId, key, versionId, time, remoteIp, requester } = this.#line;
    const request = `${this.bucket}/${requestId}/${this.operation}`;
    if (requestId === "-") return `${request}/${hash([time, remoteIp, requester, key, versionId])}`;
    return this.operation.startsWith("BATCH.") ? `${request}/${hash([key, versionId])}` : request;
  }

  get bucketOwner(): string | undefined {
    return textOf(this.#line.bucketOwner);
  }

  get source(): Source {
    this.#source ??= sources.of(this.#line.remoteIp);
    return this.#source;
  }

  get actor(): Actor {
    this.#actor ??= actors.of(this.#line.requester);
    return this.#actor;
  }

  get requestId(): string | undefined {
    return textOf(this.#line.requestId);
  }

  get key(): string | undefined {
    if (this.#line.key === "-") return undefined;
    this.#key ??= decodeKey(this.#line.key, this.#line.requestUri, this.bucket);
    return this.#key;
  }

  get requestUri(): string | undefined {
    return textOf(this.#line.requestUri);
  }

  get status(): number | undefined {
    return numberOf(this.#line.status);
  }

  get errorCode(): string | undefined {
    return textOf(this.#line.errorCode);
  }

  get bytesSent(): number | undefined {
    return numberOf(this.#line.bytesSent);
  }

  get objectSize(): number | undefined {
    return numberOf(this.#line.objectSize);
  }

  get totalTimeMs(): number | undefined {
    return numberOf(this.#line.totalTime);
  }

  get turnAroundMs(): number | undefined {
    return numberOf(this.#line.turnAroundTime);
  }

  get referrer(): string | undefined {
    return textOf(this.#line.referrer);
  }

  get userAgent(): string | undefined {
    return textOf(this.#line.userAgent);
  }

  get versionId(): string | undefined {
    return textOf(this.#line.versionId);
  }

  get hostId(): string | undefined {
    return textOf(this.#line.hostId);
  }

  get signatureVersion(): string | undefined {
    return textOf(this.#line.signatureVersion);
  }

  get cipherSuite(): string | undefined {
    return textOf(this.#line.cipherSuite);
  }

  get authenticationType(): string | undefined {
    return textOf(this.#line.authenticationType);
  }

  get hostHeader(): string | undefined {
    return textOf(this.#line.hostHeader);
  }

  get tlsVersion(): string | undefined {
    return textOf(this.#line.tlsVersion);
  }

  get accessPointArn(): string | undefined {
    return textOf(this.#line.accessPointArn);
  }

  get aclRequired(): boolean | undefined {
    const text = this.#line.aclRequired;
    if (text === "Yes") return true;
    return text === "No" ? false : undefined;
  }

  get further(): readonly string[] {
    return this.#line.further;
  }
}

function textOf(field: string | undefined): string | undefined {
  return field === "-" || field === "" ? undefined : field;
}

function numberOf(field: string): number | undefined {
  return field === "-" ? undefined : Number(field);
}

function hash(parts: readonly (string | undefined)[]): string {
  return createHash("sha256").update(parts.join(" ")).digest("hex").slice(0, 32);
}

/** Few callers make most requests, from few addresses, and describing one takes longer than finding the fields of a line. */
class Described<T> {
  readonly #known = new Map<string, T>();
  readonly #describe: (text: string) => T;

  constructor(describe: (text: string) => T) {
    this.#describe = describe;
  }

  of(text: string): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const described = this.#describe(text);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(text, described);
    return described;
  }
}

const MOST_KNOWN = 8192;

const actors = new Described<Actor>(describeRequester);

/** S3 knows its callers, so that a service's name needs no other proof. */
const sources = new Described<Source>((remoteIp) =>
  classifySource(remoteIp === "-" ? undefined : remoteIp, { type: "AWSService", invokedBy: undefined }),
);
