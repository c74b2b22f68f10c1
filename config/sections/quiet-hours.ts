import type { QuietHours } from "@palisade/engine/alerts/quiet-hours";
import { SEVERITIES } from "@palisade/engine/severity";
import { keyed, oneOf } from "../fields/schema-builders";
import { timeOfDay } from "../fields/time-of-day";
import { checkTimeZone, timeZone } from "../fields/time-zone";
import type { Faults } from "../yaml/faults";
import { type DraftOf, defineSection } from "./section";

const quietHours = keyed({
  from: timeOfDay.describe("When they begin, in quotes."),
  to: timeOfDay.describe("When they end, in quotes; the next day where that is earlier than from."),
  timezone: timeZone("Name of the time zone, such as Europe/Berlin. Default: UTC."),
  below: oneOf(SEVERITIES.slice(1), "choose one of these")
    .optional()
    .describe("Alerts less severe than this wait for the digest. Default: high."),
});

const keys = {
  quietHours: quietHours.optional().describe("When less severe alerts wait for the digest instead of a channel."),
};

export type QuietHoursDraft = DraftOf<typeof keys>;

export interface QuietHoursPart {
  /** When less severe alerts wait for the digest; absent means never. */
  readonly quietHours?: QuietHours;
}

export const quietHoursSection = defineSection({
  keys,
  example: `
quietHours: { from: "20:00", to: "07:00", timezone: Europe/Berlin, below: high } # less severe alerts wait for the digest
`,
  affects: "the functions of the channels and the daily digest",
  guide: "guides/alerting.md",
});

export function resolveQuietHours({ quietHours }: QuietHoursDraft, faults: Faults): QuietHoursPart {
  if (quietHours === undefined) return {};
  const { from = "", to = "", timezone = "UTC", below = "high" } = quietHours;
  checkTimeZone(timezone, ["quietHours", "timezone"], faults);
  if (from !== "" && from === to) {
    const text =
      "as long as a day or no time at all, got {got}, expected another time than from, fix: correct one of them";
    faults.add(["quietHours", "to"], text);
  }
  return { quietHours: { from, to, timezone, below } };
}
