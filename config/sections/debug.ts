import { flag } from "../fields/schema-builders";
import { defineSection } from "./section";

const keys = {
  debug: flag("Whether every event of the buckets is also written to a log group. Default: false."),
};

export interface DebugPart {
  /** Adds a rule that writes every event of the protected buckets into a log group. */
  readonly debug: boolean;
}

export const debugSection = defineSection({
  keys,
  example: `
debug: false # true: every event of the buckets into a log group
`,
  affects: "the alerting stack",
  resolve: ({ debug = false }): DebugPart => ({ debug }),
});
