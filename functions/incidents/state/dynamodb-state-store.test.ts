import { describeStateStore } from "../../../testing/contracts/state-contract";
import { describeWithDynamoDb } from "../../../testing/emulators/dynamodb-emulator";
import { START } from "../../../testing/fixtures/match-fixture";
import { createDynamoDbStateStore } from "./dynamodb-state-store";

jest.setTimeout(120_000);

const YEAR = 365 * 24 * 60 * 60_000;

describeWithDynamoDb("createDynamoDbStateStore against moto_server", (open) => {
  describeStateStore("createDynamoDbStateStore", async () => {
    const emulated = await open();
    return () => createDynamoDbStateStore({ ...emulated, now: () => START + YEAR });
  });
});
