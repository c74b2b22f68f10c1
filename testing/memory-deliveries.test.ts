import { describeDeliveryStore } from "./contracts/delivery-store-contract";
import { createMemoryDeliveries } from "./memory-deliveries";

describe("deliveries in memory", () => {
  describeDeliveryStore(async (clock) => createMemoryDeliveries(() => clock.now));
});
