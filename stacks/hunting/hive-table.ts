/** A partition whose values Athena works out from the table itself, so that no one has to add partitions. */
export type ProjectedPartition =
  | { readonly name: string; readonly kind: "enum"; readonly values: readonly string[] }
  /** Days as folders, `2026/03/01`. */
  | { readonly name: string; readonly kind: "days"; readonly range: string };

/** What reads a line or a file into a row. */
export interface TableFormat {
  readonly serde: string;
  readonly serdeParameters: Readonly<Record<string, string>>;
  readonly inputFormat: string;
  readonly outputFormat: string;
}

/** An external table of Hive's kind, as Glue keeps and Athena reads it. */
export interface HiveTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Outermost first. */
  readonly partitions: readonly ProjectedPartition[];
  readonly format: TableFormat;
  /** Folder above all partitions, with a slash at its end. */
  readonly location: string;
  /** Folder of one partition, with `${name}` for a partition's value, and a slash at its end. */
  readonly partitionLocation: string;
}

export const TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

/** @see https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html */
export function tableProperties({ partitions, partitionLocation }: HiveTable): Readonly<Record<string, string>> {
  return {
    EXTERNAL: "TRUE",
    "projection.enabled": "true",
    ...Object.assign({}, ...partitions.map(projectionOf)),
    "storage.location.template": partitionLocation,
  };
}

function projectionOf(partition: ProjectedPartition): Readonly<Record<string, string>> {
  const prefix = `projection.${partition.name}`;
  if (partition.kind === "enum")
    return { [`${prefix}.type`]: "enum", [`${prefix}.values`]: partition.values.join(",") };
  return {
    [`${prefix}.type`]: "date",
    [`${prefix}.format`]: "yyyy/MM/dd",
    [`${prefix}.range`]: partition.range,
    [`${prefix}.interval`]: "1",
    [`${prefix}.interval.unit`]: "DAYS",
  };
}

/** The table as the statement that would make it, for another account or database. */
export function createTableText(table: HiveTable): string {
  const { name, description, columns, partitions, format, location } = table;
  const { EXTERNAL, ...properties } = tableProperties(table);
  return [
    `CREATE EXTERNAL TABLE IF NOT EXISTS \`${name}\` (`,
    columns.map((column) => `  \`${column.name}\` ${column.type}`).join(",\n"),
    ")",
    `COMMENT ${quoted(description)}`,
    `PARTITIONED BY (${partitions.map((partition) => `\`${partition.name}\` string`).join(", ")})`,
    `ROW FORMAT SERDE ${quoted(format.serde)}`,
    ...(Object.keys(format.serdeParameters).length === 0
      ? []
      : [`WITH SERDEPROPERTIES (${propertyList(format.serdeParameters)})`]),
    `STORED AS INPUTFORMAT ${quoted(format.inputFormat)}`,
    `OUTPUTFORMAT ${quoted(format.outputFormat)}`,
    `LOCATION ${quoted(location)}`,
    `TBLPROPERTIES (${propertyList(properties)})`,
  ].join("\n");
}

function propertyList(properties: Readonly<Record<string, string>>): string {
  const lines = Object.entries(properties).map(([key, value]) => `  ${quoted(key)} = ${quoted(value)}`);
  return `\n${lines.join(",\n")}\n`;
}

/** Hive reads escapes inside of its strings. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
