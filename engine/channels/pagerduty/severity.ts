import type { Severity } from "../../severity";

export type PagerDutySeverity = "critical" | "error" | "warning" | "info";

const SEVERITIES: Readonly<Record<Severity, PagerDutySeverity>> = {
  critical: "critical",
  high: "error",
  medium: "warning",
  low: "info",
  informational: "info",
};

export function pagerDutySeverity(severity: Severity): PagerDutySeverity {
  return SEVERITIES[severity];
}
