import { withinTime } from "./time-limit";

it("gives the work's outcome, good or bad", async () => {
  await expect(withinTime(Promise.resolve(7), 60_000)).resolves.toBe(7);
  await expect(withinTime(Promise.reject(new Error("broken")), 60_000)).rejects.toThrow("broken");
});

it("gives up work that does not end", async () => {
  await expect(withinTime(new Promise(() => undefined), 1)).rejects.toThrow("took longer than 1 ms");
});
