import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { HeldAlert } from "@palisade/engine/digest/held-alert";
import type { WaitingAlert } from "@palisade/engine/digest/held-alerts";
import { digestKey } from "../delivery/dynamodb-deliveries";
import { INCIDENTS_TABLE } from "../platform/requirements";
import type { HeldAlertStore } from "./held-alert-store";

export interface DynamoDbHeldAlertsOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Most alerts of a channel in one digest. */
  readonly most?: number;
}

type Item = Record<string, AttributeValue>;

/** What DynamoDB reads at once. */
const BATCH = 100;
const AT_ONCE = 25;

/** What quiet hours held back, as `createDynamoDbDeliveries` keeps it: in the index `open` until it is cleared. */
export function createDynamoDbHeldAlerts({ client, table, most = 5000 }: DynamoDbHeldAlertsOptions): HeldAlertStore {
  const keysOf = async (channel: string): Promise<readonly string[]> => {
    const keys: string[] = [];
    let from: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: INCIDENTS_TABLE.index.name,
          KeyConditionExpression: "#open = :open",
          ExpressionAttributeNames: { "#open": INCIDENTS_TABLE.index.hashKey.name },
          ExpressionAttributeValues: { ":open": { S: digestKey(channel) } },
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      keys.push(...(page.Items ?? []).flatMap(({ pk }) => (pk?.S === undefined ? [] : [pk.S])));
      from = page.LastEvaluatedKey;
    } while (from !== undefined && keys.length <= most);
    return keys;
  };

  const read = async (some: readonly string[]): Promise<readonly WaitingAlert[]> => {
    const found: WaitingAlert[] = [];
    let keys: Item[] = some.map((pk) => ({ pk: { S: pk } }));
    while (keys.length > 0) {
      const input = { RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } };
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand(input));
      found.push(...(Responses?.[table] ?? []).flatMap(waitingAlertIn));
      keys = UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return found;
  };

  const clearOne = async (key: string): Promise<void> => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: key } },
          UpdateExpression: "REMOVE #open, dueAt, entry",
          // One that has expired meanwhile must not come back as an empty one.
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeNames: { "#open": INCIDENTS_TABLE.index.hashKey.name },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };

  return {
    waiting: async (channel) => {
      const keys = await keysOf(channel);
      const waiting: WaitingAlert[] = [];
      for (const part of inParts(keys.slice(0, most), BATCH)) waiting.push(...(await read(part)));
      return { waiting, hasMore: keys.length > most };
    },
    clear: async (keys) => {
      for (const part of inParts(keys, AT_ONCE)) await Promise.all(part.map(clearOne));
    },
  };
}

function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** The index may be a moment out of date, and then there is no entry any longer. */
function waitingAlertIn({ pk, entry }: Item): readonly WaitingAlert[] {
  if (pk?.S === undefined || entry?.S === undefined) return [];
  return [{ key: pk.S, entry: JSON.parse(entry.S) as HeldAlert }];
}
