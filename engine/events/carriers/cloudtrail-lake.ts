import { isFields, textOf } from "../fields";
import { type Carrier, contentOf, doesNotHold, holds, holdsNone, LOG_FILES } from "./carrier";

const FLATTENED = `a record whose fields were flattened to text, as CloudTrail Lake and Athena answer, ${LOG_FILES}`;

/** An answer of a query of CloudTrail Lake, a row of it, or an event that a store holds. */
const lake: Carrier = (value) => {
  const { QueryResultRows: rows } = value;
  if (Array.isArray(rows)) return holds(...rows.map(merged));
  const category = value["eventCategory"];
  if (category === "ActivityAuditLog") return holdsNone("an event from outside AWS in CloudTrail Lake");
  if (category === "ConfigurationItem")
    return holdsNone("a configuration item in CloudTrail Lake, which is not a call");
  const event =
    contentOf(value["eventData"]) ??
    contentOf(value["eventdata"]) ??
    contentOf(value["eventJson"]) ??
    contentOf(value["eventjson"]);
  return event === undefined ? undefined : holds(event);
};

/** A row is a list of objects with one column each. */
function merged(row: unknown): unknown {
  return Array.isArray(row) ? Object.assign({}, ...row.filter(isFields)) : row;
}

const NESTED = [
  "userIdentity",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "resources",
  "tlsDetails",
];

/** A record whose nested fields are JSON again as text, or are spread over names with dots. */
const flattened: Carrier = (value) => {
  if (textOf(value["eventName"]) === undefined || textOf(value["eventSource"]) === undefined) return undefined;
  if (Object.keys(value).some((key) => key.startsWith("userIdentity."))) return doesNotHold(FLATTENED);
  const texts = NESTED.filter((field) => textOf(value[field]) !== undefined);
  if (textOf(value["userIdentity"]) === undefined) return undefined;
  const parsed = texts.map((field) => [field, parsedOf(value[field])] as const);
  if (parsed.some(([, nested]) => nested === undefined)) return doesNotHold(FLATTENED);
  return holds({ ...value, ...Object.fromEntries(parsed), eventTime: timeOf(value["eventTime"]) });
};

function parsedOf(text: unknown): unknown {
  try {
    const nested: unknown = JSON.parse(String(text));
    return typeof nested === "object" ? nested : undefined;
  } catch {
    return undefined;
  }
}

/** `2026-03-01 10:00:00.000` is UTC there. */
function timeOf(time: unknown): unknown {
  const [, day, second] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)?(?: UTC)?$/.exec(String(time)) ?? [];
  return day === undefined ? time : `${day}T${second}Z`;
}

export const CLOUDTRAIL_LAKE: readonly Carrier[] = [lake, flattened];
