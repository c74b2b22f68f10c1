import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@duckdb/node-api";
import type { AccessLogEvent } from "@palisade/engine/events/access-log/access-log-event";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import type { CloudTrailEvent } from "@palisade/engine/events/cloudtrail/cloudtrail-event";
import { parseCloudTrail } from "@palisade/engine/events/cloudtrail/parse-cloudtrail";
import { type Fields, fieldsOf } from "@palisade/engine/events/fields";
import { CLOUDTRAIL, type ColumnType, type Field } from "@palisade/engine/hunts/sql/tables";
import { CacheFixture } from "../../../../testing/fixtures/cache-fixture";
import { describeWithSharedData } from "../../../../testing/shared-data";
import { openCache } from "./open-cache";

/** A value as the table should have it; NULL, and structures of nothing but NULL, are undefined. */
function expected(value: unknown, type: ColumnType): unknown {
  if (value === undefined || value === null) return undefined;
  if (type === "json") return value;
  if (typeof type === "string") return typeof value === "object" ? JSON.stringify(value) : String(value);
  if ("struct" in type) return structOf(fieldsOf(value), type.struct);
  if (!Array.isArray(value)) return undefined;
  return value.map((one) => structOf(fieldsOf(one), type.list));
}

function structOf(fields: Fields, wanted: readonly Field[]): unknown {
  const entries = wanted.map(({ name, from, type }) => [name, expected(fields[from], type)] as const);
  return withoutNothing(entries);
}

function withoutNothing(entries: readonly (readonly [string, unknown])[]): unknown {
  const some = entries.filter(([, value]) => value !== undefined);
  return some.length > 0 ? Object.fromEntries(some) : undefined;
}

function found(value: Json | undefined, type: ColumnType): unknown {
  if (value === undefined || value === null) return undefined;
  if (type === "json") return JSON.parse(String(value));
  if (typeof type === "string") return value;
  if ("list" in type) {
    return (value as Json[]).map((one) => found(one, { struct: type.list }));
  }
  const fields = value as Readonly<Record<string, Json>>;
  return withoutNothing(type.struct.map((field) => [field.name, found(fields[field.name], field.type)] as const));
}

function rowOf(event: CloudTrailEvent): string {
  const time = new Date(event.time).toISOString().replace(".000Z", "Z");
  const columns = CLOUDTRAIL.columns.map(({ name, from, type }) => [name, expected(event.record[from], type)] as const);
  return canonical(Object.fromEntries([...columns, ["eventtime", time]]));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

describeWithSharedData("the cache of the shared data", (folder) => {
  const fixture = new CacheFixture();
  const folders = ["cloudtrail", "cloudtrail_eventbridge", "s3access"].map((name) => join(folder, name));
  const linesOf = (name: string) =>
    readdirSync(join(folder, name)).flatMap((file) =>
      readFileSync(join(folder, name, file), "utf8")
        .split("\n")
        .filter((line) => line.trim() !== ""),
    );

  afterAll(() => fixture.remove());

  const ask = async (sql: string) => {
    const { folder: built } = await fixture.build({ sources: folders });
    const cache = await openCache(built);
    try {
      return await cache.query(sql);
    } finally {
      await cache.close();
    }
  };

  test("has every CloudTrail event once, with every field as the record has it", async () => {
    const copies = new Map<string, CloudTrailEvent[]>();
    for (const line of [...linesOf("cloudtrail"), ...linesOf("cloudtrail_eventbridge")]) {
      const parsed = parseCloudTrail(JSON.parse(line));
      if (parsed.kind === "event") copies.set(parsed.event.id, [...(copies.get(parsed.event.id) ?? []), parsed.event]);
    }
    const { columns, rows } = await ask("SELECT * FROM cloudtrail");
    expect(copies.size).toBeGreaterThan(2000);
    expect(rows).toHaveLength(copies.size);
    const names = columns.map(({ name }) => name);
    const seen = new Set(
      rows.map((row) =>
        canonical(
          Object.fromEntries(CLOUDTRAIL.columns.map(({ name, type }) => [name, found(row[names.indexOf(name)], type)])),
        ),
      ),
    );
    const wrong = [...copies.values()].filter((events) => {
      const named = events.filter(({ actor }) => actor.arn !== undefined);
      return !(named.length > 0 ? named : events).some((event) => seen.has(rowOf(event)));
    });
    expect(wrong.map(([event]) => rowOf(event as CloudTrailEvent))).toEqual([]);
  });

  test("has every request of the access logs once, as the parser reads one of its lines", async () => {
    const copies = new Map<string, string[]>();
    for (const line of linesOf("s3access")) {
      const parsed = parseAccessLogLine(line);
      if (parsed.kind !== "event") continue;
      const { id } = parsed.event;
      copies.set(id, [...(copies.get(id) ?? []), lineText(valuesOf(parsed.event))]);
    }
    const { rows } =
      await ask(`SELECT bucketowner, bucket_name, operation, requestid, request_uri, httpstatus, errorcode, bytessent, objectsize,
      totaltime, turnaroundtime, referrer, useragent, versionid, hostid, sigv, ciphersuite, authtype, endpoint, tlsversion, accesspointarn,
      aclrequired, day FROM access_logs`);
    const seen = new Set(rows.map(lineText));
    expect(rows).toHaveLength(copies.size);
    expect([...copies.values()].filter((lines) => !lines.some((line) => seen.has(line)))).toEqual([]);
    expect(rows.length).toBeGreaterThan(40);
  });
});

/** In the order of the columns above. */
function valuesOf(event: AccessLogEvent): readonly unknown[] {
  return [
    event.bucketOwner,
    event.bucket,
    event.operation,
    event.requestId,
    event.requestUri,
    event.status,
    event.errorCode,
    event.bytesSent,
    event.objectSize,
    event.totalTimeMs,
    event.turnAroundMs,
    event.referrer,
    event.userAgent,
    event.versionId,
    event.hostId,
    event.signatureVersion,
    event.cipherSuite,
    event.authenticationType,
    event.hostHeader,
    event.tlsVersion,
    event.accessPointArn,
    event.aclRequired ? "Yes" : undefined,
    new Date(event.time).toISOString().slice(0, 10).replaceAll("-", "/"),
  ];
}

/** Empty and absent alike: a line cannot tell them apart everywhere. */
function lineText(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => (value === undefined || value === null ? "" : String(value))));
}
