import { CLOUDTRAIL } from "@palisade/engine/hunts/sql/tables";
import { hiveColumns } from "./hive-columns";
import { type HiveTable, TEXT_OUTPUT } from "./hive-table";

export interface TrailTableProps {
  readonly bucket: string;
  /** What comes before the account's id, with a slash at its end: `AWSLogs/`. */
  readonly prefix: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** First and last day, as in `2026/01/31,NOW`. */
  readonly days: string;
}

/**
 * The table over a trail's log files: one partition an account, region and day.
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export function trailTable({ bucket, prefix, accounts, regions, days }: TrailTableProps): HiveTable {
  const location = `s3://${bucket}/${prefix}`;
  return {
    name: CLOUDTRAIL.name,
    description: CLOUDTRAIL.description,
    columns: hiveColumns(CLOUDTRAIL),
    partitions: [
      { name: "account", kind: "enum", values: accounts },
      { name: "region", kind: "enum", values: regions },
      { name: "day", kind: "days", range: days },
    ],
    format: {
      serde: "org.apache.hive.hcatalog.data.JsonSerDe",
      serdeParameters: {},
      // Takes a log file's records apart, and leaves what has no fixed form as text.
      inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
      outputFormat: TEXT_OUTPUT,
    },
    location,
    partitionLocation: `${location}${"${account}/CloudTrail/${region}/${day}/"}`,
  };
}
