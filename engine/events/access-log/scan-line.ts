import { parseAccessLogTime } from "./access-log-time";

/** Why a line is none of a server access log. Few and fixed, so that they can be counted. */
export type MalformedReason =
  | "an empty line"
  | "fewer fields than an access log line has"
  | "no time in brackets"
  | "a time that does not exist"
  | "no bucket or operation"
  | "no request URI, quoted or -"
  | "no end of the request URI before status and sizes"
  | "no end of the referrer and user agent"
  | "unknown fields after the user agent";

/** The fields of one line as text, without quotes but not decoded, and with `-` as it is written. Each is cut out when it is asked for. */
export class AccessLogLine {
  readonly #line: string;
  readonly #lead: Lead;
  readonly #sizes: Sizes;
  readonly #rest: Rest;
  #tail: readonly string[] | undefined;

  constructor(line: string, lead: Lead, sizes: Sizes, rest: Rest) {
    this.#line = line;
    this.#lead = lead;
    this.#sizes = sizes;
    this.#rest = rest;
  }

  /** A line's time in milliseconds since the epoch; undefined where there is no such time. */
  static timeOf(line: AccessLogLine): number | undefined {
    return parseAccessLogTime(line.#line, line.#lead.bucketEnd + 2, line.#lead.timeEnd);
  }

  /** Whether a line says of which bucket it is, and what was done. */
  static hasPlace(line: AccessLogLine): boolean {
    return !isDash(line.#line, line.#lead.ownerEnd + 1) && !isDash(line.#line, line.#lead.requestIdEnd + 1);
  }

  get bucketOwner(): string {
    return this.#line.slice(0, this.#lead.ownerEnd);
  }

  get bucket(): string {
    return this.#line.slice(this.#lead.ownerEnd + 1, this.#lead.bucketEnd);
  }

  /** `06/Feb/2026:00:00:38 +0000` */
  get time(): string {
    return this.#line.slice(this.#lead.bucketEnd + 2, this.#lead.timeEnd);
  }

  get remoteIp(): string {
    return this.#line.slice(this.#lead.timeEnd + 2, this.#lead.ipEnd);
  }

  get requester(): string {
    return this.#line.slice(this.#lead.ipEnd + 1, this.#lead.requesterEnd);
  }

  get requestId(): string {
    return this.#line.slice(this.#lead.requesterEnd + 1, this.#lead.requestIdEnd);
  }

  get operation(): string {
    return this.#line.slice(this.#lead.requestIdEnd + 1, this.#lead.operationEnd);
  }

  get key(): string {
    return this.#line.slice(this.#lead.operationEnd + 1, this.#lead.keyEnd);
  }

  get requestUri(): string {
    const start = this.#lead.keyEnd + 1;
    return this.#line.charCodeAt(start) === QUOTE ? this.#line.slice(start + 1, this.#sizes.start - 2) : "-";
  }

  get status(): string {
    return this.#line.slice(this.#sizes.start, this.#sizes.statusEnd);
  }

  get errorCode(): string {
    return this.#line.slice(this.#sizes.statusEnd + 1, this.#sizes.errorEnd);
  }

  get bytesSent(): string {
    return this.#line.slice(this.#sizes.errorEnd + 1, this.#sizes.bytesEnd);
  }

  get objectSize(): string {
    return this.#line.slice(this.#sizes.bytesEnd + 1, this.#sizes.objectEnd);
  }

  get totalTime(): string {
    return this.#line.slice(this.#sizes.objectEnd + 1, this.#sizes.totalEnd);
  }

  get turnAroundTime(): string {
    return this.#line.slice(this.#sizes.totalEnd + 1, this.#sizes.end);
  }

  get referrer(): string {
    const { referrerEnd } = this.#rest;
    return referrerEnd < 0 ? "-" : this.#line.slice(this.#sizes.end + 2, referrerEnd);
  }

  get userAgent(): string {
    const { agentStart, agentEnd } = this.#rest;
    return agentStart < 0 ? "-" : this.#line.slice(agentStart, agentEnd);
  }

  /** What follows the user agent, as far as the line goes; first the fields that have names below. */
  get tail(): readonly string[] {
    this.#tail ??= usualTail(this.#line, this.#rest.tailStart) ?? fieldsFrom(this.#line, this.#rest.tailStart);
    return this.#tail;
  }

  get versionId(): string | undefined {
    return this.tail[0];
  }

  get hostId(): string | undefined {
    return this.tail[1];
  }

  get signatureVersion(): string | undefined {
    return this.tail[SIGNATURE];
  }

  get cipherSuite(): string | undefined {
    return this.tail[3];
  }

  get authenticationType(): string | undefined {
    return this.tail[4];
  }

  get hostHeader(): string | undefined {
    return this.tail[5];
  }

  get tlsVersion(): string | undefined {
    return this.tail[TLS];
  }

  get accessPointArn(): string | undefined {
    return this.tail[ACCESS_POINT];
  }

  get aclRequired(): string | undefined {
    return this.tail[8];
  }

  /** What S3 has added since, such as the source's region. */
  get further(): readonly string[] {
    return this.tail.length > NAMED ? this.tail.slice(NAMED) : NONE;
  }
}

const NONE: readonly string[] = Object.freeze([]);

const SIGNATURE = 2;
const TLS = 6;
const ACCESS_POINT = 7;
/** How many fields after the user agent have a name. */
const NAMED = 9;

const QUOTE = 0x22;
const DASH = 0x2d;
const SPACE = 0x20;
const OPEN_BRACKET = 0x5b;
const CARRIAGE_RETURN = 0x0d;

/**
 * Finds the fields of a line of an S3 server access log. S3 escapes nothing, so request URI, referrer and user agent may hold quotes and
 * spaces of their senders' choice. What stands around them cannot: eight fields lead up to the URI, behind it come a status and sizes, and
 * behind the user agent fields of a known form. Only the border between referrer and user agent can be a guess: it is the first there is.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
export function scanAccessLogLine(text: string): AccessLogLine | MalformedReason {
  const line = text.charCodeAt(text.length - 1) === CARRIAGE_RETURN ? text.slice(0, -1) : text;
  const lead = ownLeadOf(line);
  if (typeof lead === "string") return lead;
  const uri = lead.keyEnd + 1;
  const isQuoted = line.charCodeAt(uri) === QUOTE;
  const sizes = isQuoted ? sizesBehindUri(line, uri) : sizesAt(line, uri + 2);
  if (sizes === undefined) return "no end of the request URI before status and sizes";
  const rest = restOf(line, sizes.end + 1, lead);
  return typeof rest === "string" ? rest : new AccessLogLine(line, lead, sizes, rest);
}

/** Where each of the first eight fields ends. */
interface Lead {
  readonly ownerEnd: number;
  readonly bucketEnd: number;
  readonly timeEnd: number;
  readonly ipEnd: number;
  readonly requesterEnd: number;
  readonly requestIdEnd: number;
  readonly operationEnd: number;
  readonly keyEnd: number;
}

/** One requester is known to hold spaces: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE`. */
const SPACES_IN_IDENTITY = 4;
const CLOUDFRONT = /^arn:aws[a-z-]*:iam::cloudfront:user\/CloudFront$/;

function ownLeadOf(line: string): Lead | MalformedReason {
  const lead = leadOf(line, 0);
  if (typeof lead === "string" || isUri(line, lead.keyEnd + 1)) return lead;
  if (!CLOUDFRONT.test(line.slice(lead.ipEnd + 1, lead.requesterEnd))) return NO_URI;
  const longer = leadOf(line, SPACES_IN_IDENTITY);
  return typeof longer === "string" || isUri(line, longer.keyEnd + 1) ? longer : NO_URI;
}

const NO_URI = "no request URI, quoted or -";

function isUri(line: string, at: number): boolean {
  return line.charCodeAt(at) === QUOTE || isDash(line, at);
}

function leadOf(line: string, spacesInRequester: number): Lead | MalformedReason {
  const ownerEnd = line.indexOf(" ");
  if (ownerEnd < 0) return line === "" ? "an empty line" : "fewer fields than an access log line has";
  const bucketEnd = line.indexOf(" ", ownerEnd + 1);
  if (bucketEnd < 0 || line.charCodeAt(bucketEnd + 1) !== OPEN_BRACKET) return "no time in brackets";
  const timeEnd = line.indexOf("] ", bucketEnd);
  if (timeEnd < 0) return "no time in brackets";
  const ipEnd = line.indexOf(" ", timeEnd + 2);
  let requesterEnd = line.indexOf(" ", ipEnd + 1);
  for (let space = 0; space < spacesInRequester; space++) requesterEnd = line.indexOf(" ", requesterEnd + 1);
  const requestIdEnd = line.indexOf(" ", requesterEnd + 1);
  const operationEnd = line.indexOf(" ", requestIdEnd + 1);
  const keyEnd = line.indexOf(" ", operationEnd + 1);
  // Behind the last space the search begins anew at the line's start, so that an end comes before its start.
  const isShort = ipEnd < 0 || requesterEnd < ipEnd || requestIdEnd < requesterEnd || operationEnd < requestIdEnd;
  if (isShort || keyEnd < operationEnd) return "fewer fields than an access log line has";
  return { ownerEnd, bucketEnd, timeEnd, ipEnd, requesterEnd, requestIdEnd, operationEnd, keyEnd };
}

/** Where status, error code and the four numbers end, and where the first of them starts. */
interface Sizes {
  readonly start: number;
  readonly statusEnd: number;
  readonly errorEnd: number;
  readonly bytesEnd: number;
  readonly objectEnd: number;
  readonly totalEnd: number;
  readonly end: number;
}

/** The first quote that a status and sizes follow: with no space of its own a URI cannot hold these. */
function sizesBehindUri(line: string, uri: number): Sizes | undefined {
  for (let end = line.indexOf('" ', uri + 1); end >= 0; end = line.indexOf('" ', end + 1)) {
    const sizes = sizesAt(line, end + 2);
    if (sizes !== undefined) return sizes;
  }
  return undefined;
}

function sizesAt(line: string, start: number): Sizes | undefined {
  const statusEnd = numberEnd(line, start);
  if (statusEnd < 0 || line.charCodeAt(statusEnd + 1) === QUOTE) return undefined;
  const errorEnd = line.indexOf(" ", statusEnd + 1);
  if (errorEnd < 0) return undefined;
  const bytesEnd = numberEnd(line, errorEnd + 1);
  if (bytesEnd < 0) return undefined;
  const objectEnd = numberEnd(line, bytesEnd + 1);
  if (objectEnd < 0) return undefined;
  const totalEnd = numberEnd(line, objectEnd + 1);
  if (totalEnd < 0) return undefined;
  const end = numberEnd(line, totalEnd + 1);
  return end < 0 ? undefined : { start, statusEnd, errorEnd, bytesEnd, objectEnd, totalEnd, end };
}

/** Where the space behind a number or `-` stands; -1 where there is neither. */
function numberEnd(line: string, start: number): number {
  let at = start;
  let code = line.charCodeAt(at);
  if (code === DASH) return line.charCodeAt(at + 1) === SPACE ? at + 1 : -1;
  while (code >= 0x30 && code <= 0x39) code = line.charCodeAt(++at);
  return code === SPACE && at > start ? at : -1;
}

/** Whether a field is just `-`. */
function isDash(line: string, at: number): boolean {
  return line.charCodeAt(at) === DASH && isFieldEnd(line, at + 1);
}

function isFieldEnd(line: string, at: number): boolean {
  return at === line.length || line.charCodeAt(at) === SPACE;
}

/** From the referrer on; -1 stands for `-` without quotes. */
interface Rest {
  readonly referrerEnd: number;
  readonly agentStart: number;
  readonly agentEnd: number;
  /** Where the fields behind the user agent start; at or behind the line's end where there are none. */
  readonly tailStart: number;
}

/** So many fields say by their own form that they are what follows a user agent. */
const TELLING = 7;
/** Since then no line ends at its user agent or version id. */
const FIRST_YEAR_OF_LONG_LINES = 2019;
const SHORTEST_HOST_ID = 16;

/**
 * The user agent ends at the line's last quote, unless what follows does not look like it: then a field that no one knows yet is quoted,
 * and the last quote that all the named fields follow is the one.
 */
function restOf(line: string, start: number, lead: Lead): Rest | MalformedReason {
  const hasReferrer = line.charCodeAt(start) === QUOTE;
  if (!hasReferrer && !isDash(line, start)) return "no end of the referrer and user agent";
  const open = hasReferrer ? start : start + 2;
  if (!hasReferrer && isDash(line, open)) {
    const tailStart = open + 2;
    if (tailFields(line, tailStart) < 0) return "unknown fields after the user agent";
    return { referrerEnd: -1, agentStart: -1, agentEnd: -1, tailStart };
  }
  if (line.charCodeAt(open) !== QUOTE) return "no end of the referrer and user agent";
  const border = hasReferrer ? borderFrom(line, open) : -1;
  const last = lastQuote(line, border < 0 ? open : border + 2);
  const rest = restUpTo(line, open, last, hasReferrer, border);
  const fields = rest === undefined ? -1 : tailFields(line, rest.tailStart);
  if (rest !== undefined && (fields >= TELLING || (fields >= 0 && !isLongLine(line, lead)))) return rest;
  const earlier = restBeforeQuotedField(line, open, last, hasReferrer, border);
  if (earlier !== undefined) return earlier;
  if (rest === undefined) return "no end of the referrer and user agent";
  return fields < 0 ? "unknown fields after the user agent" : rest;
}

function isLongLine(line: string, { bucketEnd }: Lead): boolean {
  return Number(line.slice(bucketEnd + 9, bucketEnd + 13)) >= FIRST_YEAR_OF_LONG_LINES;
}

/** The first `" "` behind the referrer's opening quote; -1 where there is none. */
function borderFrom(line: string, open: number): number {
  for (let quote = line.indexOf('"', open + 1); quote >= 0; quote = line.indexOf('"', quote + 1)) {
    if (line.charCodeAt(quote + 1) === SPACE && line.charCodeAt(quote + 2) === QUOTE) return quote;
  }
  return -1;
}

/** Not `lastIndexOf`, which goes through the line three times as slowly as this. */
function lastQuote(line: string, from: number): number {
  let last = from;
  for (let quote = from; quote >= 0; quote = line.indexOf('"', quote + 1)) last = quote;
  return last;
}

/** What is what if the quote at `end` closes the user agent, or the referrer of a request without one. */
function restUpTo(line: string, open: number, end: number, hasReferrer: boolean, border: number): Rest | undefined {
  if (end === open || !isFieldEnd(line, end + 1)) return undefined;
  if (!hasReferrer) return { referrerEnd: -1, agentStart: open + 1, agentEnd: end, tailStart: end + 2 };
  if (border >= 0 && border + 2 < end)
    return { referrerEnd: border, agentStart: border + 3, agentEnd: end, tailStart: end + 2 };
  return isDash(line, end + 2) ? { referrerEnd: end, agentStart: -1, agentEnd: -1, tailStart: end + 4 } : undefined;
}

function restBeforeQuotedField(
  line: string,
  open: number,
  last: number,
  hasReferrer: boolean,
  border: number,
): Rest | undefined {
  let next = last;
  for (let end = line.lastIndexOf('"', next - 1); end > open; end = line.lastIndexOf('"', next - 1)) {
    const rest = restUpTo(line, open, end, hasReferrer, border);
    // Named fields hold no quotes, so only what precedes the next one counts, and a line full of quotes is read just once.
    if (rest !== undefined && isWholeTail(line.slice(rest.tailStart, next).split(" ", NAMED + 1))) return rest;
    next = end;
  }
  return undefined;
}

function isWholeTail(fields: readonly string[]): boolean {
  const [, hostId = ""] = fields;
  return fields.length > NAMED && hostId.length >= SHORTEST_HOST_ID && tailFields(fields.join(" "), 0) >= 0;
}

/** How many fields there are from a position on, as far as they are counted; -1 where they are not what follows a user agent. */
function tailFields(line: string, start: number): number {
  let at = start;
  let field = 0;
  for (; at < line.length && field <= ACCESS_POINT; field++) {
    if (!isFieldOf(line, at, field)) return -1;
    const end = line.indexOf(" ", at);
    at = end < 0 ? line.length : end + 1;
  }
  return field;
}

function isFieldOf(line: string, at: number, field: number): boolean {
  if (field !== SIGNATURE && field !== TLS && field !== ACCESS_POINT) return true;
  if (isDash(line, at)) return true;
  if (field === SIGNATURE) return line.startsWith("SigV", at);
  return field === TLS ? line.startsWith("TLS", at) : line.startsWith("arn:", at);
}

/** The named fields, if there are all of these and no others, as in most lines; written out, since it is twice as fast as a loop. */
function usualTail(line: string, start: number): readonly string[] | undefined {
  const version = line.indexOf(" ", start);
  const host = line.indexOf(" ", version + 1);
  const signature = line.indexOf(" ", host + 1);
  const cipher = line.indexOf(" ", signature + 1);
  const authentication = line.indexOf(" ", cipher + 1);
  const header = line.indexOf(" ", authentication + 1);
  const tls = line.indexOf(" ", header + 1);
  const accessPoint = line.indexOf(" ", tls + 1);
  // Behind the last space the search begins anew at the line's start.
  if (version < start || host < version || signature < host || cipher < signature || authentication < cipher)
    return undefined;
  if (header < authentication || tls < header || accessPoint < tls || line.includes(" ", accessPoint + 1))
    return undefined;
  return [
    line.slice(start, version),
    line.slice(version + 1, host),
    line.slice(host + 1, signature),
    line.slice(signature + 1, cipher),
    line.slice(cipher + 1, authentication),
    line.slice(authentication + 1, header),
    line.slice(header + 1, tls),
    line.slice(tls + 1, accessPoint),
    line.slice(accessPoint + 1),
  ];
}

/** Fields to the line's end; a quoted one counts as one, without its quotes. */
function fieldsFrom(line: string, start: number): readonly string[] {
  const fields: string[] = [];
  let at = start;
  while (at < line.length) {
    const isQuoted = line.charCodeAt(at) === QUOTE;
    const closing = isQuoted ? line.indexOf('" ', at + 1) : line.indexOf(" ", at);
    const end = closing < 0 ? line.length - (isQuoted ? 1 : 0) : closing;
    fields.push(line.slice(isQuoted ? at + 1 : at, end));
    at = end + (isQuoted ? 2 : 1);
  }
  return fields;
}
