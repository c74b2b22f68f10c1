import { createMemoryStateStore, createStateStore } from "@palisade/engine/incidents/state/create-state-store";
import type { StateStore } from "@palisade/engine/incidents/state/state-store";
import { createDynamoDbTable, type DynamoDbTableOptions } from "./dynamodb-table";

/** What the memory that stands in for the table may hold. */
const STAND_IN_CAPACITY = 10_000;

/**
 * State in the incidents table. While that is out of reach, what this process sees is counted in memory, so that people are alerted to a storm all
 * the same, and the candidates stay failed until the table has counted them.
 */
export function createDynamoDbStateStore(options: DynamoDbTableOptions): StateStore {
  const store = createStateStore({ table: createDynamoDbTable(options), now: options.now });
  return withStandIn(store, createMemoryStateStore({ capacity: STAND_IN_CAPACITY }));
}

function withStandIn(store: StateStore, standIn: StateStore): StateStore {
  return {
    promote: async (candidates) => {
      const { promoted, failures } = await store.promote(candidates);
      if (failures.size === 0) return { promoted, failures };
      const byStandIn = await standIn.promote([...failures.keys()]);
      return { promoted: new Map([...promoted, ...byStandIn.promoted]), failures };
    },
  };
}
