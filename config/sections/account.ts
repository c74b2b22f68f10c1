import { text } from "../fields/schema-builders";
import { defineSection } from "./section";

const keys = {
  account: text(/^\d{12}$/, {
    what: "not an account id in quotes",
    expected: "12 digits in quotes",
    fix: 'write account: "111122223333" with your id; without quotes YAML drops leading zeros',
  }).describe("AWS account id, 12 digits in quotes."),
};

export interface AccountPart {
  /** AWS account id, 12 digits. */
  readonly account: string;
}

export const accountSection = defineSection({
  keys,
  example: `
account: "111122223333" # quoted: a leading zero would be lost
`,
  affects: "every stack",
  resolve: ({ account = "" }): AccountPart => ({ account }),
});
