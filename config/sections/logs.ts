import { bucketName } from "../fields/bucket-name";
import { keyed, wholeNumber } from "../fields/schema-builders";
import { defineSection } from "./section";

const keys = {
  logs: keyed({
    bucket: bucketName.optional().describe("Log bucket of the trail. Default: <project>-logs-<account>-<region>."),
    retentionDays: wholeNumber(1, 36_500).optional().describe("Days to keep log files. Default: 365."),
  })
    .optional()
    .describe("Where the trail that Palisade creates writes."),
};

export interface LogsConfig {
  /** Name of the trail's log bucket; never inside a perimeter. Not created when the trail exists already. */
  readonly bucket: string;
  /** After how many days log files are deleted. */
  readonly retentionDays: number;
}

export interface LogsPart {
  readonly logs: LogsConfig;
}

export const logsSection = defineSection({
  keys,
  example: `
logs: # of the trail that Palisade creates
  bucket: palisade-logs-111122223333-eu-central-1
  retentionDays: 365
`,
  affects: "the perimeter stack and the hunting stack",
  guide: "guides/trails.md",
  resolve: ({ logs = {} }, { project, account = "", region }): LogsPart => {
    const { bucket = `${project}-logs-${account}-${region}`, retentionDays = 365 } = logs;
    return { logs: { bucket, retentionDays } };
  },
});
