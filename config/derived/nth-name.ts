/** `name`, `name-2`, `name-3`: the first of several resources keeps exactly the name that the user chose. */
export function nthName(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}
