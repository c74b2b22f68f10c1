const AS_CLOUDTRAIL_WRITES = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/;

/** Milliseconds since the epoch; a timestamp without zone is UTC, as everywhere in AWS, and never the laptop's own time. */
export function parseEventTime(value: unknown): number | undefined {
  if (typeof value !== "string" || value.length > 40) return undefined;
  if (AS_CLOUDTRAIL_WRITES.test(value)) return timeOf(value);
  const parts = TIMESTAMP.exec(value);
  if (!parts) return undefined;
  return timeOf(`${parts[1]}T${parts[2]}${parts[3] ?? "Z"}`);
}

function timeOf(timestamp: string): number | undefined {
  const time = Date.parse(timestamp);
  return Number.isNaN(time) ? undefined : time;
}
