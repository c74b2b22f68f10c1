import type { Fields } from "../fields";

/** What a carrier holds. Reasons are few and fixed, so that they can be counted. */
export type Opened =
  /** Values and texts as they were put in, each of which may be a carrier again. */
  | { readonly kind: "holds"; readonly values: readonly unknown[] }
  /** Of a known kind that never holds an event. */
  | { readonly kind: "skipped"; readonly reason: string }
  /** Of a known kind that does not hold the record as it was. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Opens one kind of carrier; undefined where the value is none of it. */
export type Carrier = (value: Fields) => Opened | undefined;

export const LOG_FILES = "fix: give the log files that the trail writes to S3";

export function holds(...values: readonly unknown[]): Opened {
  return { kind: "holds", values };
}

export function holdsNone(reason: string): Opened {
  return { kind: "skipped", reason };
}

export function doesNotHold(reason: string): Opened {
  return { kind: "unreadable", reason };
}

/** Text or an object, as JSON is passed on by many; undefined where it is neither. */
export function contentOf(value: unknown): unknown {
  return (typeof value === "string" && value !== "") || (typeof value === "object" && value !== null)
    ? value
    : undefined;
}

/** The contents of one field of every element of a list that has it; undefined where none does. */
export function contentsOf(list: unknown, field: string): readonly unknown[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const contents = list.map((one: unknown) =>
    typeof one === "object" && one !== null ? contentOf((one as Fields)[field]) : undefined,
  );
  return list.length === 0 || contents.some((content) => content === undefined) ? undefined : contents;
}
