/** No name that AWS gives is longer than an ARN's 2,048, and no sentence needs all of it. */
const LONGEST = 200;

/** `a, b and 3 more`: texts of a record that may have any number and length. */
export function listInWords(texts: readonly string[], most = 3): string {
  const shown = texts.slice(0, most).map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text));
  const left = texts.length - shown.length;
  return left > 0 ? `${shown.join(", ")} and ${left} more` : shown.join(", ");
}
