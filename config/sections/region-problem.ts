import { readRegionName } from "./regions";

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
