import * as z from "zod";
import { andInWords, orInWords } from "./in-words";

interface Wording {
  /** What is wrong with a value of another kind, as in `not an account id`. */
  readonly what: string;
  readonly expected: string;
  readonly fix: string;
}

/** Texts of zod's issues; `{got}` is filled in where the YAML source is known. */
export function say({ what, expected, fix }: Wording) {
  return ({ code, input }: { readonly code?: string | undefined; readonly input?: unknown }): string | undefined => {
    if (code === "unrecognized_keys" || code === "invalid_key") return undefined;
    const beginning = input === undefined ? "missing" : `${what}, got {got}`;
    return `${beginning}, expected ${expected}, fix: ${fix}`;
  };
}

export function text(pattern: RegExp, wording: Wording) {
  const error = say(wording);
  return z.string({ error }).regex(pattern, { error });
}

export function oneOf<const T extends string | number | boolean>(values: readonly T[], fix: string) {
  const expected = orInWords(values.map(String));
  return z.literal([...values], { error: say({ what: "not one of the choices", expected, fix }) });
}

export function wholeNumber(min: number, max: number) {
  const error = say({
    what: "not a whole number in range",
    expected: `a whole number from ${min} to ${max}`,
    fix: "correct the number",
  });
  return z.int({ error }).min(min, { error }).max(max, { error });
}

export function flag(describe: string) {
  const error = say({ what: "not a switch", expected: "true or false", fix: "write true or false without quotes" });
  return z.boolean({ error }).optional().describe(describe);
}

export function list<T extends z.ZodType>(element: T, of: string) {
  return z.array(element, {
    error: say({ what: "not a list", expected: `a list of ${of}`, fix: "write one per line, each after a dash" }),
  });
}

/** More optional keys than this are not listed in a message. */
const MOST_OPTIONAL = 3;

/** A map of these keys; what messages expect follows from them, unless `expected` says it better. */
export function keyed<T extends z.ZodRawShape>(shape: T, expected = keysInWords(shape)) {
  const fix = "write the keys one per line below, indented, or leave this key out";
  return z.strictObject(shape, { error: say({ what: "not a map of keys", expected, fix }) });
}

function keysInWords(shape: z.ZodRawShape): string {
  const keys = Object.keys(shape);
  const optional = keys.filter((key) => shape[key] instanceof z.ZodOptional);
  const required = keys.filter((key) => !optional.includes(key));
  if (required.length === 0) return orInWords(optional);
  const isShort = optional.length > 0 && optional.length <= MOST_OPTIONAL;
  return `${andInWords(required)}${isShort ? `, and perhaps ${andInWords(optional)}` : ""}`;
}
