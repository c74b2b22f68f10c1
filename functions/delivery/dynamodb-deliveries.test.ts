import { DeleteItemCommand, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { heldAlert } from "@palisade/engine/digest/held-alert";
import { describeDeliveryStore } from "../../testing/contracts/delivery-store-contract";
import { describeWithDynamoDb, type EmulatedTable } from "../../testing/emulators/dynamodb-emulator";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { INCIDENTS_TABLE } from "../platform/requirements";
import type { Budget } from "./delivery-store";
import { createDynamoDbDeliveries, digestKey, readDelivery } from "./dynamodb-deliveries";

const DAY = 24 * 60 * 60_000;

/** What DynamoDB does with expired items, and the emulator does not. */
async function expire({ client, table }: EmulatedTable, now: number): Promise<void> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  for (const { pk, expiresAt } of Items) {
    if (pk === undefined || Number(expiresAt?.N ?? Number.POSITIVE_INFINITY) * 1000 > now) continue;
    await client.send(new DeleteItemCommand({ TableName: table, Key: { pk } }));
  }
}

describeWithDynamoDb("deliveries in DynamoDB", (open) => {
  let emulated: EmulatedTable;
  let channels = 0;
  beforeAll(async () => {
    emulated = await open();
  }, 60_000);

  describeDeliveryStore(async (clock) => {
    return createDynamoDbDeliveries({ ...emulated, channel: `channel-${channels++}`, now: () => clock.now });
  });

  it("are one channel's own", async () => {
    const now = () => 0;
    const [one, two] = ["one", "two"].map((channel) => createDynamoDbDeliveries({ ...emulated, channel, now }));
    await one?.claim("a", 1000);
    expect(await two?.claim("a", 1000)).toEqual({ kind: "mine" });
  });

  it("can be looked at by others", async () => {
    const options = { ...emulated, channel: "watched" };
    const store = createDynamoDbDeliveries({ ...options, now: () => 0 });
    expect(await readDelivery(options, "a")).toBeUndefined();
    await store.claim("a", 1000);
    expect(await readDelivery(options, "a")).toEqual({ state: "sending" });
    await store.settle("a", { state: "refused", reason: "answered 404" });
    expect(await readDelivery(options, "a")).toEqual({ state: "refused", reason: "answered 404" });
  });

  it("put what waits for the digest where the index finds it when it is due, and out of the incidents' way", async () => {
    const { client, table } = emulated;
    const store = createDynamoDbDeliveries({ client, table, channel: "quiet", now: () => 5000 });
    const entry = heldAlert(received(anAlert()));
    await store.claim("a", 9000);
    await store.settle("a", { state: "held", until: 60_000, entry });
    const query = (open: string, at: number) =>
      client.send(
        new QueryCommand({
          TableName: table,
          IndexName: INCIDENTS_TABLE.index.name,
          KeyConditionExpression: "#open = :open AND dueAt <= :at",
          ExpressionAttributeNames: { "#open": "open" },
          ExpressionAttributeValues: { ":open": { S: open }, ":at": { N: String(at) } },
        }),
      );
    expect((await query(digestKey("quiet"), 60_000)).Items).toHaveLength(1);
    expect((await query(digestKey("quiet"), 59_999)).Items).toHaveLength(0);
    expect((await query("1", 60_000)).Items).toHaveLength(0);
  });

  it("know what an alert carries for as long as it may be in the queue, dead, and redriven, and again after each failure", async () => {
    let at = Date.parse("2026-03-02T11:30:00Z");
    const hour: Budget = { hour: Date.parse("2026-03-02T11:00:00Z"), lane: "others" };
    const store = createDynamoDbDeliveries({ ...emulated, channel: "folding", now: () => at });
    await store.claim("first", at + 1000);
    await store.take(hour, 1);
    for (const id of ["a", "b"]) {
      await store.claim(id, at + 1000);
      await store.fold(id, "high", hour);
    }
    for (const pause of [3, 42, 42]) {
      at += pause * DAY;
      await expire(emulated, at);
      expect(await store.claim("a", at + 1000)).toEqual({ kind: "folded", budget: hour });
      expect(await store.folds(hour)).toEqual({ carrier: "a", counts: { high: 2 } });
      expect(await store.claimFolds("a", hour, at + 1000)).toBe(true);
      await store.releaseFolds("a");
    }
  });
});
