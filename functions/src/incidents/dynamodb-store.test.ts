import { describeWithDynamoDb } from "./dynamodb-emulator";
import { createDynamoDbStore } from "./dynamodb-store";
import { START } from "./match-fixture";
import { describeIncidentStore } from "./store-contract";

jest.setTimeout(60_000);

describeWithDynamoDb("createDynamoDbStore against moto_server", (open) => {
  describeIncidentStore("createDynamoDbStore", async () =>
    createDynamoDbStore({ ...(await open()), now: () => START }),
  );
});
