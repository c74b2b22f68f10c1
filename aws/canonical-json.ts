import { isFields } from "@palisade/engine/events/fields";

/** JSON with sorted keys: equal for values that differ only in the order of keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    isFields(held) ? Object.fromEntries(Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : 1))) : held,
  );
}

/** As `canonicalJson`, for policies, whose lists are sets and where a list of one may be written without brackets. */
export function canonicalPolicy(value: unknown): string {
  return canonicalJson(asSets(value));
}

function asSets(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const members = value.map((member) => asSets(member));
    if (members.length === 1 && key !== "Statement") return members[0];
    return members.toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
  }
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, asSets(held, name)]));
}

/** Undefined where the text is no JSON. */
export function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
