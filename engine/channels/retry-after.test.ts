import { readRetryAfter } from "./retry-after";

const now = Date.parse("2026-03-01T10:00:00Z");

describe("readRetryAfter", () => {
  it.each([
    ["0", 0],
    ["30", 30_000],
    [" 1.5 ", 1500],
    ["Sun, 01 Mar 2026 10:02:00 GMT", 120_000],
    ["Sun, 01 Mar 2026 09:00:00 GMT", 0],
    ["999999999", 39_600_000],
    ["Fri, 01 Jan 2100 00:00:00 GMT", 39_600_000],
  ])("reads %p as %d ms", (header, ms) => expect(readRetryAfter(header, now)).toBe(ms));

  it.each([undefined, "", "soon", "-5", "1e9", "2026-03-01", "Sun", "NaN", "9".repeat(400)])(
    "reads nothing in %p",
    (header) => expect(readRetryAfter(header, now)).toBeUndefined(),
  );
});
