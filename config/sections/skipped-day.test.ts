import { skippedDay } from "./skipped-day";

const NOW = Date.parse("2026-01-15T12:00:00Z");

describe("skippedDay", () => {
  it.each([
    ["02:30", "Europe/Berlin", "2026-03-29"],
    ["02:00", "Europe/Berlin", "2026-03-29"],
    ["02:15", "America/New_York", "2026-03-08"],
    ["02:30", "Australia/Sydney", "2026-10-04"],
    ["02:15", "Australia/Lord_Howe", "2026-10-04"],
  ])("finds that a clock jumps over %s in %s", (clock, zone, day) => {
    expect(skippedDay(clock, zone, NOW)).toBe(day);
  });

  it.each([
    ["03:00", "Europe/Berlin"],
    ["01:59", "Europe/Berlin"],
    ["07:00", "America/New_York"],
    ["02:45", "Australia/Lord_Howe"],
    ["02:30", "UTC"],
    ["02:30", "Asia/Kolkata"],
    ["02:30", "Asia/Tokyo"],
  ])("finds that %s in %s is there every day", (clock, zone) => {
    expect(skippedDay(clock, zone, NOW)).toBeUndefined();
  });

  it("looks a year ahead, from a day on which the clock is set forward too", () => {
    expect(skippedDay("02:30", "Europe/Berlin", Date.parse("2026-03-29T12:00:00Z"))).toBe("2026-03-29");
    expect(skippedDay("02:30", "Europe/Berlin", Date.parse("2026-03-30T12:00:00Z"))).toBe("2027-03-28");
  });
});
