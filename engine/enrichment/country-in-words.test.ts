import { countryInWords } from "./country-in-words";

it.each([
  ["DE", "Germany (DE)"],
  ["US", "United States (US)"],
  ["QX", "QX"],
])("writes %s as %s", (code, words) => {
  expect(countryInWords(code)).toBe(words);
});
