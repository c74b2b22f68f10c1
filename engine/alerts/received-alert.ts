import { type Fields, isFields } from "../events/fields";
import type { Match } from "../incidents/incident";
import { SEVERITIES } from "../severity";
import type { Alert } from "./alert";
import { ALERT_SCHEMA } from "./alert-schema";

/** An alert as a subscriber of the topic gets it, with times in milliseconds again. Its match has the alert's severity. */
export interface ReceivedAlert extends Alert {
  /** Unique among all alerts of a project, and equal where the same one comes twice. */
  readonly id: string;
  /** The same for all alerts of one incident. */
  readonly incident: string;
  readonly nextSteps: readonly string[];
  /** As it was published, for those who pass it on, with fields that this version does not know. */
  readonly published: Fields;
}

/** The published JSON is not one that this version can read. Sending it again does not help. */
export class UnreadableAlertError extends Error {
  override readonly name = "UnreadableAlertError";
}

const KINDS = ["opened", "raised", "closed"] as const;
const CAUSES = ["perimeter-certain", "perimeter-likely", "other-policy", "observed", "hole", "defect"] as const;
const DETECTION = /^[a-z0-9][a-z0-9.-]{0,127}$/;
const ID = /^[0-9a-f]{32}(\.\d{1,9})?$/;

/** Reads what `alertJson` wrote, after `JSON.parse`; throws an {@link UnreadableAlertError} that names the field, what it got and what it expected. */
export function parseReceivedAlert(value: unknown): ReceivedAlert {
  if (!isFields(value)) throw unreadable("alert", value, "an object");
  checkSchema(value["schema"]);
  const read = new Reader(value);
  const severity = read.oneOf("severity", SEVERITIES);
  return {
    id: read.pattern("id", ID),
    incident: read.pattern("incident", ID),
    project: read.text("project"),
    kind: read.oneOf("kind", KINDS),
    severity,
    match: { ...requiredOfMatch(read), severity, ...optionalOfMatch(read) },
    count: read.count("count"),
    more: read.count("more"),
    windowMinutes: read.count("windowMinutes"),
    firstSeen: read.time("firstSeen"),
    lastSeen: read.time("lastSeen"),
    detectedAt: read.time("detectedAt"),
    eventIds: read.texts("eventIds"),
    duplicatesPossible: read.flag("duplicatesPossible"),
    ...read.optional("environment", (name) => read.text(name)),
    ...read.optional("environments", (name) => read.texts(name)),
    nextSteps: read.texts("nextSteps"),
    published: value,
  };
}

function checkSchema(schema: unknown): void {
  if (schema === ALERT_SCHEMA) return;
  const isNewer = typeof schema === "number" && schema > ALERT_SCHEMA;
  const fix = isNewer ? ", fix: deploy this reader of alerts in the version of their writer" : "";
  throw unreadable("schema of the alert", schema, `${ALERT_SCHEMA}${fix}`);
}

function requiredOfMatch(read: Reader): Omit<Match, "severity"> {
  return {
    detection: read.pattern("detection", DETECTION),
    title: read.text("title"),
    summary: read.text("summary"),
    dedupKey: read.text("dedupKey"),
    eventId: read.text("eventId"),
    time: read.time("time"),
    event: read.text("event"),
    actor: read.text("actor"),
    actorKind: read.text("actorKind"),
  };
}

const OPTIONAL_TEXTS = [
  "service",
  "region",
  "account",
  "bucket",
  "key",
  "resource",
  "sourceIp",
  "userAgent",
  "errorCode",
  "vpcEndpointId",
  "actorArn",
  "actorAccount",
] as const;

function optionalOfMatch(read: Reader): Partial<Match> {
  return {
    ...read.optional("cause", (name) => read.oneOf(name, CAUSES)),
    ...read.optional("events", (name) => read.count(name)),
    ...read.optional("buckets", (name) => read.texts(name)),
    ...read.optional("resources", (name) => read.texts(name)),
    ...read.optional("sourceIps", (name) => read.texts(name)),
    ...read.optional("callers", (name) => read.texts(name)),
    ...read.optional("leftOut", (name) => read.count(name)),
    ...read.optional("details", (name) => read.labelled(name)),
    ...read.optional("readOnly", (name) => read.flag(name)),
    ...read.optional("mfa", (name) => read.flag(name)),
    ...Object.assign({}, ...OPTIONAL_TEXTS.map((name) => read.optional(name, () => read.text(name)))),
  };
}

class Reader {
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  /** Absent stays absent. */
  optional<N extends string, T>(name: N, read: (name: N) => T): { readonly [K in N]?: T } {
    return this.#fields[name] === undefined ? {} : ({ [name]: read(name) } as { readonly [K in N]: T });
  }

  text(name: string): string {
    return this.#read(name, "a text", (value) => typeof value === "string");
  }

  pattern(name: string, pattern: RegExp): string {
    return this.#read(name, `a text like ${pattern.source}`, (value): value is string => {
      return typeof value === "string" && pattern.test(value);
    });
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    return this.#read(name, `one of ${values.join(", ")}`, (value): value is T => values.some((one) => one === value));
  }

  flag(name: string): boolean {
    return this.#read(name, "true or false", (value) => typeof value === "boolean");
  }

  count(name: string): number {
    return this.#read(name, "a whole number from 0 on", (value): value is number => {
      return Number.isSafeInteger(value) && Number(value) >= 0;
    });
  }

  time(name: string): number {
    const text = this.#read(name, "a time in ISO 8601", (value): value is string => {
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    });
    return Date.parse(text);
  }

  texts(name: string): readonly string[] {
    return this.#read(name, "a list of texts", (value): value is readonly string[] => {
      return Array.isArray(value) && value.every((one) => typeof one === "string");
    });
  }

  labelled(name: string): Readonly<Record<string, string>> {
    return this.#read(name, "an object of texts", (value): value is Readonly<Record<string, string>> => {
      return isFields(value) && Object.values(value).every((one) => typeof one === "string");
    });
  }

  #read<T>(name: string, expected: string, isRight: (value: unknown) => value is T): T {
    const value = this.#fields[name];
    if (!isRight(value)) throw unreadable(`${name} of the alert`, value, expected);
    return value;
  }
}

function unreadable(what: string, got: unknown, expected: string): UnreadableAlertError {
  return new UnreadableAlertError(`${what} cannot be read: got ${inWords(got)}, expected ${expected}`);
}

/** A number as it is; of texts and the rest only the kind, since they come from an event. */
function inWords(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? `a text of ${value.length} characters` : `an ${typeof value}`;
}
