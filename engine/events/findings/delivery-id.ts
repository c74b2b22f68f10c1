import { createHash } from "node:crypto";

/** EventBridge's ids are 36 characters long; a much longer one would not fit a table's key. */
const LONGEST_ID = 128;

/** One id for one delivery of one finding; parts that are absent count as such. */
export function deliveryId(id: string | undefined, parts: readonly unknown[]): string {
  if (id !== undefined && id.length <= LONGEST_ID) return id;
  const text = JSON.stringify([id ?? null, ...parts.map((part) => (typeof part === "object" ? null : part))]);
  return `sha256-${createHash("sha256").update(text).digest("hex")}`;
}
