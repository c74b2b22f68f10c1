import { describeIncidentStore } from "../../testing/contracts/store-contract";
import { createMemoryStore } from "./memory-store";
import type { IncidentStore } from "./store";

describeIncidentStore("createMemoryStore", async () => createMemoryStore());

/** Every call takes a moment, so that others come in between. */
function slow(store: IncidentStore): IncidentStore {
  const moment = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
  return {
    ...store,
    load: async (dedupKey) => {
      const stored = await store.load(dedupKey);
      await moment();
      return stored;
    },
    save: async (request) => {
      await moment();
      return store.save(request);
    },
  };
}

describeIncidentStore("createMemoryStore with others in between", async () => slow(createMemoryStore()));
