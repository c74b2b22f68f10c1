import { ACCESS_LOGS } from "@palisade/engine/hunts/sql/tables";
import { ACCESS_LOG_LINE } from "./access-log-line";
import { hiveColumns } from "./hive-columns";
import { type HiveTable, type ProjectedPartition, TEXT_OUTPUT } from "./hive-table";

export interface AccessLogTableProps {
  /** Folder above all partitions, with a slash at its end. */
  readonly location: string;
  /** Folder of one day, with the partitions' names in `${}`. */
  readonly partitionLocation: string;
  readonly partitions: readonly ProjectedPartition[];
}

/** The table over S3 server access logs. A line that its expression cannot read is a row of nulls. */
export function accessLogTable({ location, partitionLocation, partitions }: AccessLogTableProps): HiveTable {
  return {
    name: ACCESS_LOGS.name,
    description: ACCESS_LOGS.description,
    columns: hiveColumns(ACCESS_LOGS),
    partitions,
    format: {
      serde: "org.apache.hadoop.hive.serde2.RegexSerDe",
      serdeParameters: { "input.regex": ACCESS_LOG_LINE },
      inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
      outputFormat: TEXT_OUTPUT,
    },
    location,
    partitionLocation,
  };
}
