import { createHash } from "node:crypto";
import { type AttributeValue, type DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { decodeElement, type Element, encodeElement } from "@palisade/engine/incidents/state/element";
import type { ElementTable, Slices } from "@palisade/engine/incidents/state/element-table";

export interface DynamoDbTableOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Item = Record<string, AttributeValue>;

const DAY = 24 * 60 * 60;
/** An update's expression ends at 4 KB; so many slices take a third of it. */
const SLICES_A_WRITE = 50;
const SLICE = /^s(-?\d+)$/;

const NO_SLICES: Slices = new Map();

/**
 * Items `{pk: "window#<sha256 of the key>", expiresAt, s<slice>: <binary set>, …}` in the incidents table. `ADD` to a set is atomic and
 * changes nothing the second time, so that detectors at work at once and events that come twice need neither locks nor marks, and it
 * answers with the whole item.
 */
export function createDynamoDbTable({ client, table, now }: DynamoDbTableOptions): ElementTable {
  const keyOf = (key: string): Item => ({ pk: { S: `window#${createHash("sha256").update(key).digest("hex")}` } });

  const addSome = async (key: string, additions: readonly (readonly [number, readonly Element[]])[], days: number) => {
    const sets = additions.map(([, elements], index) => [`:s${index}`, { BS: elements.map(encodeElement) }] as const);
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: keyOf(key),
        UpdateExpression: `SET expiresAt = :expiresAt ADD ${additions.map(([slice], index) => `${nameOf(slice)} :s${index}`).join(", ")}`,
        ExpressionAttributeValues: {
          ...Object.fromEntries(sets),
          ":expiresAt": { N: String(Math.floor(now() / 1000) + Math.ceil(days * DAY)) },
        },
        ReturnValues: "ALL_NEW",
      }),
    );
    return slicesOf(Attributes);
  };

  return {
    read: async (key) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }),
      );
      return slicesOf(Item);
    },
    add: async (key, additions, days) => {
      let slices = NO_SLICES;
      const all = [...additions];
      for (let from = 0; from < all.length; from += SLICES_A_WRITE) {
        slices = await addSome(key, all.slice(from, from + SLICES_A_WRITE), days);
      }
      return slices;
    },
    drop: async (key, slices) => {
      for (let from = 0; from < slices.length; from += SLICES_A_WRITE) {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(key),
            UpdateExpression: `REMOVE ${slices
              .slice(from, from + SLICES_A_WRITE)
              .map(nameOf)
              .join(", ")}`,
          }),
        );
      }
    },
  };
}

function nameOf(slice: number): string {
  return `s${slice}`;
}

function slicesOf(item: Item | undefined): Slices {
  const slices = new Map<number, readonly Element[]>();
  for (const [name, value] of Object.entries(item ?? {})) {
    const [, slice] = SLICE.exec(name) ?? [];
    if (slice !== undefined && value.BS) slices.set(Number(slice), value.BS.map(decodeElement));
  }
  return slices;
}
