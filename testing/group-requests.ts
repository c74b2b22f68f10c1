import type { AccessLogEvent } from "@palisade/engine/events/access-log/access-log-event";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import { scanAccessLogLine } from "@palisade/engine/events/access-log/scan-line";
import type { CloudTrailEvent } from "@palisade/engine/events/cloudtrail/cloudtrail-event";
import { copiedRead } from "@palisade/engine/events/cloudtrail/copied-read";
import { parseCloudTrail } from "@palisade/engine/events/cloudtrail/parse-cloudtrail";
import { fieldsOf, textOf } from "@palisade/engine/events/fields";
import { sourceText } from "@palisade/engine/events/source";
import { createInterning, type Interning, keyOf } from "@palisade/engine/preview/interning";
import { isByService } from "@palisade/engine/preview/line-request";
import {
  type AccessLogTuple,
  type Call,
  type CloudTrailTuple,
  DAY_MS,
  type Identity,
  type RequestGroup,
  type RequestGroups,
  type RequestTuple,
} from "@palisade/engine/preview/request-group";

/**
 * Groups recorded requests to `buckets` by what a decision depends on, each request once: of two copies, the caller's, which names the
 * caller. The cache does the same in SQL; this is for records that are in memory anyway, and what the other is tested against.
 */
export function groupRequests(
  records: Iterable<unknown>,
  buckets: ReadonlySet<string>,
  lines: Iterable<string> = [],
): RequestGroups {
  const events = new Map<string, CloudTrailEvent>();
  for (const record of records) {
    const parsed = parseCloudTrail(record);
    if (parsed.kind !== "event") continue;
    const { event } = parsed;
    const copy = events.get(event.id);
    if (copy === undefined || (copy.actor.arn === undefined && event.actor.arn !== undefined))
      events.set(event.id, event);
  }
  const grouping = createGrouping(buckets);
  for (const event of events.values()) grouping.addCall(event);
  const known = new Set<string>();
  for (const line of lines) {
    const parsed = parseAccessLogLine(line);
    if (parsed.kind === "malformed" || known.has(parsed.event.id)) continue;
    known.add(parsed.event.id);
    grouping.addLine(parsed.event, requesterOf(line));
  }
  return grouping.result();
}

interface Growing {
  readonly tuple: RequestTuple;
  count: number;
  withMfa: number;
  firstSeen: number;
  lastSeen: number;
  readonly days: Set<number>;
}

function createGrouping(buckets: ReadonlySet<string>) {
  const groups = new Map<string, Growing>();
  const intern = createInterning();
  const records = { cloudtrail: 0, "access-log": 0 };
  let from = Number.POSITIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  const count = (log: RequestTuple["log"], time: number) => {
    records[log]++;
    from = Math.min(from, time);
    until = Math.max(until, time);
  };
  const add = (bucket: string, tuple: () => RequestTuple, time: number, hasMfa: boolean) => {
    if (buckets.has(bucket)) addTo(groups, tuple(), time, hasMfa);
  };
  return {
    addCall: (event: CloudTrailEvent) => {
      const { bucket, service, time, actor } = event;
      count("cloudtrail", time);
      if (service !== "s3.amazonaws.com") return;
      const hasMfa = actor.mfa === true;
      const hasKey = event.key !== undefined;
      if (bucket !== undefined) add(bucket, () => tupleOfCall(event, { bucket, hasKey }, intern), time, hasMfa);
      // Of a copy that failed no record says whether it came to the read.
      const read = event.errorCode === undefined ? copiedRead(event) : undefined;
      const source = read?.bucket;
      if (read === undefined || source === undefined || !buckets.has(source)) return;
      addTo(groups, tupleOfCall(read, { bucket: source, hasKey: true }, intern), time, hasMfa);
    },
    addLine: (event: AccessLogEvent, requester: string | undefined) => {
      count("access-log", event.time);
      add(event.bucket, () => tupleOfLine(event, requester), event.time, false);
    },
    result: (): RequestGroups => ({
      groups: [...groups.values()].map(groupOf),
      records,
      span: from <= until ? { from, until } : undefined,
    }),
  };
}

function addTo(groups: Map<string, Growing>, tuple: RequestTuple, time: number, hasMfa: boolean): void {
  const key = keyOf(tuple);
  let group = groups.get(key);
  if (group === undefined) {
    group = { tuple, count: 0, withMfa: 0, firstSeen: time, lastSeen: time, days: new Set() };
    groups.set(key, group);
  }
  group.count++;
  if (hasMfa) group.withMfa++;
  group.firstSeen = Math.min(group.firstSeen, time);
  group.lastSeen = Math.max(group.lastSeen, time);
  group.days.add(Math.floor(time / DAY_MS));
}

function groupOf({ days, ...group }: Growing): RequestGroup {
  return { ...group, days: [...days].toSorted((a, b) => a - b) };
}

function tupleOfCall(
  event: CloudTrailEvent,
  { bucket, hasKey }: Pick<Call, "bucket" | "hasKey">,
  intern: Interning,
): CloudTrailTuple {
  const { record, actor } = event;
  const fields = fieldsOf(record["userIdentity"]);
  const issuer = actor.kind === "role" ? issuerOf(fields) : undefined;
  const arn = issuer === undefined ? textOf(fields["arn"]) : undefined;
  const call: Call = {
    bucket,
    eventName: event.name,
    hasKey,
    isManagement: record["managementEvent"] === true,
    errorCode: event.errorCode,
  };
  const identity: Identity = {
    type: textOf(fields["type"]),
    accountId: textOf(fields["accountId"]),
    arn,
    principalId: issuer === undefined && arn === undefined ? textOf(fields["principalId"]) : undefined,
    issuer,
    invokedBy: actor.invokedBy,
    account: event.account,
    named: actor.kind === "foreign-account" && arn === undefined ? actor.arn : undefined,
  };
  return {
    log: "cloudtrail",
    call: intern.call(call),
    identity: intern.identity(identity),
    sourceAddress: textOf(record["sourceIPAddress"]),
    vpcEndpointId: event.vpcEndpointId,
  };
}

function issuerOf(identity: ReturnType<typeof fieldsOf>): string | undefined {
  return textOf(fieldsOf(fieldsOf(identity["sessionContext"])["sessionIssuer"])["arn"]);
}

function tupleOfLine(event: AccessLogEvent, requester: string | undefined): AccessLogTuple {
  return {
    log: "access-log",
    bucket: event.bucket,
    operation: event.operation,
    hasKey: event.key !== undefined,
    requester,
    remoteIp: sourceText(event.source),
    status: event.status,
    errorCode: event.errorCode,
    isByService: isByService(event.userAgent),
  };
}

/** As it is written: the event has only what it means. */
function requesterOf(line: string): string | undefined {
  const fields = scanAccessLogLine(line);
  return typeof fields === "string" || fields.requester === "-" ? undefined : fields.requester;
}
