import { parseEventTime } from "../event-time";
import { type Fields, isFields, textOf } from "../fields";
import { keepNames } from "../keep-names";
import { isEnvelope } from "../unwrap-envelope";
import { accessAnalyzer } from "./access-analyzer";
import { config } from "./config";
import { deliveryId } from "./delivery-id";
import type { FeedFinding, FeedReader } from "./feed-reader";
import type { FindingEvent } from "./finding-event";
import { guardDuty } from "./guardduty";
import { macie } from "./macie";
import { malwareScan } from "./malware-scan";
import { securityHub } from "./security-hub";
import { signInAnomaly } from "./sign-in-anomaly";

type ParsedFindings =
  | { readonly kind: "events"; readonly events: readonly FindingEvent[] }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "unreadable"; readonly reason: string };

type Envelope = Fields & { readonly detail: Fields };

const READERS: readonly FeedReader[] = [
  guardDuty,
  malwareScan,
  config,
  securityHub,
  accessAnalyzer,
  macie,
  signInAnomaly,
];

const BY_DETAIL_TYPE = new Map(READERS.map((reader) => [reader.detailType, reader]));

/** Whether a value is another AWS service's finding: in its EventBridge event, bare, or the answer of an API that lists some. */
export function isFinding(value: unknown): boolean {
  if (!isFields(value)) return false;
  if (isEnvelope(value)) return readerOfEnvelope(value) !== undefined;
  // Nearly all that is asked about is CloudTrail's.
  if (value["eventSource"] !== undefined) return false;
  return listedIn(value).some((one) => readerOfBare(one) !== undefined);
}

/** Reads a finding, or the several that Security Hub and the services' APIs may put into one. Never throws. */
export function parseFindings(raw: unknown): ParsedFindings {
  if (!isFields(raw)) return { kind: "unreadable", reason: "not a JSON object" };
  const reader = isEnvelope(raw) ? readerOfEnvelope(raw) : undefined;
  if (isEnvelope(raw) && reader === undefined) {
    return { kind: "skipped", reason: "an EventBridge event that is no finding" };
  }
  const events = isEnvelope(raw) && reader ? readEnvelope(raw, reader) : listedIn(raw).flatMap(readBare);
  return events.length > 0
    ? { kind: "events", events }
    : { kind: "unreadable", reason: "a finding that cannot be read" };
}

/** Anyone may put events on a bus; `aws.` sources are AWS's own. */
function readerOfEnvelope(envelope: Envelope): FeedReader | undefined {
  const reader = BY_DETAIL_TYPE.get(String(envelope["detail-type"]));
  return reader?.source === envelope["source"] ? reader : undefined;
}

function readerOfBare(value: Fields): FeedReader | undefined {
  return READERS.find(({ isBare }) => isBare(value));
}

/** GuardDuty and Security Hub answer `{ "Findings": [] }`, Macie and Access Analyzer `{ "findings": [] }`. */
function listedIn(value: Fields): readonly Fields[] {
  const list = value["Findings"] ?? value["findings"];
  return Array.isArray(list) ? list.filter(isFields) : [value];
}

function readEnvelope(envelope: Envelope, reader: FeedReader): readonly FindingEvent[] {
  const findings = reader.read(envelope.detail);
  return findings.flatMap((finding, index) => {
    const time = parseEventTime(envelope["time"]) ?? finding.updated;
    if (time === undefined) return [];
    const id = deliveryId(textOf(envelope["id"]), [finding.findingId, time]);
    const detail = reader.detailOf?.(finding.detail) ?? finding.detail;
    return eventOf(reader, finding, {
      id: findings.length === 1 ? id : `${id}/${index}`,
      time,
      envelope: findings.length === 1 && detail === envelope.detail ? envelope : { ...envelope, detail },
    });
  });
}

function readBare(value: Fields): readonly FindingEvent[] {
  const reader = readerOfBare(value);
  if (reader === undefined) return [];
  return reader.read(reader.detailOf?.(value) ?? value).flatMap((finding) => {
    const time = finding.updated;
    if (time === undefined) return [];
    const id = deliveryId(undefined, [reader.feed, finding.account, finding.region, finding.findingId, time]);
    return eventOf(reader, finding, { id, time, envelope: envelopeOf(reader, finding, { id, time }) });
  });
}

type Delivery = Pick<FindingEvent, "id" | "time" | "envelope">;

/** What EventBridge would have delivered; like it, with empty texts for what is not known. */
function envelopeOf(reader: FeedReader, finding: FeedFinding, { id, time }: Omit<Delivery, "envelope">): Fields {
  return {
    version: "0",
    id,
    "detail-type": reader.detailType,
    source: reader.source,
    account: finding.account ?? "",
    time: new Date(time).toISOString(),
    region: finding.region ?? "",
    resources: [],
    detail: reader.detailOf?.(finding.detail) ?? finding.detail,
  };
}

/**
 * As many buckets' names of the longest, and addresses of IPv6, as AWS lists in one finding; of resources only what people read. An
 * incident keeps a finding several times, and ends at 400 KB.
 */
const MOST_CHARACTERS = { buckets: 26_000, resources: 8_000, sourceIps: 16_000, callers: 16_000 };

function eventOf(reader: FeedReader, finding: FeedFinding, { id, time, envelope }: Delivery): FindingEvent {
  const { updated: _, ...rest } = finding;
  const buckets = keepNames(finding.buckets ?? [], MOST_CHARACTERS.buckets);
  const resources = keepNames(finding.resources ?? [], MOST_CHARACTERS.resources);
  const sourceIps = keepNames(finding.sourceIps ?? [], MOST_CHARACTERS.sourceIps);
  const callers = keepNames(finding.callers ?? [], MOST_CHARACTERS.callers);
  return {
    ...rest,
    buckets: buckets.names,
    resources: resources.names,
    sourceIps: sourceIps.names,
    callers: callers.names,
    leftOut: buckets.leftOut + resources.leftOut + sourceIps.leftOut + callers.leftOut,
    kind: "finding",
    feed: reader.feed,
    id,
    time,
    findingId: finding.findingId ?? id,
    type: finding.type ?? reader.detailType,
    account: finding.account ?? textOf(envelope["account"]),
    region: finding.region ?? textOf(envelope["region"]),
    envelope,
  };
}
