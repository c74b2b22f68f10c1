import { parseEventTime } from "./event-time";

const NOON = Date.UTC(2026, 2, 1, 12, 0, 0);

describe("parseEventTime", () => {
  it.each([
    ["2026-03-01T12:00:00Z"],
    ["2026-03-01T12:00:00"],
    ["2026-03-01 12:00:00"],
    ["2026-03-01 12:00:00.000000000"],
    ["2026-03-01T13:00:00+01:00"],
  ])("reads %s, as UTC where no zone is named", (text) => {
    expect(parseEventTime(text)).toBe(NOON);
  });

  it.each([
    [undefined],
    [null],
    [1_772_366_400_000],
    [""],
    ["..."],
    ["yesterday"],
    ["2026-13-01T12:00:00Z"],
    ["2".repeat(1e5)],
    [{}],
  ])("refuses %p", (value) => {
    expect(parseEventTime(value)).toBeUndefined();
  });
});
