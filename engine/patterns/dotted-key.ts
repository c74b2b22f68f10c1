import { compileOwnValue } from "./own-value";

/** Whether an event spells a part of the path as one key with dots, which equals nested fields. */
export function compileHasDottedKey(path: readonly string[]): (event: object) => boolean {
  const steps = path.slice(0, -1).map((key, start) => ({
    plain: compileOwnValue(key),
    dotted: path.slice(start + 1).map((_, index) => compileOwnValue(path.slice(start, start + 2 + index).join("."))),
  }));
  return (event) => {
    let value: unknown = event;
    for (let index = 0; index < steps.length; index++) {
      if (typeof value !== "object" || value === null) return false;
      const { plain, dotted } = steps[index] as (typeof steps)[number];
      for (let each = 0; each < dotted.length; each++) {
        if ((dotted[each] as (typeof dotted)[number])(value) !== undefined) return true;
      }
      value = plain(value);
    }
    return false;
  };
}
