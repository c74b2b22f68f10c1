import { distance } from "fastest-levenshtein";

/** The candidate that a misspelt word most likely means; case, dashes and underscores do not count. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_ ]/g, "");
  const wanted = plain(word);
  const tolerance = Math.max(1, Math.floor(wanted.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: editsBetween(wanted, plain(candidate)) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return ranked && ranked.edits <= tolerance ? ranked.candidate : undefined;
}

function editsBetween(word: string, candidate: string): number {
  // A beginning counts as one edit: `retention` means `retentionDays`.
  if (word.length >= 3 && candidate.startsWith(word)) return word === candidate ? 0 : 1;
  // A word of any length may come from a file. A much longer one cannot be meant, and takes long to compare.
  if (word.length > 2 * candidate.length) return word.length;
  return distance(word, candidate);
}
