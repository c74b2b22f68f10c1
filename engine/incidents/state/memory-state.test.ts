import { describeStateStore } from "../../../testing/contracts/state-contract";
import { createStateStore } from "./create-state-store";
import { createMemoryTable } from "./memory-table";

describeStateStore("a store of state in memory", async () => {
  const table = createMemoryTable();
  return () => createStateStore({ table });
});
