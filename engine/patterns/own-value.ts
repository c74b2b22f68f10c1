/** Reads an object's own property; `toString` and its like do not count unless the record really carries them. */
export type OwnValue = (object: object) => unknown;

const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Compiles the reading of one key: most keys are no property of every object, and then the plain read is much faster. */
export function compileOwnValue(key: string): OwnValue {
  if (INHERITED.has(key)) return (object) => ownValue(object, key);
  return (object) => (object as Record<string, unknown>)[key];
}

export function ownValue(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}
