import type { QuietHours } from "../functions/contract";
import type { DigestConfig } from "./config";
import type { Faults } from "./faults";
import type { PalisadeFile } from "./schema";
import type { Draft } from "./shape";
import { checkTimeZone } from "./time-zone";

/** When the digest is written. Whoever lets alerts wait for it has asked for it; nobody else gets one unasked. */
export function resolveDigest(
  { digest }: Draft<PalisadeFile>,
  quietHours: QuietHours | undefined,
  faults: Faults,
): DigestConfig | undefined {
  if (digest === undefined) return quietHours && { at: quietHours.to, timezone: quietHours.timezone };
  if (digest === false) {
    if (quietHours === undefined) return undefined;
    const text =
      "no digest for the alerts of quietHours, got {got}, expected a time, since nobody would ever hear of them, fix: delete this key or quietHours";
    faults.add(["digest"], text);
    return undefined;
  }
  const { at = "", timezone = "UTC" } = digest;
  checkTimeZone(timezone, ["digest", "timezone"], faults);
  return { at, timezone };
}
