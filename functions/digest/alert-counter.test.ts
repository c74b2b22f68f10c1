import type { Tally } from "@palisade/engine/digest/day-counts";
import type { Announcement } from "@palisade/engine/incidents/incident";
import { anAlert } from "../../testing/fixtures/alert-fixture";
import { createAlertCounter } from "./alert-counter";

const NOTE = { duplicatesPossible: false };
const NOW = Date.parse("2026-03-01T23:59:59Z");

function setUp(add: (day: string, tally: Tally) => Promise<void>, publish = async () => {}) {
  const logged: string[] = [];
  const log = (level: string, message: string) => logged.push(`${level} ${message}`);
  const { counting, saving } = createAlertCounter({ days: { add }, now: () => NOW, log });
  const counted = counting(publish);
  const handle = saving(async (announcements: readonly Announcement[]) => {
    for (const announcement of announcements) await counted(announcement, NOTE);
    return "done";
  });
  return { logged, counted, handle };
}

const OPENED = "opened#medium#s3.blocked-outside-allowlist";
const EVENTS = "events#medium#s3.blocked-outside-allowlist";

describe("the counter of alerts", () => {
  it("adds what an invocation sent to the UTC day, once", async () => {
    const added: [string, Tally][] = [];
    const { handle } = setUp(async (day, tally) => void added.push([day, tally]));
    const closed = anAlert({}, { kind: "closed", more: 4312 });
    expect(await handle([anAlert(), anAlert(), closed])).toBe("done");
    const more = { "closed#medium#s3.blocked-outside-allowlist": 1, "more#medium#s3.blocked-outside-allowlist": 4312 };
    expect(added).toEqual([["2026-03-01", { [OPENED]: 2, [EVENTS]: 4314, ...more }]]);
    await handle([]);
    await handle([anAlert()]);
    expect(added.slice(1)).toEqual([["2026-03-01", { [OPENED]: 1, [EVENTS]: 1 }]]);
  });

  it("counts nothing that was not published, and what was published before that", async () => {
    const added: Tally[] = [];
    let isFirst = true;
    const publish = async () => {
      if (!isFirst) throw new Error("no topic");
      isFirst = false;
    };
    const { handle } = setUp(async (_, tally) => void added.push(tally), publish);
    await expect(handle([anAlert(), anAlert()])).rejects.toThrow("no topic");
    expect(added).toEqual([{ [OPENED]: 1, [EVENTS]: 1 }]);
  });

  it("leaves alerts out that the table will count when it is back", async () => {
    const added: Tally[] = [];
    const { handle, counted } = setUp(async (_, tally) => void added.push(tally));
    await counted(anAlert(), { duplicatesPossible: true });
    await handle([]);
    expect(added).toEqual([]);
  });

  it("fails softly", async () => {
    const { handle, logged } = setUp(() => Promise.reject(new Error("no table")));
    expect(await handle([anAlert()])).toBe("done");
    expect(logged).toEqual(["WARN alerts not counted for the digest"]);
  });

  it("is not there where no digest is configured", () => {
    const { counting, saving } = createAlertCounter({ now: () => NOW, log: () => {} });
    const [publish, handle] = [async () => {}, async () => {}];
    expect(counting(publish)).toBe(publish);
    expect(saving(handle)).toBe(handle);
  });
});
