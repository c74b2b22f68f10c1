/** Texts as a list in SQL. */
export function textList(texts: readonly string[]): string {
  return texts.map(quoted).join(", ");
}

/** A text as SQL writes it: both dialects know no other escape than the doubled quote. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
