import type { Fields } from "../fields";

/**
 * A field that no record of CloudTrail has, and that no one can add to one: callers choose values, never fields. So only who may send
 * to the queue itself can mark a record, and no one can make a real request look like a test.
 */
const MARK = "palisadeTest";

/** Marks a record that was made up to see whether the chain is alive; every message about it says that it is a test. */
export function markSynthetic(record: Fields): Fields {
  return { ...record, [MARK]: true };
}

export function isSynthetic(record: Fields): boolean {
  return record[MARK] === true;
}
