/** The candidate that a misspelt word most likely means; case, dashes and underscores do not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_ ]/g, "");
  const wanted = plain(word);
  const tolerance = Math.max(1, Math.floor(wanted.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: closeness(wanted, plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return ranked && ranked.distance <= tolerance ? ranked.candidate : undefined;
}

/** A beginning counts as one edit: `retention` means `retentionDays`. */
function closeness(word: string, candidate: string): number {
  if (word.length >= 3 && candidate.startsWith(word)) return word === candidate ? 0 : 1;
  return editDistance(word, candidate);
}

/** Levenshtein distance, one row at a time. Words of very different length are not compared. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > b.length) return a.length;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? a.length;
}
