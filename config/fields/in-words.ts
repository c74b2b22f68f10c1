/** `a, b or c`. */
export function orInWords(words: readonly string[]): string {
  return joined(words, "or");
}

/** `a, b and c`. */
export function andInWords(words: readonly string[]): string {
  return joined(words, "and");
}

function joined(words: readonly string[], conjunction: string): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}
