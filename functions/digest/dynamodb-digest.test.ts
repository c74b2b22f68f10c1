import { describeWithDynamoDb, type EmulatedTable } from "../../testing/emulators/dynamodb-emulator";
import { aHeldAlert, DAY, MORNING } from "../../testing/fixtures/digest-fixture";
import { createDynamoDbDeliveries } from "../delivery/dynamodb-deliveries";
import { createDynamoDbDays } from "./dynamodb-days";
import { createDynamoDbHeldAlerts } from "./dynamodb-held-alerts";

describeWithDynamoDb("the digest's part of the incidents table", (open) => {
  let emulated: EmulatedTable;
  beforeAll(async () => {
    emulated = await open();
  }, 60_000);

  it("adds to a day's numbers, also more of them than one expression holds, and knows on which days alerts were counted", async () => {
    const days = createDynamoDbDays(emulated);
    const many = Array.from({ length: 250 }, (_, index) => [`opened#low#s3.detection-${index}`, 1]);
    await days.add(DAY, Object.fromEntries(many));
    await Promise.all([1, 2, 3].map((number) => days.add(DAY, { "opened#low#s3.detection-7": number })));
    await days.add("2026-03-02", {});
    const found = await days.read([DAY, "2026-03-02", "2026-02-28"]);
    const byDay = new Map(found.map(({ day, counts }) => [day, counts]));
    expect([...byDay.keys()].sort()).toEqual([DAY, "2026-03-02"]);
    expect(byDay.get(DAY)).toHaveLength(250);
    expect(byDay.get(DAY)).toContainEqual({
      counted: "opened",
      severity: "low",
      detection: "s3.detection-7",
      number: 7,
    });
    expect(byDay.get("2026-03-02")).toEqual([]);
  });

  describe("what quiet hours held back", () => {
    const put = async (channel: string, number: number) => {
      const store = createDynamoDbDeliveries({ ...emulated, channel, now: () => MORNING });
      for (let index = 0; index < number; index++) {
        const { entry } = aHeldAlert({ summary: `for ${channel}, ${index}` });
        await store.claim(entry.id, MORNING + 1000);
        await store.settle(entry.id, { state: "held", until: MORNING + index, entry });
      }
    };

    it("waits by channel until it is cleared, and stays known to its channel", async () => {
      await put("team-slack", 3);
      await put("soc", 1);
      const held = createDynamoDbHeldAlerts(emulated);
      const { waiting, hasMore } = await held.waiting("team-slack");
      expect(waiting.map(({ entry }) => entry.summary).sort()).toEqual([0, 1, 2].map((n) => `for team-slack, ${n}`));
      expect(hasMore).toBe(false);
      await held.clear(waiting.map(({ key }) => key));
      expect(await held.waiting("team-slack")).toEqual({ waiting: [], hasMore: false });
      expect((await held.waiting("soc")).waiting).toHaveLength(1);
      const store = createDynamoDbDeliveries({ ...emulated, channel: "team-slack", now: () => MORNING });
      expect(await store.claim(waiting[0]?.entry.id ?? "", MORNING + 1000)).toEqual({ kind: "done" });
    });

    it("waits for the next digest where it is too much for one", async () => {
      await put("teams", 130);
      const held = createDynamoDbHeldAlerts({ ...emulated, most: 120 });
      const first = await held.waiting("teams");
      expect([first.waiting.length, first.hasMore]).toEqual([120, true]);
      await held.clear(first.waiting.map(({ key }) => key));
      const second = await held.waiting("teams");
      expect([second.waiting.length, second.hasMore]).toEqual([10, false]);
    }, 60_000);

    it("does not come back where it has expired meanwhile", async () => {
      await createDynamoDbHeldAlerts(emulated).clear(["delivery#expired"]);
      expect((await createDynamoDbHeldAlerts(emulated).waiting("soc")).waiting).toHaveLength(1);
    });
  });
});
