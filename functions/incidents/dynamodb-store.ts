import { createHash } from "node:crypto";
import type { AttributeValue, CancellationReason, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { KEPT_DAYS } from "@palisade/engine/incidents/lifetimes";
import type {
  IncidentState,
  IncidentStore,
  SaveRequest,
  SaveResult,
  StoredIncident,
} from "@palisade/engine/incidents/store";
import { dueAt } from "@palisade/engine/incidents/store";
import { INCIDENTS_TABLE } from "../platform/requirements";

export interface DynamoDbStoreOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Item = Record<string, AttributeValue>;

const DAY = 24 * 60 * 60;

// Hashed, since a key of DynamoDB ends at 2,048 bytes and an object's name or a mangled event id need not.
function hashKey(kind: "incident" | "event", text: string): Item {
  return { pk: { S: `${kind}#${createHash("sha256").update(text).digest("hex")}` } };
}

function expiresAt(now: number, days: number): AttributeValue {
  return { N: String(Math.floor(now / 1000) + days * DAY) };
}

/**
 * `{pk: "incident#<sha256 of the dedup key>", version, state: <IncidentState as JSON>, expiresAt, open?: "1", dueAt?}`; the last two
 * only while something has yet to be announced, which is what the sparse index `open` holds.
 */
function incidentItem(state: IncidentState, version: number, now: number): Item {
  const due = dueAt(state);
  return {
    ...hashKey("incident", state.incident.dedupKey),
    version: { N: String(version) },
    state: { S: JSON.stringify(state) },
    expiresAt: expiresAt(now, KEPT_DAYS.incident),
    ...(due !== undefined && { open: { S: "1" }, dueAt: { N: String(due) } }),
  };
}

function parseItem(item: Item | undefined): StoredIncident | undefined {
  const text = item?.["state"]?.S;
  if (text === undefined) return undefined;
  return { state: JSON.parse(text) as IncidentState, version: Number(item?.["version"]?.N) };
}

/** The incident's reason comes first, then those of the marks in the order of the ids; anything but a failed condition or a race is thrown. */
function readCancellation(error: unknown, newEventIds: readonly string[]): SaveResult {
  if (!(error instanceof TransactionCanceledException)) {
    // One Put without marks fails under a name of its own, and a race may do so as well.
    const isRace = error instanceof Error && RACES.has(error.name);
    if (isRace) return { kind: "conflict" };
    throw error;
  }
  const [incident, ...marks] = (error.CancellationReasons ?? []).map(({ Code }: CancellationReason) => Code ?? "None");
  if (incident === CONDITION_FAILED) return { kind: "conflict" };
  const codes = [incident, ...marks].filter((code) => code !== "None");
  const eventIds = newEventIds.filter((_, index) => marks[index] === CONDITION_FAILED);
  if (eventIds.length > 0) return { kind: "seen", eventIds };
  if (codes.length > 0 && codes.every((code) => code === "TransactionConflict")) return { kind: "conflict" };
  throw error;
}

const CONDITION_FAILED = "ConditionalCheckFailed";
const RACES: ReadonlySet<string> = new Set(["ConditionalCheckFailedException", "TransactionConflictException"]);

/** Incidents in a DynamoDB table with the keys of `INCIDENTS_TABLE`; versions lock optimistically. */
export function createDynamoDbStore({ client, table, now }: DynamoDbStoreOptions): IncidentStore {
  const get = async (key: Item) => {
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return parseItem(Item);
  };

  const putIncident = ({ state, expectedVersion }: SaveRequest) => ({
    TableName: table,
    Item: incidentItem(state, (expectedVersion ?? 0) + 1, now()),
    ...(expectedVersion === undefined
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "#version = :version",
          ExpressionAttributeNames: { "#version": "version" },
          ExpressionAttributeValues: { ":version": { N: String(expectedVersion) } },
        }),
  });

  const putMark = (detection: string, eventId: string) => ({
    TableName: table,
    Item: { ...hashKey("event", `${detection}|${eventId}`), expiresAt: expiresAt(now(), KEPT_DAYS.event) },
    ConditionExpression: "attribute_not_exists(pk)",
  });

  const write = async (request: SaveRequest) => {
    const { state, newEventIds } = request;
    if (newEventIds.length === 0) return client.send(new PutItemCommand(putIncident(request)));
    const puts = [putIncident(request), ...newEventIds.map((id) => putMark(state.incident.detection, id))];
    return client.send(new TransactWriteItemsCommand({ TransactItems: puts.map((Put) => ({ Put })) }));
  };

  return {
    load: (dedupKey) => get(hashKey("incident", dedupKey)),
    save: async (request) => {
      try {
        await write(request);
      } catch (error) {
        return readCancellation(error, request.newEventIds);
      }
      return { kind: "saved", version: (request.expectedVersion ?? 0) + 1 };
    },
    async *due(at) {
      let from: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: INCIDENTS_TABLE.index.name,
            KeyConditionExpression: "#open = :open AND #due <= :now",
            ExpressionAttributeNames: { "#open": "open", "#due": "dueAt" },
            ExpressionAttributeValues: { ":open": { S: "1" }, ":now": { N: String(at) } },
            ...(from && { ExclusiveStartKey: from }),
          }),
        );
        for (const { pk } of page.Items ?? []) {
          const stored = pk && (await get({ pk }));
          if (stored) yield stored;
        }
        from = page.LastEvaluatedKey;
      } while (from);
    },
  };
}
