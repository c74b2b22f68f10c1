import { createHash } from "node:crypto";
import type { Alert } from "./alert";

/**
 * The same for all alerts of one incident, and for nothing else: 32 hexadecimal digits, made of its dedup key and the start of
 * its window. An alert's own id is `<incident>.<number>`.
 */
export function incidentId({ id, match }: Pick<Alert, "id" | "match">): string {
  const windowStart = id.slice(0, id.lastIndexOf("."));
  return createHash("sha256").update(`${match.dedupKey}|${windowStart}`).digest("hex").slice(0, 32);
}

/** Unique among all alerts of a project, and equal where the same one is published twice. */
export function alertId(alert: Pick<Alert, "id" | "match">): string {
  return `${incidentId(alert)}${alert.id.slice(alert.id.lastIndexOf("."))}`;
}
