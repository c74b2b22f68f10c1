import type { Call, Identity } from "./request-group";

/** Gives equal calls and equal identities one object each. */
export interface Interning {
  readonly call: (call: Call) => Call;
  readonly identity: (identity: Identity) => Identity;
}

export function createInterning(): Interning {
  return { call: internedBy(new Map<string, Call>()), identity: internedBy(new Map<string, Identity>()) };
}

function internedBy<T extends object>(known: Map<string, T>): (value: T) => T {
  return (value) => {
    const key = keyOf(value);
    const same = known.get(key);
    if (same !== undefined) return same;
    known.set(key, value);
    return value;
  };
}

/** Equal for objects that say the same in the same order; what is absent is not the same as the text that says so. */
export function keyOf(value: object): string {
  return JSON.stringify(Object.values(value).map((one) => (one === undefined ? null : one)));
}
