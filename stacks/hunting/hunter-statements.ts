import { arnOf, bucketArn, type Place } from "@palisade/engine/arn";
import type { Statement } from "../constructs/policy-document";
import { RESULTS_PREFIX } from "./query-workgroup";

/** A bucket with logs, and the objects in it that are read. */
export interface LogSource {
  readonly bucket: string;
  /** The keys that are read, with `*`. */
  readonly keys: string;
}

/** The key that logs are encrypted with: its ARN, or the alias of one whose ARN is not known here. */
export type LogKey =
  | { readonly kind: "arn"; readonly arn: string }
  | { readonly kind: "alias"; readonly alias: string };

export interface HunterProps {
  readonly place: Place;
  readonly workgroup: string;
  readonly database: string;
  readonly tables: readonly string[];
  readonly resultsBucket: string;
  /** Encrypts results. */
  readonly resultsKeyArn: string | undefined;
  readonly logs: readonly LogSource[];
  readonly logKey: LogKey | undefined;
}

/**
 * What people need to ask questions in one workgroup, and nothing else. Logs, tables and keys are theirs only by way of Athena, whose
 * workgroup limits what a query reads; results they may fetch themselves.
 * @see https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
 */
export function hunterStatements(props: HunterProps): readonly Statement[] {
  const { place, workgroup, database, tables, resultsBucket } = props;
  const viaAthena = { "ForAnyValue:StringEquals": { "aws:CalledVia": "athena.amazonaws.com" } };
  const results = bucketArn({ bucket: resultsBucket, partition: place.partition });
  const buckets = [...new Set(props.logs.map(({ bucket }) => bucket))];
  return [
    {
      Sid: "Ask",
      Effect: "Allow",
      Action: [
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:GetNamedQuery",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "athena:GetQueryRuntimeStatistics",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:ListQueryExecutions",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      Resource: arnOf(place, "athena", `workgroup/${workgroup}`),
    },
    {
      Sid: "LookAround",
      Effect: "Allow",
      Action: [
        "athena:GetDataCatalog",
        "athena:GetDatabase",
        "athena:GetTableMetadata",
        "athena:ListDatabases",
        "athena:ListTableMetadata",
      ],
      Resource: arnOf(place, "athena", "datacatalog/AwsDataCatalog"),
    },
    {
      // The console's lists of what there is to choose from; AWS knows no narrower resource for them.
      Sid: "ListChoices",
      Effect: "Allow",
      Action: ["athena:ListDataCatalogs", "athena:ListEngineVersions", "athena:ListWorkGroups"],
      Resource: "*",
    },
    {
      Sid: "FindTables",
      Effect: "Allow",
      Action: ["glue:GetDatabase", "glue:GetPartitions", "glue:GetTable", "glue:GetTables"],
      // Athena looks for the default database too, whatever it is asked.
      Resource: [
        arnOf(place, "glue", "catalog"),
        arnOf(place, "glue", "database/default"),
        arnOf(place, "glue", `database/${database}`),
        ...tables.map((table) => arnOf(place, "glue", `table/${database}/${table}`)),
      ],
      Condition: viaAthena,
    },
    {
      Sid: "FindLogs",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket"],
      Resource: buckets.map((bucket) => bucketArn({ bucket, partition: place.partition })),
      Condition: viaAthena,
    },
    {
      Sid: "ReadLogs",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: props.logs.map(({ bucket, keys }) => `${bucketArn({ bucket, partition: place.partition })}/${keys}`),
      Condition: viaAthena,
    },
    {
      Sid: "KeepResults",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
      Resource: `${results}/${RESULTS_PREFIX}*`,
    },
    {
      Sid: "FindResults",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: results,
    },
    ...keyStatements(props),
  ];
}

/** S3 asks for the keys, so their reach ends where that of the objects does. */
function keyStatements({ place, logKey, resultsKeyArn }: HunterProps): readonly Statement[] {
  const domain = place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const viaS3 = { StringEquals: { "kms:ViaService": `s3.${place.region}.${domain}` } };
  const statements: Statement[] = [];
  if (logKey !== undefined) {
    const key =
      logKey.kind === "arn"
        ? { Resource: logKey.arn, Condition: viaS3 }
        : {
            // A key's ARN holds an id that AWS chose; its alias says which of them it is.
            Resource: arnOf(place, "kms", "key/*"),
            Condition: { ...viaS3, "ForAnyValue:StringEquals": { "kms:ResourceAliases": logKey.alias } },
          };
    statements.push({ Sid: "DecryptLogs", Effect: "Allow", Action: "kms:Decrypt", ...key });
  }
  if (resultsKeyArn !== undefined) {
    const actions = ["kms:Decrypt", "kms:GenerateDataKey"];
    statements.push({
      Sid: "EncryptResults",
      Effect: "Allow",
      Action: actions,
      Resource: resultsKeyArn,
      Condition: viaS3,
    });
  }
  return statements;
}
