import { createStateStore } from "./create-state-store";
import { createMemoryTable } from "./memory-table";
import { describeStateStore } from "./state-contract";

describeStateStore("a store of state in memory", async () => {
  const table = createMemoryTable();
  return () => createStateStore({ table });
});
