import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { type DayCounts, readCount, startOf, type Tally } from "@palisade/engine/digest/day-counts";
import { KEPT_DAYS } from "@palisade/engine/incidents/lifetimes";
import type { DayStore } from "./day-store";

export interface DynamoDbDaysOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
}

type Item = Record<string, AttributeValue>;

const DAY = 24 * 60 * 60;

/** An expression ends at 4 KB. */
const MOST_AT_ONCE = 100;

const PREFIX = "day#";

function keyOf(day: string): Item {
  return { pk: { S: `${PREFIX}${day}` } };
}

/** Days in the incidents table: `{pk: "day#<YYYY-MM-DD>", "<counted>#<severity>#<detection>"…, expiresAt}`. */
export function createDynamoDbDays({ client, table }: DynamoDbDaysOptions): DayStore {
  const addSome = async (day: string, counters: readonly (readonly [string, number])[]) => {
    const adding = counters.map((_, index) => `#${index} :${index}`).join(", ");
    const names = counters.map(([name], index) => [`#${index}`, name]);
    const values = counters.map(([, number], index) => [`:${index}`, { N: String(number) }]);
    const expiry = Math.floor(startOf(day) / 1000) + KEPT_DAYS.day * DAY;
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: keyOf(day),
        UpdateExpression: `SET expiresAt = :expiry${adding && ` ADD ${adding}`}`,
        ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
        ExpressionAttributeValues: { ":expiry": { N: String(expiry) }, ...Object.fromEntries(values) },
      }),
    );
  };

  return {
    add: async (day, tally: Tally) => {
      const counters = Object.entries(tally);
      for (let from = 0; from === 0 || from < counters.length; from += MOST_AT_ONCE) {
        await addSome(day, counters.slice(from, from + MOST_AT_ONCE));
      }
    },
    read: async (days) => {
      const found: DayCounts[] = [];
      let keys = days.map(keyOf);
      while (keys.length > 0) {
        const input = { RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } };
        const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand(input));
        found.push(...(Responses?.[table] ?? []).map(dayIn));
        keys = UnprocessedKeys?.[table]?.Keys ?? [];
      }
      return found;
    },
  };
}

function dayIn(item: Item): DayCounts {
  const counts = Object.entries(item).flatMap(([name, value]) => {
    const count = value.N === undefined ? undefined : readCount(name, Number(value.N));
    return count ? [count] : [];
  });
  return { day: (item["pk"]?.S ?? "").slice(PREFIX.length), counts };
}
