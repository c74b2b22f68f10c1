import { visibleJson } from "../lib/visible-text";
import type { HuntAnswer } from "./hunt-answer";

/** An answer as one object a line; columns of one name get a number. */
export function answerJsonLines({ columns, rows }: HuntAnswer): readonly string[] {
  const seen = new Map<string, number>();
  const names = columns.map(({ name }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  });
  return rows.map((row) => visibleJson(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]))));
}
