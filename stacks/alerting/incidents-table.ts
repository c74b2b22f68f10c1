import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";

interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N";
}

export interface IncidentsTableProps {
  readonly name: string;
  readonly hashKey: KeyAttribute;
  /** Sparse: holds the incidents that someone has yet to be told about. */
  readonly index: {
    readonly name: string;
    readonly hashKey: KeyAttribute;
    readonly rangeKey: KeyAttribute;
    readonly projection: "ALL" | "KEYS_ONLY";
  };
  /** Attribute with the moment of expiry, in seconds since the epoch. */
  readonly timeToLive: string;
  /** Absent means a key that AWS owns. */
  readonly keyArn?: string;
}

/** Incidents and the ids of the events they counted: on demand, with point-in-time recovery. */
export class IncidentsTable extends Construct {
  readonly arn: string;
  readonly indexArn: string;
  /** Known after it exists. */
  readonly tableName: string;

  constructor(scope: Construct, id: string, props: IncidentsTableProps) {
    super(scope, id);
    const { hashKey, index, keyArn } = props;
    const table = new DynamodbTable(this, "resource", {
      name: props.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: hashKey.name,
      attribute: [hashKey, index.hashKey, index.rangeKey].map(({ name, type }) => ({ name, type })),
      globalSecondaryIndex: [
        {
          name: index.name,
          hashKey: index.hashKey.name,
          rangeKey: index.rangeKey.name,
          projectionType: index.projection,
        },
      ],
      ttl: { attributeName: props.timeToLive, enabled: true },
      pointInTimeRecovery: { enabled: true },
      ...(keyArn !== undefined && { serverSideEncryption: { enabled: true, kmsKeyArn: keyArn } }),
    });
    this.arn = table.arn;
    this.indexArn = `${table.arn}/index/${index.name}`;
    this.tableName = table.name;
  }
}
