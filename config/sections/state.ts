import { bucketName } from "../fields/bucket-name";
import { region } from "../fields/region";
import { keyed, text } from "../fields/schema-builders";
import { type DraftOf, defineSection } from "./section";

const keys = {
  state: keyed({
    bucket: bucketName.describe("Bucket that holds Terraform's state; state-stack creates it."),
    region: region.optional().describe("Region of the bucket. Default: the home region."),
    prefix: text(/^[\w.-]+(?:\/[\w.-]+)*$/, {
      what: "not a key prefix",
      expected: "letters, digits, and ._- in parts divided by /",
      fix: "leave out leading and trailing slashes",
    })
      .optional()
      .describe("Beginning of the state files' keys. Default: the project."),
  })
    .optional()
    .describe("Remote state. Without it Terraform's state is local."),
};

export type StateDraft = DraftOf<typeof keys>;

export interface StateConfig {
  /** Name of the bucket; never inside a perimeter. */
  readonly bucket: string;
  readonly region: string;
  /** Each stack's state lies at `<prefix>/<stack>.tfstate`. */
  readonly prefix: string;
}

export interface StatePart {
  /** Where Terraform keeps its state; absent means local files. */
  readonly state?: StateConfig;
}

export const stateSection = defineSection({
  keys,
  example: `
state: # remote state; without it the state is local files
  bucket: example-terraform-state
  region: eu-central-1 # default: the home region
  prefix: palisade # beginning of the state files' keys; default: the project
`,
  affects: "every stack; the state stack creates the bucket",
  resolve: ({ state }, { region: home, project }): StatePart => {
    if (state === undefined) return {};
    const { bucket = "", region = home, prefix = project } = state;
    return { state: { bucket, region, prefix } };
  },
});
