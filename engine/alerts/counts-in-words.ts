import { SEVERITIES, type Severity } from "../severity";

/** As in `3 high, 20 medium`, gravest first. */
export function countsInWords(counts: Readonly<Partial<Record<Severity, number>>>): string {
  return SEVERITIES.toReversed()
    .flatMap((severity) => (counts[severity] ? [`${counts[severity].toLocaleString("en-US")} ${severity}`] : []))
    .join(", ");
}
