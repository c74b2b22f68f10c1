import { nextTime, type QuietHours, quietUntil } from "./quiet-hours";

const berlin: QuietHours = { from: "20:00", to: "07:00", timezone: "Europe/Berlin", below: "high" };
const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

describe("quietUntil", () => {
  it.each([
    ["at the first minute", "19:00:00", "2026-03-03T06:00:00.000Z"],
    ["before midnight", "22:59:59", "2026-03-03T06:00:00.000Z"],
    ["after midnight", "00:30:00", "2026-03-02T06:00:00.000Z"],
    ["in the last minute", "05:59:59", "2026-03-02T06:00:00.000Z"],
  ])("keeps a mild alert back %s", (_, time, until) => {
    expect(new Date(quietUntil(berlin, "medium", at(time)) ?? 0).toISOString()).toBe(until);
  });

  it.each(["06:00:00", "12:00:00", "18:59:59"])("lets it out at %s UTC", (time) => {
    expect(quietUntil(berlin, "medium", at(time))).toBeUndefined();
  });

  it("keeps nothing grave back, and nothing at all without quiet hours", () => {
    expect(quietUntil(berlin, "high", at("22:00:00"))).toBeUndefined();
    expect(quietUntil(undefined, "informational", at("22:00:00"))).toBeUndefined();
  });

  it("follows the clock into summer", () => {
    expect(quietUntil(berlin, "low", Date.parse("2026-07-01T18:00:00Z"))).toBe(Date.parse("2026-07-02T05:00:00Z"));
  });

  it("knows quiet hours of one day", () => {
    const noon: QuietHours = { from: "12:00", to: "13:30", timezone: "UTC", below: "critical" };
    expect(quietUntil(noon, "high", at("12:00:00"))).toBe(at("13:30:00"));
    expect(quietUntil(noon, "high", at("13:30:00"))).toBeUndefined();
    expect(quietUntil(noon, "high", at("11:59:59"))).toBeUndefined();
  });
});

describe("nextTime", () => {
  it.each([
    ["07:00", "2026-03-01T23:10:30Z", "2026-03-02T06:00:00.000Z"],
    ["07:00", "2026-03-02T06:00:30Z", "2026-03-02T06:00:00.000Z"],
    ["07:00", "2026-03-28T20:00:00Z", "2026-03-29T05:00:00.000Z"],
    ["07:00", "2026-10-24T20:00:00Z", "2026-10-25T06:00:00.000Z"],
  ])("of %s after %s is %s, also where the clock is changed in between", (clock, now, expected) => {
    expect(new Date(nextTime(clock, "Europe/Berlin", Date.parse(now))).toISOString()).toBe(expected);
  });
});
