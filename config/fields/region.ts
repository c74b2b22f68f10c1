import * as z from "zod";
import { REGION_PATTERN, readRegionName } from "./regions";
import { say } from "./schema-builders";

/** What is wrong with a text that no partition of AWS could have as a region, or undefined; `{got}` stands for it as written. */
export function regionProblem(name: string): string | undefined {
  const read = readRegionName(name);
  switch (read.kind) {
    case "impossible":
      return `not a region, got {got}, expected a region such as eu-central-1, fix: write ${read.nearest ?? "the region's code, not its name"}`;
    case "unsupported":
      return `in partition ${read.partition}, got {got}, expected a region of aws, aws-cn or aws-us-gov, fix: choose another, since Palisade does not run there`;
    case "known":
    case "possible":
      return undefined;
  }
}

export const region = z
  .string({
    error: say({
      what: "not a region",
      expected: "a region such as eu-central-1",
      fix: "write the region's code, not its name",
    }),
  })
  .superRefine((name, context) => {
    const message = regionProblem(name);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .meta({ pattern: REGION_PATTERN });
