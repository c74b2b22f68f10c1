import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { INCIDENTS_TABLE } from "@palisade/functions/platform/requirements";
import { DEPLOY_ALERTING } from "../deploy-commands";
import { failIf, type Probe, unknown, withoutValue } from "../probe";

/** The incidents table is there, with the keys that the functions use. */
export const table: Probe = {
  id: "table",
  title: "the incidents table can be used",
  needs: ["identity"],
  look: async ({ config, aws }) => {
    const TableName = config.names.table;
    const subject = `table ${TableName}`;
    const [described, expiry] = await Promise.all([
      aws.ask("dynamodb", config.region, new DescribeTableCommand({ TableName })),
      aws.ask("dynamodb", config.region, new DescribeTimeToLiveCommand({ TableName })),
    ]);
    if (described.kind !== "found") return [withoutValue(described, subject, DEPLOY_ALERTING)];
    const { TableStatus, KeySchema = [], GlobalSecondaryIndexes = [] } = described.value.Table ?? {};
    const isKeyed = KeySchema.some(
      ({ AttributeName, KeyType }) => KeyType === "HASH" && AttributeName === INCIDENTS_TABLE.hashKey.name,
    );
    const index = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === INCIDENTS_TABLE.index.name);
    const problem =
      TableStatus !== "ACTIVE" && TableStatus !== "UPDATING"
        ? `is ${TableStatus ?? "in no state"}`
        : !isKeyed
          ? `has another key than ${INCIDENTS_TABLE.hashKey.name}`
          : index === undefined
            ? `has no index ${INCIDENTS_TABLE.index.name}, so incidents are never closed`
            : undefined;
    const expires =
      expiry.kind === "found"
        ? failIf(
            expiry.value.TimeToLiveDescription?.AttributeName === INCIDENTS_TABLE.timeToLive
              ? undefined
              : "keeps everything for ever: no time to live",
            `${subject}, time to live`,
            `by ${INCIDENTS_TABLE.timeToLive}`,
            DEPLOY_ALERTING,
          )
        : unknown(`${subject}, time to live`, expiry.kind === "unknown" ? expiry : { why: "not said" });
    return [failIf(problem, subject, "is active", DEPLOY_ALERTING), expires];
  },
};
