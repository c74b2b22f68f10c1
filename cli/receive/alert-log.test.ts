import { anAlert } from "../../testing/fixtures/alert-fixture";
import { received } from "../../testing/fixtures/received-alert-fixture";
import { AlertLog } from "./alert-log";

const kept = (n: number) =>
  ({ alert: received(anAlert({}, { id: `${n}.0` })), origin: "sns", receivedAt: n, bytes: 1000 }) as const;
const idOf = (n: number) => kept(n).alert.id;
const never = new AbortController().signal;

describe("AlertLog", () => {
  const logOf = (most: number, ...numbers: readonly number[]) => {
    const log = new AlertLog(most);
    for (const n of numbers) log.add(kept(n));
    return log;
  };
  const numbers = (log: AlertLog, after?: string) => log.after(after).map(({ receivedAt }) => receivedAt);

  it("keeps the last ones, each once", () => {
    const log = logOf(3, 1, 2, 3, 4);
    expect(log.add(kept(4))).toBe(false);
    expect(log.newestFirst().map(({ receivedAt }) => receivedAt)).toEqual([4, 3, 2]);
    expect(log.get(idOf(1))).toBeUndefined();
    expect(log.get(idOf(4))?.receivedAt).toBe(4);
  });

  it("keeps fewer when they are large, and always the last", () => {
    const log = new AlertLog(500);
    for (const n of [1, 2, 3]) log.add({ ...kept(n), bytes: 7 * 1024 * 1024 });
    expect(numbers(log)).toEqual([2, 3]);
    for (const n of [4, 5]) log.add(kept(n));
    expect(numbers(log)).toEqual([2, 3, 4, 5]);
  });

  it("gives what came after an alert, and all where that is gone", () => {
    const log = logOf(3, 1, 2, 3, 4);
    expect(numbers(log, idOf(3))).toEqual([4]);
    expect(numbers(log, idOf(4))).toEqual([]);
    expect(numbers(log, idOf(1))).toEqual([2, 3, 4]);
    expect(numbers(log)).toEqual([2, 3, 4]);
  });

  it("lets go of who waits: at the next alert, after a time, and at the signal", async () => {
    const log = logOf(3, 1);
    const next = log.waitForNext(60_000, never);
    log.add(kept(2));
    await next;
    await log.waitForNext(1, never);
    const ended = new AbortController();
    const last = log.waitForNext(60_000, ended.signal);
    ended.abort();
    await last;
    await log.waitForNext(60_000, ended.signal);
    expect(numbers(log)).toEqual([1, 2]);
  });
});
