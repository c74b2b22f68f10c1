import { createHash } from "node:crypto";
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { KEPT_DAYS } from "@palisade/engine/incidents/lifetimes";
import { SEVERITIES } from "@palisade/engine/severity";
import type { Budget, Claim, DeliveryStore, Folds, Settlement } from "./delivery-store";

export interface DynamoDbDeliveriesOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Name of the channel. */
  readonly channel: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What became of an alert in one channel. */
export interface Delivery {
  readonly state: "sending" | "folded" | Settlement["state"];
  /** Of the last failure. */
  readonly reason?: string;
}

type Item = Record<string, AttributeValue>;
type Update = Pick<UpdateItemCommandInput, "UpdateExpression" | "ConditionExpression"> & {
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
};

const DAY = 24 * 60 * 60;

/** The index `open` of the incidents table holds what waits for a channel's digest under this, and when it is due. */
export function digestKey(channel: string): string {
  return `digest#${channel}`;
}

/**
 * Deliveries in the incidents table:
 *
 * - `{pk: "delivery#<sha256 of channel and alert id>", state, channel, alert, attempts, changedAt, leaseUntil?, reason?, hour?, lane?, expiresAt}`,
 *   and where the alert waits for the digest also `{open: "digest#<channel>", dueAt, entry: <HeldAlert as JSON>}`, so that the index
 *   `open` finds it;
 * - `{pk: "rate#<channel>#<lane>#<hour>", sent, <severity>…, carrier?, expiresAt}` and `{pk: "pace#<channel>", lastAt}`;
 * - `{pk: "thread#<sha256 of channel and incident>", thread, expiresAt}`;
 * - `{pk: "told#<sha256 of channel and key>", openUntil, expiresAt}`.
 */
export function createDynamoDbDeliveries({ client, table, channel, now }: DynamoDbDeliveriesOptions): DeliveryStore {
  const hashed = (kind: string, id: string) => keyOf(kind, channel, id);
  const delivery = (alertId: string) => hashed("delivery", alertId);
  const rate = ({ hour, lane }: Budget): Item => ({ pk: { S: `rate#${channel}#${lane}#${hour}` } });
  const expiry = (days: number) => num(Math.floor(now() / 1000) + days * DAY);

  const inputOf = (key: Item, { names, values, ...update }: Update) => ({
    TableName: table,
    Key: key,
    ...update,
    ...(names && { ExpressionAttributeNames: { ...names } }),
    ...(values && { ExpressionAttributeValues: values }),
  });

  /** What the item was before; `refused` where its condition did not hold. */
  const update = async (key: Item, change: Update): Promise<{ readonly refused: boolean; readonly old: Item }> => {
    try {
      const input = {
        ...inputOf(key, change),
        ReturnValues: "ALL_OLD",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      } as const;
      const { Attributes = {} } = await client.send(new UpdateItemCommand(input));
      return { refused: false, old: Attributes };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { refused: true, old: error.Item ?? (await read(key)) ?? {} };
    }
  };

  const read = async (key: Item): Promise<Item | undefined> => {
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item;
  };

  return {
    claim: async (alertId, until) => {
      const { refused, old } = await update(delivery(alertId), {
        UpdateExpression:
          "SET #state = :sending, leaseUntil = :until, channel = :channel, alert = :alert, changedAt = :now, expiresAt = :expiry ADD attempts :one",
        ConditionExpression:
          "attribute_not_exists(pk) OR #state = :failed OR #state = :refused OR (#state = :sending AND leaseUntil <= :now)",
        names: { "#state": "state" },
        values: {
          ":sending": text("sending"),
          ":failed": text("failed"),
          ":refused": text("refused"),
          ":until": num(until),
          ":channel": text(channel),
          ":alert": text(alertId),
          ":now": num(now()),
          ":expiry": expiry(KEPT_DAYS.delivery),
          ":one": num(1),
        },
      });
      return claimOf(refused, old);
    },
    claimFolds: async (carrier, budget, until) => {
      const { refused } = await update(delivery(carrier), {
        UpdateExpression: "SET leaseUntil = :until, expiresAt = :expiry",
        ConditionExpression: "#state = :folded AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now)",
        names: { "#state": "state" },
        values: {
          ":folded": text("folded"),
          ":until": num(until),
          ":now": num(now()),
          ":expiry": expiry(KEPT_DAYS.delivery),
        },
      });
      if (refused) return false;
      // Should it fail once more and be redriven once more, its counts must still be there.
      await update(rate(budget), {
        UpdateExpression: "SET expiresAt = :expiry",
        ConditionExpression: "attribute_exists(pk)",
        values: { ":expiry": expiry(KEPT_DAYS.delivery) },
      });
      return true;
    },
    releaseFolds: async (carrier) => {
      await update(delivery(carrier), { UpdateExpression: "REMOVE leaseUntil" });
    },
    settle: async (alertId, settlement) => {
      await update(delivery(alertId), settling(settlement, channel, now()));
    },
    take: async (budget, cap) => {
      const { refused } = await update(rate(budget), {
        UpdateExpression: "SET expiresAt = :expiry ADD sent :one",
        ConditionExpression: "attribute_not_exists(sent) OR sent < :cap",
        values: { ":expiry": expiry(KEPT_DAYS.delivery), ":one": num(1), ":cap": num(cap) },
      });
      return !refused;
    },
    fold: async (alertId, severity, budget) => {
      const marking = inputOf(delivery(alertId), {
        UpdateExpression: "SET #state = :folded, #hour = :hour, lane = :lane REMOVE leaseUntil",
        ConditionExpression: "#state = :sending",
        names: { "#state": "state", "#hour": "hour" },
        values: {
          ":folded": text("folded"),
          ":sending": text("sending"),
          ":hour": num(budget.hour),
          ":lane": text(budget.lane),
        },
      });
      const counting = inputOf(rate(budget), {
        UpdateExpression: "SET carrier = if_not_exists(carrier, :alert) ADD #severity :one",
        names: { "#severity": severity },
        values: { ":alert": text(alertId), ":one": num(1) },
      });
      const TransactItems = [marking, counting].map(({ UpdateExpression = "", ...rest }) => ({
        Update: { ...rest, UpdateExpression },
      }));
      await client.send(new TransactWriteItemsCommand({ TransactItems }));
    },
    folds: async (budget) => foldsOf(await read(rate(budget))),
    pace: async (intervalMs) => {
      const at = now();
      const { refused, old } = await update(
        { pk: { S: `pace#${channel}` } },
        {
          UpdateExpression: "SET lastAt = :now",
          ConditionExpression: "attribute_not_exists(lastAt) OR lastAt <= :free OR lastAt > :ahead",
          // A clock that was ahead must not hold up the channel.
          values: { ":now": num(at), ":free": num(at - intervalMs), ":ahead": num(at + intervalMs) },
        },
      );
      return refused ? Math.max(numberOf(old["lastAt"]) + intervalMs - at, 1) : 0;
    },
    thread: async (incident) => (await read(hashed("thread", incident)))?.["thread"]?.S,
    keepThread: async (incident, thread) => {
      await update(hashed("thread", incident), {
        UpdateExpression: "SET thread = :thread, expiresAt = :expiry",
        ConditionExpression: "attribute_not_exists(pk)",
        values: { ":thread": text(thread), ":expiry": expiry(KEPT_DAYS.thread) },
      });
    },
    openUntil: async (about) => {
      const until = (await read(hashed("told", about)))?.["openUntil"];
      return until && numberOf(until);
    },
    keepOpen: async (about, until) => {
      await update(hashed("told", about), {
        UpdateExpression: "SET openUntil = :until, expiresAt = :expiry",
        ConditionExpression: "attribute_not_exists(openUntil) OR openUntil < :until",
        values: { ":until": num(until), ":expiry": expiry(KEPT_DAYS.thread) },
      });
    },
  };
}

