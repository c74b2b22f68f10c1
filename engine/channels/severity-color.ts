import type { Severity } from "../severity";

const COLORS: Readonly<Record<Severity, string>> = {
  critical: "#8e0e1d",
  high: "#d1242f",
  medium: "#e28a00",
  low: "#2f7bd6",
  informational: "#7a828c",
};

/** `#rrggbb` */
export function severityColor(severity: Severity): string {
  return COLORS[severity];
}
