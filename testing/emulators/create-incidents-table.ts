import { CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { INCIDENTS_TABLE } from "@palisade/functions/platform/requirements";

/** Creates an empty incidents table with the keys and the index of the deployed one. */
export async function createIncidentsTable(client: DynamoDBClient, table: string): Promise<void> {
  const { hashKey, index } = INCIDENTS_TABLE;
  const attributes = [hashKey, index.hashKey, index.rangeKey];
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
      KeySchema: [{ AttributeName: hashKey.name, KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: index.name,
          KeySchema: [
            { AttributeName: index.hashKey.name, KeyType: "HASH" },
            { AttributeName: index.rangeKey.name, KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: index.projection },
        },
      ],
    }),
  );
}
