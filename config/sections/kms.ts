import { text } from "../fields/schema-builders";
import { defineSection } from "./section";

const keys = {
  kms: text(/^(?:create|aws-owned|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+)$/, {
    what: "not a choice of keys",
    expected: "create, aws-owned or the ARN of a key",
    fix: "write kms: create for a key of your own",
  })
    .optional()
    .describe("Encryption of queue, topic, table and logs: create, aws-owned, or a key's ARN. Default: create."),
};

export type KmsConfig =
  /** Palisade creates one key, with the alias `names.keyAlias`. */
  | { readonly kind: "create" }
  /** Keys that AWS owns or manages: no cost and no key policy. */
  | { readonly kind: "aws-owned" }
  | { readonly kind: "key"; readonly arn: string };

export interface KmsPart {
  readonly kms: KmsConfig;
}

export const kmsSection = defineSection({
  keys,
  example: `
kms: create # create | aws-owned | the ARN of your key
`,
  affects: "the perimeter, alerting and hunting stacks",
  guide: "guides/trails.md",
  resolve: ({ kms = "create" }): KmsPart => ({ kms: kmsConfig(kms) }),
});

function kmsConfig(kms: string): KmsConfig {
  return kms === "create" || kms === "aws-owned" ? { kind: kms } : { kind: "key", arn: kms };
}