/** Looks an alert's delivery up without claiming it; undefined where the channel's function has not had it yet. */
export async function readDelivery(
  { client, table, channel }: Omit<DynamoDbDeliveriesOptions, "now">,
  alertId: string,
): Promise<Delivery | undefined> {
  const Key = keyOf("delivery", channel, alertId);
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  const state = STATES.find((one) => storedState(one) === Item?.["state"]?.S);
  const reason = Item?.["reason"]?.S;
  return state && { state, ...(reason !== undefined && { reason }) };
}

const STATES = ["sending", "folded", "sent", "failed", "refused", "held"] as const;

/** The table's word for an alert that is held back: items of earlier versions have it. */
function storedState(state: Delivery["state"]): string {
  return state === "held" ? "aside" : state;
}

function keyOf(kind: string, channel: string, id: string): Item {
  return { pk: { S: `${kind}#${createHash("sha256").update(`${channel}|${id}`).digest("hex")}` } };
}

function text(S: string): AttributeValue {
  return { S };
}

function num(value: number): AttributeValue {
  return { N: String(value) };
}

function numberOf(value: AttributeValue | undefined): number {
  return Number(value?.N ?? 0);
}

function budgetOf(item: Item): Budget | undefined {
  const lane = item["lane"]?.S;
  if (item["hour"] === undefined || (lane !== "critical" && lane !== "others")) return undefined;
  return { hour: numberOf(item["hour"]), lane };
}

function claimOf(refused: boolean, old: Item): Claim {
  const budget = budgetOf(old);
  if (!refused) return { kind: "mine", ...(budget && { budget }) };
  const state = old["state"]?.S;
  if (state === "folded" && budget !== undefined) return { kind: "folded", budget };
  return state === "sending" ? { kind: "busy", until: numberOf(old["leaseUntil"]) } : { kind: "done" };
}

/** The severities that were counted; undefined before anything was folded. */
function foldsOf(item: Item | undefined): Folds | undefined {
  const carrier = item?.["carrier"]?.S;
  if (carrier === undefined) return undefined;
  const counts = SEVERITIES.flatMap((severity) => (item?.[severity] ? [[severity, numberOf(item[severity])]] : []));
  return { carrier, counts: Object.fromEntries(counts) };
}

/** One update for every end of a claim, which also removes what only another end has. */
function settling(settlement: Settlement, channel: string, now: number): Update {
  const names: Record<string, string> = { "#state": "state" };
  const values: Item = { ":state": text(storedState(settlement.state)), ":now": num(now) };
  const sets = ["#state = :state", "changedAt = :now"];
  const set = (name: string, placeholder: string, value: AttributeValue) => {
    sets.push(`${name} = ${placeholder}`);
    values[placeholder] = value;
  };
  if ("reason" in settlement) set("reason", ":reason", text(settlement.reason));
  if (settlement.state === "failed" && settlement.budget) {
    names["#hour"] = "hour";
    set("#hour", ":hour", num(settlement.budget.hour));
    set("lane", ":lane", text(settlement.budget.lane));
  }
  if (settlement.state === "held") {
    // In the index of incidents with alerts still to be sent, under a key of its own.
    names["#open"] = "open";
    set("#open", ":open", text(digestKey(channel)));
    set("dueAt", ":due", num(settlement.until));
    set("entry", ":entry", text(JSON.stringify(settlement.entry)));
  }
  const leftOver = ["leaseUntil", ...("reason" in settlement ? [] : ["reason"])];
  return { UpdateExpression: `SET ${sets.join(", ")} REMOVE ${leftOver.join(", ")}`, names, values };
}
