import { heldAlert } from "@palisade/engine/digest/held-alert";
import type { DeliveryStore } from "@palisade/functions/delivery/delivery-store";
import { anAlert } from "../fixtures/alert-fixture";
import { received } from "../fixtures/received-alert-fixture";

/** A store of its own for a channel, on a clock that can be set. */
export type OpenDeliveries = (clock: { now: number }) => Promise<DeliveryStore>;

const T = Date.parse("2026-03-02T11:15:00Z");
const HOUR = { hour: Date.parse("2026-03-02T11:00:00Z"), lane: "others" } as const;

/** What every store of deliveries does. */
export function describeDeliveryStore(open: OpenDeliveries): void {
  const setUp = async () => {
    const clock = { now: T };
    return { clock, store: await open(clock) };
  };

  it("lets one invocation at an alert, until it is done or its time is over", async () => {
    const { clock, store } = await setUp();
    expect(await store.claim("a", T + 1000)).toEqual({ kind: "mine" });
    expect(await store.claim("a", T + 1000)).toEqual({ kind: "busy", until: T + 1000 });
    clock.now = T + 1000;
    expect(await store.claim("a", T + 2000)).toEqual({ kind: "mine" });
    await store.settle("a", { state: "sent" });
    clock.now = T + 9000;
    expect(await store.claim("a", T + 10_000)).toEqual({ kind: "done" });
  });

  it("gives back what failed and what was refused, with the room it was given", async () => {
    const { store } = await setUp();
    await store.claim("a", T + 1000);
    await store.settle("a", { state: "failed", reason: "answered 500", budget: HOUR });
    expect(await store.claim("a", T + 1000)).toEqual({ kind: "mine", budget: HOUR });
    await store.settle("a", { state: "refused", reason: "answered 400" });
    expect(await store.claim("a", T + 1000)).toMatchObject({ kind: "mine" });
  });

  it("is done with what waits for the digest", async () => {
    const { store } = await setUp();
    await store.claim("a", T + 1000);
    await store.settle("a", { state: "held", until: T + 5000, entry: heldAlert(received(anAlert())) });
    expect(await store.claim("a", T + 1000)).toEqual({ kind: "done" });
  });

  it("has room for so many in an hour and lane", async () => {
    const { store } = await setUp();
    const taken = [];
    for (let index = 0; index < 4; index++) taken.push(await store.take(HOUR, 3));
    expect(taken).toEqual([true, true, true, false]);
    expect(await store.take({ ...HOUR, lane: "critical" }, 3)).toBe(true);
    expect(await store.take({ ...HOUR, hour: HOUR.hour + 3_600_000 }, 3)).toBe(true);
  });

  it("counts what is folded, and names who reports it", async () => {
    const { store } = await setUp();
    expect(await store.folds(HOUR)).toBeUndefined();
    for (const [id, severity] of [
      ["a", "medium"],
      ["b", "high"],
      ["c", "medium"],
    ] as const) {
      await store.claim(id, T + 1000);
      await store.fold(id, severity, HOUR);
    }
    expect(await store.claim("b", T + 1000)).toEqual({ kind: "folded", budget: HOUR });
    expect(await store.folds(HOUR)).toEqual({ carrier: "a", counts: { medium: 2, high: 1 } });
  });

  it("lets one invocation report what was folded", async () => {
    const { store } = await setUp();
    await store.claim("a", T + 1000);
    await store.fold("a", "low", HOUR);
    expect(await store.claimFolds("a", HOUR, T + 1000)).toBe(true);
    expect(await store.claimFolds("a", HOUR, T + 1000)).toBe(false);
    await store.releaseFolds("a");
    expect(await store.claimFolds("a", HOUR, T + 1000)).toBe(true);
    await store.settle("a", { state: "sent" });
    expect(await store.claimFolds("a", HOUR, T + 1000)).toBe(false);
    expect(await store.claim("a", T + 1000)).toEqual({ kind: "done" });
  });

  it("keeps messages apart", async () => {
    const { clock, store } = await setUp();
    expect(await store.pace(1000)).toBe(0);
    clock.now += 400;
    expect(await store.pace(1000)).toBe(600);
    clock.now += 600;
    expect(await store.pace(1000)).toBe(0);
    clock.now -= 3_600_000;
    expect(await store.pace(1000)).toBe(0);
  });

  it("remembers an incident's first thread", async () => {
    const { store } = await setUp();
    expect(await store.thread("i")).toBeUndefined();
    await store.keepThread("i", "1.1");
    await store.keepThread("i", "2.2");
    expect(await store.thread("i")).toBe("1.1");
  });

  it("remembers the latest time until which something is open", async () => {
    const { store } = await setUp();
    expect(await store.openUntil("i")).toBeUndefined();
    for (const until of [T + 1000, T + 3000, T + 2000]) await store.keepOpen("i", until);
    expect(await store.openUntil("i")).toBe(T + 3000);
    expect(await store.openUntil("j")).toBeUndefined();
  });
}
