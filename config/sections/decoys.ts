import * as z from "zod";
import { bucketNameProblem } from "../fields/bucket-name";
import { list, say } from "../fields/schema-builders";
import { present } from "../yaml/present";
import { type DraftOf, defineSection } from "./section";

const decoy = z
  .string({
    error: say({ what: "not a decoy", expected: "a bucket, or bucket/prefix", fix: "put it in quotes" }),
  })
  .superRefine((name, context) => {
    const problem = bucketNameProblem(name.split("/", 1)[0] ?? "");
    if (!problem) return;
    const message = `${problem}, got {got}, expected a bucket, or a bucket and the beginning of its decoys' keys, fix: write my-bucket or my-bucket/prefix/`;
    context.addIssue({ code: "custom", message });
  });

const keys = {
  decoys: list(decoy, "buckets")
    .optional()
    .describe("Buckets, or bucket/prefix of keys, that no one has a reason to touch: any access to them is an alert."),
};

export type DecoysDraft = DraftOf<typeof keys>;

export interface DecoysPart {
  /** `bucket`, or `bucket/prefix` of keys, that no one has a reason to touch. */
  readonly decoys: readonly string[];
}

export const decoysSection = defineSection({
  keys,
  example: `
decoys: [example-data/old-backups/] # bucket or bucket/prefix that no one has a reason to touch
`,
  affects: "the event rules and the detector",
  guide: "guides/tuning.md",
  resolve: ({ decoys = [] }): DecoysPart => ({ decoys: [...new Set(present(decoys).map(({ value }) => value))] }),
});
