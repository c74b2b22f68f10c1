import type { QuietHours } from "@palisade/engine/alerts/quiet-hours";
import type { DigestConfig } from "../config";
import type { Faults } from "../yaml/faults";
import type { Draft } from "../yaml/shape";
import type { YamlPath } from "../yaml/yaml-source";
import type { PalisadeFile } from "./schema";
import { skippedDay } from "./skipped-day";
import { checkTimeZone } from "./time-zone";

/** When the digest is written. Whoever lets alerts wait for it has asked for it; nobody else gets one unasked. */
export function resolveDigest(
  { digest }: Draft<PalisadeFile>,
  quietHours: QuietHours | undefined,
  now: number,
  faults: Faults,
): DigestConfig | undefined {
  if (digest === undefined) {
    if (quietHours === undefined) return undefined;
    const { to: at, timezone } = quietHours;
    if (!faults.under(["quietHours"])) warnOfSkippedDay({ at, timezone }, ["quietHours", "to"], now, faults);
    return { at, timezone };
  }
  if (digest === false) {
    if (quietHours === undefined) return undefined;
    const text =
      "no digest for the alerts of quietHours, got {got}, expected a time, since nobody would ever hear of them, fix: delete this key or quietHours";
    faults.add(["digest"], text);
    return undefined;
  }
  const { at = "", timezone = "UTC" } = digest;
  checkTimeZone(timezone, ["digest", "timezone"], faults);
  if (!faults.under(["digest"])) warnOfSkippedDay({ at, timezone }, ["digest", "at"], now, faults);
  return { at, timezone };
}

function warnOfSkippedDay({ at, timezone }: DigestConfig, where: YamlPath, now: number, faults: Faults): void {
  const day = skippedDay(at, timezone, now);
  if (day === undefined) return;
  faults.warn(
    where,
    `no time of the digest on ${day}, when the clock in ${timezone} is set forward past it, got {got}, expected a time of every day, fix: choose another hour, or what waits for that digest waits a day longer`,
  );
}
