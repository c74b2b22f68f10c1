const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/;

/** Milliseconds since the epoch; a timestamp without zone is UTC, as everywhere in AWS, and never the laptop's own time. */
export function parseEventTime(value: unknown): number | undefined {
  if (typeof value !== "string" || value.length > 40) return undefined;
  const parts = TIMESTAMP.exec(value);
  if (!parts) return undefined;
  const time = Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? "Z"}`);
  return Number.isNaN(time) ? undefined : time;
}
