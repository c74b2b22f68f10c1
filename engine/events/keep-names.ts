/** Names of a finding, each once, and how many more it had. */
export interface Kept {
  readonly names: readonly string[];
  readonly leftOut: number;
}

/**
 * As many as AWS lists of anything in one finding.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Sequence.html
 */
const MOST_NAMES = 400;

/** Keeps the names of a finding that is like any of AWS's; of one that is made to fill tables and messages the first, with the number of the rest. */
export function keepNames(found: readonly (string | undefined)[], mostCharacters: number): Kept {
  const all = new Set(found.filter((name) => name !== undefined));
  const names: string[] = [];
  let characters = 0;
  for (const name of all) {
    characters += name.length;
    if (names.length === MOST_NAMES || characters > mostCharacters) break;
    names.push(name);
  }
  return { names, leftOut: all.size - names.length };
}
