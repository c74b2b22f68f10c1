import { UnreadableAlertError } from "../alerts/received-alert";
import { type Fields, isFields } from "../events/fields";
import { DIGEST_SCHEMA } from "./digest";
import type { Section } from "./sections";

/** A digest as a subscriber of the topic gets it, as far as channels show it. */
export interface ReceivedDigest {
  readonly id: string;
  readonly project: string;
  /** The UTC day, `YYYY-MM-DD`. */
  readonly day: string;
  /** Milliseconds since the epoch. */
  readonly writtenAt: number;
  readonly title: string;
  readonly needsAttention: boolean;
  readonly sections: readonly Section[];
  /** As it was published, for those who pass it on. */
  readonly published: Fields;
}

/** Reads what `digestJson` wrote, after `JSON.parse`; undefined where it is no digest. Throws an {@link UnreadableAlertError}. */
export function parseReceivedDigest(value: unknown): ReceivedDigest | undefined {
  if (!isFields(value) || value["kind"] !== "digest") return undefined;
  const { schema, id, project, day, writtenAt, title, needsAttention, sections } = value;
  if (schema !== DIGEST_SCHEMA) throw newer(schema);
  if (typeof id !== "string" || !/^[\w-]{1,100}$/.test(id)) throw unreadable("id");
  if (typeof project !== "string") throw unreadable("project");
  if (typeof day !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw unreadable("day");
  if (typeof writtenAt !== "string" || Number.isNaN(Date.parse(writtenAt))) throw unreadable("writtenAt");
  if (!isLine(title)) throw unreadable("title");
  if (typeof needsAttention !== "boolean") throw unreadable("needsAttention");
  if (!Array.isArray(sections) || !sections.every(isSection)) throw unreadable("sections");
  return { id, project, day, writtenAt: Date.parse(writtenAt), title, needsAttention, sections, published: value };
}

function isSection(value: unknown): value is Section {
  return isFields(value) && isLine(value["heading"]) && Array.isArray(value["lines"]) && value["lines"].every(isLine);
}

/** The writer spells out whatever cannot be seen or turns text around. */
function isLine(value: unknown): value is string {
  return typeof value === "string" && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(value);
}

function newer(schema: unknown): UnreadableAlertError {
  const got = typeof schema === "number" ? String(schema) : "no number";
  const fix = "deploy this reader of digests in the version of their writer";
  return new UnreadableAlertError(
    `schema of the digest cannot be read: got ${got}, expected ${DIGEST_SCHEMA}, fix: ${fix}`,
  );
}

function unreadable(name: string): UnreadableAlertError {
  return new UnreadableAlertError(`${name} of the digest cannot be read: it is not what the writer of digests writes`);
}
