/** `name`, `name-2`, `name-3`: the first stays bare, so that one of a kind carries exactly the name a user chose. */
export function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}
