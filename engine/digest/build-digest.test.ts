import { aDay, aDigest, aHeldAlert, anOpenIncident, DAY, MORNING, QUIET } from "../../testing/fixtures/digest-fixture";
import { START } from "../../testing/fixtures/match-fixture";
import { LATENESS } from "../incidents/store";
import { daysAfter } from "./day-counts";

const BULK = "opened#medium#s3.bulk-download";

describe("a digest's numbers", () => {
  it("are those of the last UTC day that is over, and apart from them what came since", () => {
    const { day, counts } = aDigest({
      days: [
        aDay(DAY, {
          [BULK]: 10,
          "opened#high#s3.x": 2,
          "raised#high#s3.x": 1,
          "events#high#s3.x": 5000,
          "more#high#s3.x": 4988,
        }),
        aDay("2026-03-02", { "opened#low#s3.x": 3, "events#low#s3.x": 3 }),
      ],
    });
    expect(day).toBe(DAY);
    const bySeverity = { medium: 10, high: 2 };
    expect(counts?.day).toEqual({ incidents: 12, bySeverity, raised: 1, events: 5000, more: 4988 });
    expect(counts?.sinceMidnight).toMatchObject({ incidents: 3, events: 3 });
  });

  it("compare a week with the week before, as far as alerts were counted", () => {
    const days = QUIET.days?.map(({ day }) => aDay(day, { [BULK]: day > daysAfter(DAY, -7) ? 3 : 6 }));
    expect(aDigest({ days }).counts?.trend).toMatchObject({ week: { incidents: 21 }, before: { incidents: 42 } });
    const trend = (number: number) => aDigest({ days: days?.slice(0, number) }).counts?.trend;
    expect(trend(7)).toEqual({ week: expect.objectContaining({ incidents: 21 }) });
    expect(trend(9)).toMatchObject({ before: { incidents: 12 }, countedSince: daysAfter(DAY, -8) });
    expect(trend(13)).toMatchObject({ countedSince: daysAfter(DAY, -12) });
    expect(trend(14)).not.toHaveProperty("countedSince");
  });

  it("take no day for a quiet one on which alerts were not counted", () => {
    expect(aDigest({ days: [aDay("2026-03-02")] }).counts).not.toHaveProperty("day");
    expect(aDigest().counts?.day).toMatchObject({ incidents: 0 });
    expect(aDigest({ days: undefined })).not.toHaveProperty("counts");
  });
});

describe("the noisiest detections", () => {
  it("are the five with the most incidents of the week, each with what would quiet it", () => {
    const many = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`opened#low#s3.detection-${n}`, 4 + n]));
    const { noisiest } = aDigest({
      days: [
        aDay(DAY, {
          ...many,
          [BULK]: 20,
          "events#medium#s3.bulk-download": 90,
          "opened#critical#s3.policy-made-public": 4,
        }),
        aDay(daysAfter(DAY, -7), { [BULK]: 8 }),
      ],
    });
    expect(noisiest.map(({ detection, incidents }) => `${detection} ${incidents}`)).toEqual([
      "s3.bulk-download 20",
      "s3.detection-5 9",
      "s3.detection-4 8",
      "s3.detection-3 7",
      "s3.detection-2 6",
    ]);
    expect(noisiest[0]).toEqual({
      detection: "s3.bulk-download",
      title: "Many bytes were read from a bucket",
      incidents: 20,
      events: 90,
      before: 8,
      hints: [
        "suppressions: silence one caller or bucket until a day, with {detection: s3.bulk-download, when: {actor: ...}}",
        "detections: {s3.bulk-download: {threshold: 200}}, instead of 100",
        "detections: {s3.bulk-download: {dedupMinutes: 240}}, instead of 60, for fewer and larger incidents",
        "detections: {s3.bulk-download: {enabled: false}}, if nobody needs it",
      ],
    });
  });

  it("are advised by what they are", () => {
    const hintsOf = (id: string) => aDigest({ days: [aDay(DAY, { [`opened#medium#${id}`]: 9 })] }).noisiest[0]?.hints;
    expect(hintsOf("s3.blocked-outside-allowlist")?.[0]).toMatch(/^perimeters\.NAME\.allow: /);
    expect(hintsOf("s3.blocked-outside-allowlist")?.join()).not.toContain("dedupMinutes");
    expect(hintsOf("s3.policy-made-public")?.join()).not.toContain("enabled");
    expect(hintsOf("palisade.suppression-expired")).toEqual([expect.stringContaining("until")]);
    expect(hintsOf("s3.no-longer-there")).toEqual([]);
  });
});

describe("alerts that were held back", () => {
  it("are one line an incident, for however many channels, gravest and latest first", () => {
    const opened = aHeldAlert({ dedupKey: "a", time: START }, "low");
    const closed = {
      ...opened,
      entry: { ...opened.entry, id: `${opened.entry.incident}.1`, kind: "closed", count: 40 },
    } as const;
    const [older, graver] = [
      aHeldAlert({ dedupKey: "b", time: START - 1 }, "low"),
      aHeldAlert({ dedupKey: "c" }, "medium"),
    ];
    const { held } = aDigest({
      held: {
        "team-slack": { waiting: [older, opened, graver], hasMore: false },
        soc: { waiting: [opened, closed], hasMore: true },
        teams: undefined,
      },
    });
    expect(held.shown.map(({ incident, count }) => [incident, count])).toEqual([
      [graver.entry.incident, 1],
      [opened.entry.incident, 40],
      [older.entry.incident, 1],
    ]);
    expect(held).toMatchObject({ count: 3, bySeverity: { low: 2, medium: 1 }, hasMore: true, unknown: ["teams"] });
  });
});

describe("open incidents", () => {
  it("are counted, the gravest five shown, and told apart from those that should be closed", () => {
    const incidents = ["low", "critical", "low", "medium", "low", "low"].map((severity, index) =>
      anOpenIncident(index + 1, { severity: severity as "low" }),
    );
    const end = incidents[0]?.state.incident.endsAt ?? 0;
    const at = (now: number) => aDigest({ open: { incidents, hasMore: false }, now }).open;
    expect(at(end)?.gravest.map(({ severity, untold }) => `${severity} ${untold}`)).toEqual([
      "critical 2",
      "medium 4",
      "low 6",
      "low 5",
      "low 3",
    ]);
    expect(at(end + LATENESS)).toMatchObject({ count: 6, overdue: 0 });
    expect(at(end + LATENESS + 30 * 60_000)).toMatchObject({ count: 6, overdue: 6 });
    expect(aDigest({ open: undefined })).not.toHaveProperty("open");
  });
});

describe("what has to be looked after", () => {
  it("are suppressions that have ended, and those that end within a week", () => {
    const day = 24 * 60 * 60_000;
    const suppression = { detection: "s3.bulk-download", reason: "backup", owner: "ops", when: {} };
    const suppressions = [0, 1, 7 * day, 7 * day + 1].map((after) => ({ ...suppression, until: MORNING + after }));
    const { expired, expiring } = aDigest({}, { suppressions });
    expect(expired).toEqual([suppressions[0]]);
    expect(expiring).toEqual(suppressions.slice(1, 3));
  });

  it("are alarms, queues with dead letters, and whatever did not answer", () => {
    const { health } = aDigest({
      alarms: undefined,
      deadLetters: { a: { queue: "a", messages: 0 }, b: { queue: "b", messages: 2 }, c: undefined },
    });
    expect(health).toEqual({ deadLetters: [{ queue: "b", messages: 2 }], unknown: ["c"] });
  });
});
