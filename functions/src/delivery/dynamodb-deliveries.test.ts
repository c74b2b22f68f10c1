import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { anAlert } from "../alerts/alert-fixture";
import { received } from "../alerts/received-alert-fixture";
import { describeWithDynamoDb, type EmulatedTable } from "../incidents/dynamodb-emulator";
import { INCIDENTS_TABLE } from "../platform/requirements";
import { asideAlert } from "./delivery-store";
import { describeDeliveryStore } from "./delivery-store-contract";
import { createDynamoDbDeliveries, digestKey, readDelivery } from "./dynamodb-deliveries";

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
    const entry = asideAlert(received(anAlert()));
    await store.claim("a", 9000);
    await store.settle("a", { state: "aside", until: 60_000, entry });
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
});
