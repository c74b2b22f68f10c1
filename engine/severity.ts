/** Lowest first; OCSF's names. */
export const SEVERITIES = ["informational", "low", "medium", "high", "critical"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Negative when `a` is less severe than `b`, zero when equal, positive when more severe. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
