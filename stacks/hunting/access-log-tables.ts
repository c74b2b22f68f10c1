import { ACCESS_LOGS } from "@palisade/engine/hunts/sql/tables";
import type { PalisadeConfig } from "../../config/config";
import type { AccessLogBucket } from "../../config/sections/access-logs";
import { accessLogTable } from "./access-log-table";
import type { AthenaViewProps } from "./athena-view";
import type { HiveTable } from "./hive-table";

export interface LogTables {
  readonly tables: readonly HiveTable[];
  /** Joins tables that differ in their place only. */
  readonly view?: Omit<AthenaViewProps, "databaseName" | "schema">;
  /** The buckets that the tables are over. */
  readonly buckets: readonly string[];
}

/** S3 deletes logs a day or two after their time is over. */
const SLACK_DAYS = 2;

/**
 * The table over the access logs that Palisade has buckets write, and where they lie in several regions a table each, with a view over
 * them. Logs that are there already lie in folders that no one knows.
 */
export function accessLogTables({ accessLogs, account }: PalisadeConfig): LogTables {
  const own = accessLogs?.logBuckets.filter(({ create }) => create) ?? [];
  const days = `NOW-${(accessLogs?.retentionDays ?? 0) + SLACK_DAYS}DAYS,NOW`;
  const tables = own.map((bucket) => tableOver(bucket, account, days));
  const buckets = own.map(({ name }) => name);
  if (tables.length < 2) return { tables, buckets };
  const apart = tables.map((table, index) => ({ ...table, name: nameOf(own[index]) }));
  return { tables: apart, view: viewOver(apart), buckets };
}

function tableOver({ name, region, sources }: AccessLogBucket, account: string, days: string): HiveTable {
  const location = `s3://${name}/`;
  return accessLogTable({
    location,
    partitionLocation: `${location}${"${account}/${region}/${bucket}/${day}/"}`,
    partitions: [
      { name: "account", kind: "enum", values: [account] },
      { name: "region", kind: "enum", values: [region] },
      { name: "bucket", kind: "enum", values: sources },
      { name: "day", kind: "days", range: days },
    ],
  });
}

function nameOf(bucket: AccessLogBucket | undefined): string {
  return `${ACCESS_LOGS.name}_${bucket?.region.replaceAll("-", "_")}`;
}

function viewOver(tables: readonly HiveTable[]): NonNullable<LogTables["view"]> {
  const [{ columns, partitions } = { columns: [], partitions: [] }] = tables;
  const all = [...columns, ...partitions.map(({ name }) => ({ name, type: "string" }))];
  const names = all.map(({ name }) => `"${name}"`).join(", ");
  return {
    name: ACCESS_LOGS.name,
    description: ACCESS_LOGS.description,
    columns: all,
    query: tables.map(({ name }) => `SELECT ${names} FROM ${name}`).join("\nUNION ALL\n"),
  };
}
