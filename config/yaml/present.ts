/** The items of a list that were not refused already, with their places. */
export function present<T>(
  items: readonly (T | undefined)[],
): readonly { readonly value: T; readonly index: number }[] {
  return items.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
}
