// Made when it is first asked: it takes long to load, and a function starts more often than it names a country.
let names: Intl.DisplayNames | undefined;

/** `Germany (DE)` for `DE`; the code alone where it has no name. */
export function countryInWords(code: string): string {
  names ??= new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const name = names.of(code);
  return name === undefined ? code : `${name} (${code})`;
}
