import { parseConfig } from "../../config/load-config";
import { ConfigError } from "../../config/yaml/config-error";
import type { Draft } from "./draft";
import { draftText } from "./draft-text";
import type { Parsed } from "./question";

/** A valid draft, into which a value is put to see what the configuration says of it. */
const VALID: Draft = {
  origin: "",
  project: "palisade",
  account: { value: "111122223333", why: "" },
  region: { value: "eu-central-1", why: "" },
  buckets: [{ name: "example-bucket", region: undefined, policy: { kind: "unknown", why: "" } }],
  leftOut: [],
  allowed: [],
  doubtful: [],
  emails: [],
  trail: { kind: "create", why: "" },
  gaps: [],
};

/** Reads one value as the configuration would. */
function checked(value: string, change: Partial<Draft>): Parsed<string> {
  try {
    parseConfig(draftText({ ...VALID, ...change }), "palisade.yaml");
    return { value };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [first = ""] = error.problems;
    return { problem: first.replace(/^\S+ \S+: /, "") };
  }
}

export function parseProject(text: string): Parsed<string> {
  return checked(text, { project: text });
}

/** The configuration would ask for quotes, which stand there already. */
export function parseAccount(text: string): Parsed<string> {
  if (!/^\d{12}$/.test(text)) return { problem: `not an account id, got ${JSON.stringify(text)}, expected 12 digits` };
  return checked(text, { account: { value: text, why: "" } });
}

export function parseRegion(text: string): Parsed<string> {
  return checked(text, { region: { value: text, why: "" } });
}

function parseBucket(text: string): Parsed<string> {
  return checked(text, { buckets: [{ name: text, region: undefined, policy: { kind: "unknown", why: "" } }] });
}

function parseEmail(text: string): Parsed<string> {
  return checked(text, { emails: [text] });
}

function parseNetwork(text: string): Parsed<string> {
  return checked(text, { allowed: [{ key: "cidrs", value: text, why: "" }] });
}

export function parseEmails(text: string): Parsed<readonly string[]> {
  return parseList(text, parseEmail);
}

export function parseNetworks(text: string): Parsed<readonly string[]> {
  return parseList(text, parseNetwork);
}

/** Names, or numbers of a list that starts with 1; `all` is the whole list. */
export function parseBuckets(text: string, listed: readonly string[]): Parsed<readonly string[]> {
  const parsed =
    text.trim() === "all" ? { value: listed } : parseList(text, (one) => parseBucket(numbered(one, listed)));
  if ("problem" in parsed || parsed.value.length > 0) return parsed;
  return { problem: "no bucket, expected at least one" };
}

/** Numbers of a list that starts with 1. */
export function parseNumbers(text: string, count: number): Parsed<readonly number[]> {
  return parseList(text, (one): Parsed<number> => {
    const index = Number(one) - 1;
    if (/^\d{1,6}$/.test(one) && index >= 0 && index < count) return { value: index };
    return { problem: `got ${JSON.stringify(one)}, expected numbers from 1 to ${count}, or none` };
  });
}

function numbered(text: string, listed: readonly string[]): string {
  if (listed.includes(text) || !/^\d{1,6}$/.test(text)) return text;
  return listed[Number(text) - 1] ?? text;
}

/** With commas or spaces between them; `none` is an empty list. */
function parseList<T>(text: string, parse: (one: string) => Parsed<T>): Parsed<readonly T[]> {
  const items = text.trim() === "none" ? [] : text.split(/[\s,]+/).filter((item) => item !== "");
  const values = new Set<T>();
  for (const item of items) {
    const parsed = parse(item);
    if ("problem" in parsed) return parsed;
    values.add(parsed.value);
  }
  return { value: [...values] };
}

export function parseYesOrNo(text: string): Parsed<boolean> {
  if (/^(?:y|yes)$/i.test(text)) return { value: true };
  return /^(?:n|no)$/i.test(text) ? { value: false } : { problem: "expected yes or no" };
}
