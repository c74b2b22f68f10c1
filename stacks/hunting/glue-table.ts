import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { Construct } from "constructs";
import { terraformLiteral } from "../constructs/terraform-literal";
import { type HiveTable, tableProperties } from "./hive-table";

export interface GlueTableProps {
  readonly databaseName: string;
  readonly table: HiveTable;
}

/** A table in Glue's catalog, which Athena searches. */
export class GlueTable extends Construct {
  constructor(scope: Construct, id: string, { databaseName, table }: GlueTableProps) {
    super(scope, id);
    const { format } = table;
    new GlueCatalogTable(this, "resource", {
      databaseName,
      name: table.name,
      description: table.description,
      tableType: "EXTERNAL_TABLE",
      parameters: literals(tableProperties(table)),
      partitionKeys: table.partitions.map(({ name }) => ({ name, type: "string" })),
      storageDescriptor: {
        columns: table.columns.map(({ name, type }) => ({ name, type })),
        location: table.location,
        inputFormat: format.inputFormat,
        outputFormat: format.outputFormat,
        serDeInfo: { serializationLibrary: format.serde, parameters: literals(format.serdeParameters) },
      },
    });
  }
}

function literals(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, terraformLiteral(text)]));
}
