/** No JSON is empty, and neither is gzip of nothing. Other files, such as one record a line, may hold no record. */
const NEVER_EMPTY = /\.(?:json|gz)$/i;

/** Why a file of no bytes is not one without records; undefined where it may be one. */
export function emptyFileProblem(name: string): string | undefined {
  return NEVER_EMPTY.test(name) ? "empty, as a failed download leaves it" : undefined;
}
