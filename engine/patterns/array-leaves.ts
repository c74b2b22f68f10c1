/** An array's contents with the arrays in it opened, however deep they are nested (without recursion, for the stack's sake). */
export interface Opened {
  /** Strings, numbers, booleans and nulls. */
  readonly leaves: readonly unknown[];
  readonly objects: readonly object[];
}

export function openArray(array: readonly unknown[]): Opened {
  const leaves: unknown[] = [];
  const objects: object[] = [];
  const pending: (readonly unknown[])[] = [array];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const value of next) {
      if (Array.isArray(value)) pending.push(value);
      else if (typeof value === "object" && value !== null) objects.push(value);
      else if (value !== undefined) leaves.push(value);
    }
  }
  return { leaves, objects };
}
