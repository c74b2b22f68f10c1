const NAMES = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** `Germany (DE)` for `DE`; the code alone where it has no name. */
export function countryInWords(code: string): string {
  const name = NAMES.of(code);
  return name === undefined ? code : `${name} (${code})`;
}
