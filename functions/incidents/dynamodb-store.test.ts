import { describeIncidentStore } from "../../testing/contracts/store-contract";
import { describeWithDynamoDb } from "../../testing/emulators/dynamodb-emulator";
import { START } from "../../testing/fixtures/match-fixture";
import { createDynamoDbStore } from "./dynamodb-store";

jest.setTimeout(60_000);

describeWithDynamoDb("createDynamoDbStore against moto_server", (open) => {
  describeIncidentStore("createDynamoDbStore", async () =>
    createDynamoDbStore({ ...(await open()), now: () => START }),
  );
});
