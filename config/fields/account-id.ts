import { text } from "./schema-builders";

export const accountId = text(/^\d{12}$/, {
  what: "not an account id in quotes",
  expected: "12 digits in quotes",
  fix: 'write it as in "222233334444"; without quotes YAML drops leading zeros',
});
