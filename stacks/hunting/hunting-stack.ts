import { AthenaNamedQuery } from "@cdktf/provider-aws/lib/athena-named-query";
import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { ACCESS_LOGS } from "@palisade/engine/hunts/sql/tables";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import type { HuntingConfig } from "../../config/sections/hunting";
import { policyDocument } from "../constructs/policy-document";
import { terraformLiteral } from "../constructs/terraform-literal";
import { PalisadeStack } from "../palisade-stack";
import { accessLogTables, type LogTables } from "./access-log-tables";
import { AthenaView } from "./athena-view";
import { GlueTable } from "./glue-table";
import { createTableText } from "./hive-table";
import { huntQueries, unreadLines } from "./hunt-queries";
import { hunterStatements, type LogKey } from "./hunter-statements";
import { QueryWorkgroup } from "./query-workgroup";
import { trailTable } from "./trail-table";

/** Tables over the logs, the workgroup in which Athena searches them, and what lets people do so. */
export class HuntingStack extends PalisadeStack {
  private readonly hunting: HuntingConfig;
  private readonly tables: LogTables;
  private readonly databaseName: string;

  constructor(scope: Construct, id: string, config: PalisadeConfig, hunting: HuntingConfig) {
    super(scope, id, config);
    this.hunting = hunting;
    this.keepState();
    const { names } = config;
    const accessLogs = accessLogTables(config);
    this.tables = { ...accessLogs, tables: [trailTable({ ...hunting.trailLogs, ...hunting }), ...accessLogs.tables] };
    this.databaseName = new GlueCatalogDatabase(this, "database", {
      name: names.huntingDatabase,
      description: "Logs that palisade hunt searches with Athena",
    }).name;
    for (const table of this.tables.tables) {
      new GlueTable(this, `table-${table.name}`, { databaseName: this.databaseName, table });
    }
    if (this.tables.view) {
      const { databaseName } = this;
      new AthenaView(this, "view", { databaseName, schema: names.huntingDatabase, ...this.tables.view });
    }
    const workgroup = this.addWorkgroup();
    this.addQueries(workgroup);
    this.addPolicy();
  }

  private addWorkgroup(): string {
    const { kms, names } = this.config;
    return new QueryWorkgroup(this, "workgroup", {
      name: names.huntingWorkgroup,
      description: "Where palisade hunt searches logs",
      place: this.home,
      resultsBucket: this.hunting.resultsBucket,
      retentionDays: this.hunting.resultsRetentionDays,
      bytesPerQuery: this.hunting.bytesPerQuery,
      ...(kms.kind === "key" && { keyArn: kms.arn }),
    }).name;
  }

  private addQueries(workgroup: string): void {
    const { tables, view } = this.tables;
    const names = [...tables, ...(view ? [view] : [])].map(({ name }) => name);
    const queries = [
      ...huntQueries(this.config, names),
      ...(names.includes(ACCESS_LOGS.name) ? [unreadLines()] : []),
      ...tables.map((table) => ({
        name: `create-table-${table.name}`,
        description: `The statement that would make the table ${table.name}, for another account or database`,
        sql: createTableText(table),
      })),
    ];
    for (const { name, description, sql } of queries) {
      new AthenaNamedQuery(this, `query-${name}`, {
        name,
        description,
        workgroup,
        database: this.databaseName,
        query: terraformLiteral(sql),
      });
    }
  }

  private addPolicy(): void {
    const { names, kms } = this.config;
    const { resultsBucket, trailLogs } = this.hunting;
    const { view, tables } = this.tables;
    const policy = new IamPolicy(this, "policy", {
      name: names.huntingPolicy,
      description: `Lets people search logs in Athena's workgroup ${names.huntingWorkgroup}`,
      policy: policyDocument(
        hunterStatements({
          place: this.home,
          workgroup: names.huntingWorkgroup,
          database: names.huntingDatabase,
          tables: [...tables, ...(view ? [view] : [])].map(({ name }) => name),
          resultsBucket,
          resultsKeyArn: kms.kind === "key" ? kms.arn : undefined,
          logs: [
            { bucket: trailLogs.bucket, keys: `${trailLogs.prefix}*/CloudTrail/*` },
            ...this.tables.buckets.map((bucket) => ({ bucket, keys: `${this.home.account}/*` })),
          ],
          logKey: this.trailKey(),
        }),
      ),
    });
    new TerraformOutput(this, "hunters-policy", {
      description: "IAM policy to attach to the roles, or to name in the permission sets, of people who hunt",
      value: policy.arn,
    });
  }

  private trailKey(): LogKey | undefined {
    const { trail, kms, names } = this.config;
    const { keyArn } = this.hunting.trailLogs;
    if (trail.kind === "existing") return keyArn === undefined ? undefined : { kind: "arn", arn: keyArn };
    if (kms.kind === "create") return { kind: "alias", alias: `${names.keyAlias}-trail` };
    return kms.kind === "key" ? { kind: "arn", arn: kms.arn } : undefined;
  }
}
