import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { Construct } from "constructs";

export interface AthenaViewProps {
  /** As it is known after it exists. */
  readonly databaseName: string;
  /** The database's name as text, since the definition is encoded. */
  readonly schema: string;
  readonly name: string;
  readonly description: string;
  /** In Athena's SQL. */
  readonly query: string;
  /** In Hive's types, of text and whole numbers only. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** A query that is asked like a table, in the form in which Athena keeps its own `CREATE VIEW`. */
export class AthenaView extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { databaseName, schema, name, description, query, columns }: AthenaViewProps,
  ) {
    super(scope, id);
    const definition = {
      originalSql: query,
      catalog: "awsdatacatalog",
      schema,
      columns: columns.map((column) => ({ name: column.name, type: trinoType(column.type) })),
    };
    new GlueCatalogTable(this, "resource", {
      databaseName,
      name,
      description,
      tableType: "VIRTUAL_VIEW",
      parameters: { presto_view: "true", comment: "Presto View" },
      storageDescriptor: { columns: [...columns] },
      viewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(definition)).toString("base64")} */`,
      viewExpandedText: "/* Presto View */",
    });
  }
}

function trinoType(type: string): string {
  return type === "string" ? "varchar" : type;
}
