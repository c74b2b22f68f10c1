import type { QuietHours } from "@palisade/engine/alerts/quiet-hours";
import * as z from "zod";
import { keyed, say } from "../fields/schema-builders";
import { timeOfDay } from "../fields/time-of-day";
import { checkTimeZone, timeZone } from "../fields/time-zone";
import type { Faults } from "../yaml/faults";
import type { YamlPath } from "../yaml/yaml-source";
import { type DraftOf, defineSection } from "./section";
import { skippedDay } from "./skipped-day";

const notDigest = say({
  what: "not a digest",
  expected: 'false, or a time such as {at: "07:00", timezone: Europe/Berlin}',
  fix: "write the time in quotes, or leave digest out",
});

const digest = z.union(
  [
    keyed({
      at: timeOfDay.describe("When it is written, in quotes."),
      timezone: timeZone("Name of the time zone, such as Europe/Berlin. Default: UTC."),
    }),
    z.literal(false, { error: notDigest }),
  ],
  { error: notDigest },
);

const keys = {
  digest: digest
    .optional()
    .describe(
      "When a summary of the day is sent, to people and default channels; or false. Default: at the end of quietHours, without these false.",
    ),
};

export type DigestDraft = DraftOf<typeof keys>;

export interface DigestConfig {
  /** `HH:MM`, on the clock of the time zone. */
  readonly at: string;
  /** A name of the IANA database. */
  readonly timezone: string;
}

export interface DigestPart {
  /** When the daily digest is written; absent means never. */
  readonly digest?: DigestConfig;
}

export const digestSection = defineSection({
  keys,
  example: `
digest: { at: "07:00", timezone: Europe/Berlin } # daily, by e-mail and to the default channels; default: at the end of quietHours, without these false
`,
  affects: "the alerting stack and the function that writes the digest",
  guide: "guides/alerting.md",
});

/** When the digest is written. Quiet hours ask for it; without them it is sent only on request. */
export function resolveDigest(
  { digest }: DigestDraft,
  quietHours: QuietHours | undefined,
  now: number,
  faults: Faults,
): DigestPart {
  if (digest === undefined) {
    if (quietHours === undefined) return {};
    const { to: at, timezone } = quietHours;
    if (!faults.under(["quietHours"])) warnOfSkippedDay({ at, timezone }, ["quietHours", "to"], now, faults);
    return { digest: { at, timezone } };
  }
  if (digest === false) {
    if (quietHours === undefined) return {};
    const text =
      "no digest for the alerts of quietHours, got {got}, expected a time, since no one would ever see them, fix: delete this key or quietHours";
    faults.add(["digest"], text);
    return {};
  }
  const { at = "", timezone = "UTC" } = digest;
  checkTimeZone(timezone, ["digest", "timezone"], faults);
  if (!faults.under(["digest"])) warnOfSkippedDay({ at, timezone }, ["digest", "at"], now, faults);
  return { digest: { at, timezone } };
}

function warnOfSkippedDay({ at, timezone }: DigestConfig, where: YamlPath, now: number, faults: Faults): void {
  const day = skippedDay(at, timezone, now);
  if (day === undefined) return;
  faults.warn(
    where,
    `no time of the digest on ${day}, when the clock in ${timezone} is set forward past it, got {got}, expected a time of every day, fix: choose another hour, or what waits for that digest waits a day longer`,
  );
}
