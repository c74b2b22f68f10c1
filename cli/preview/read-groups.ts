import { parseEventTime } from "@palisade/engine/events/event-time";
import { createInterning } from "@palisade/engine/preview/interning";
import {
  type AccessLogTuple,
  type Call,
  type CloudTrailTuple,
  DAY_MS,
  type Identity,
  type RequestGroup,
  type RequestGroups,
} from "@palisade/engine/preview/request-group";
import { ALL_DAYS, CALLS_SPAN, callsSql, LINES_SPAN, linesSql } from "./groups-sql";

export type Row = readonly unknown[];

/** Answers SQL with rows whose values are in the order of its columns. */
export type AskRows = (sql: string) => Promise<readonly Row[]>;

/** The requests to `buckets` that a cache holds. */
export async function readGroups(ask: AskRows, buckets: ReadonlySet<string>): Promise<RequestGroups> {
  const [calls = [0]] = await ask(CALLS_SPAN);
  const [lines = [0]] = await ask(LINES_SPAN);
  const records = { cloudtrail: Number(calls[0]), "access-log": Number(lines[0]) };
  const groups = [
    ...(buckets.size === 0 || records.cloudtrail === 0
      ? []
      : (await ask(callsSql(buckets, ALL_DAYS))).flatMap(createCallReader())),
    ...(buckets.size === 0 || records["access-log"] === 0
      ? []
      : (await ask(linesSql(buckets, ALL_DAYS))).flatMap(lineGroup)),
  ];
  return { groups, records, span: spanOf([calls[1], calls[2], lines[1], lines[2]].map(timeOf)) };
}

/** Reads rows of `callsSql`; leaves out those whose times cannot be read, as the detector's reader does. */
export function createCallReader(): (row: Row) => readonly RequestGroup[] {
  const intern = createInterning();
  return (row) => {
    const text = (index: number) => textOf(row[index]);
    const call: Call = {
      bucket: text(0) ?? "",
      eventName: text(1) ?? "",
      hasKey: isTrue(row[2]),
      isManagement: isTrue(row[3]),
      errorCode: text(13),
    };
    const identity: Identity = {
      type: text(4),
      accountId: text(5),
      arn: text(6),
      principalId: text(7),
      issuer: text(8),
      invokedBy: text(9),
      account: text(12),
      named: text(14),
    };
    const tuple: CloudTrailTuple = {
      log: "cloudtrail",
      call: intern.call(call),
      identity: intern.identity(identity),
      sourceAddress: text(10),
      vpcEndpointId: text(11),
    };
    return groupOf(tuple, row[15], row[16], row.slice(17));
  };
}

/** A row of `linesSql`. */
export function lineGroup(row: Row): readonly RequestGroup[] {
  const text = (index: number) => textOf(row[index]);
  const status = text(5);
  const tuple: AccessLogTuple = {
    log: "access-log",
    bucket: text(0) ?? "",
    operation: text(1) ?? "",
    hasKey: isTrue(row[2]),
    requester: text(3),
    remoteIp: text(4),
    status: status === undefined ? undefined : Number(status),
    errorCode: text(6),
    isByService: isTrue(row[7]),
  };
  return groupOf(tuple, row[8], 0, row.slice(9));
}

function groupOf(tuple: RequestGroup["tuple"], count: unknown, withMfa: unknown, times: Row): readonly RequestGroup[] {
  const firstSeen = timeOf(times[0]);
  const lastSeen = timeOf(times[1]);
  if (firstSeen === undefined || lastSeen === undefined) return [];
  return [
    { tuple, count: Number(count), withMfa: Number(withMfa), firstSeen, lastSeen, days: daysOf(textOf(times[2])) },
  ];
}

function daysOf(text = ""): readonly number[] {
  const days = text.split(" ").map((day) => Date.parse(`${day.replaceAll("/", "-")}T00:00:00Z`) / DAY_MS);
  return days.filter(Number.isInteger).toSorted((a, b) => a - b);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** DuckDB answers flags, Athena their names. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function timeOf(value: unknown): number | undefined {
  return parseEventTime(value);
}

function spanOf(times: readonly (number | undefined)[]): RequestGroups["span"] {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : { from: Math.min(...known), until: Math.max(...known) };
}
