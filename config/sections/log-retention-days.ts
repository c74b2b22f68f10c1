import { oneOf } from "../fields/schema-builders";
import { defineSection } from "./section";

/** Days that CloudWatch Logs accepts. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const keys = {
  logRetentionDays: oneOf(LOG_RETENTION_DAYS, "choose one of these")
    .optional()
    .describe("Days to keep the functions' logs. Default: 30."),
};

export interface LogRetentionPart {
  /** Retention of the functions' log groups, in days; one of the values that CloudWatch accepts. */
  readonly logRetentionDays: number;
}

export const logRetentionSection = defineSection({
  keys,
  example: `
logRetentionDays: 30 # the functions' logs
`,
  affects: "the alerting stack",
  resolve: ({ logRetentionDays = 30 }): LogRetentionPart => ({ logRetentionDays }),
});
