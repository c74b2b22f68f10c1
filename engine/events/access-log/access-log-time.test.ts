import fc from "fast-check";
import { parseAccessLogTime } from "./access-log-time";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number) => String(value).padStart(2, "0");

describe("parseAccessLogTime", () => {
  it.each([
    ["06/Feb/2026:00:00:38 +0000", "2026-02-06T00:00:38.000Z"],
    ["10/Feb/2012:16:42:07 -0500", "2012-02-10T21:42:07.000Z"],
    ["10/Feb/2012:16:42:07 +0530", "2012-02-10T11:12:07.000Z"],
    ["29/Feb/2024:23:59:59 +0000", "2024-02-29T23:59:59.000Z"],
    ["31/Dec/2016:23:59:60 +0000", "2017-01-01T00:00:00.000Z"],
  ])("reads %s", (text, iso) => {
    expect(new Date(parseAccessLogTime(text) ?? Number.NaN).toISOString()).toBe(iso);
  });

  it("reads every second there is", () => {
    const date = fc.date({ min: new Date("2006-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(date, (at) => {
        const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
        const text = `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
        expect(parseAccessLogTime(text)).toBe(Math.floor(at.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each([
    "",
    "-",
    "06/Feb/2026:00:00:38",
    "31/Feb/2026:00:00:38 +0000",
    "29/Feb/2026:00:00:38 +0000",
    "00/Feb/2026:00:00:38 +0000",
    "32/Jan/2026:00:00:38 +0000",
    "06/ebM/2026:00:00:38 +0000",
    "06/Foo/2026:00:00:38 +0000",
    "06/Feb/2026:24:00:38 +0000",
    "06/Feb/2026:00:60:38 +0000",
    "06/Feb/2026:00:00:61 +0000",
    "xx/Feb/2026:00:00:38 +0000",
    "06/Feb/20x6:00:00:38 +0000",
    "06/Feb/2026:0a:00:38 +0000",
    "06/Feb/2026:00:00:38 *0000",
    "06/Feb/2026:00:00:38 +00x0",
    "06/Feb/2026:00:00:38 +9900",
    "06-Feb-2026:00:00:38 +0000",
    "06/Feb/2026 00:00:38 +0000",
    "06/Feb/2026:00-00:38 +0000",
    "06/Feb/2026:00:00-38 +0000",
    "06/Feb/2026:00:00:38Z+0000",
  ])("takes %s for no time", (text) => {
    expect(parseAccessLogTime(text)).toBeUndefined();
  });
});
