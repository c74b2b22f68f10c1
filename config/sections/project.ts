import { text } from "../fields/schema-builders";
import { defineSection } from "./section";

const keys = {
  project: text(/^[a-z][a-z0-9-]{0,22}[a-z0-9]$/, {
    what: "not a project name",
    expected: "2 to 24 of a-z, 0-9 and hyphen, beginning with a letter",
    fix: "write project: palisade",
  }).describe("Prefix of all names."),
};

export interface ProjectPart {
  /** Prefix of names; 2 to 24 of `a-z0-9-`. */
  readonly project: string;
}

export const projectSection = defineSection({
  keys,
  example: `
project: palisade # prefix of names
`,
  affects: "every stack: names begin with it",
  resolve: ({ project = "" }): ProjectPart => ({ project }),
});
