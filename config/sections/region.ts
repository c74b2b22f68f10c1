import type { Partition } from "../fields/partition";
import { region } from "../fields/region";
import { partitionOf } from "../fields/regions";
import { oneOf } from "../fields/schema-builders";
import type { PlacedBucket } from "./perimeters";
import { type DraftOf, defineSection } from "./section";

const keys = {
  region: region.describe("Home region: alerts, functions and logs live here."),
  partition: oneOf(["aws", "aws-cn", "aws-us-gov"], "leave partition out: it follows from the region")
    .optional()
    .describe("AWS partition. Default: follows from the region."),
};

export interface RegionPart {
  readonly partition: Partition;
  /** Home region: queue, functions, topic, table, trail and log bucket live here. */
  readonly region: string;
  /** Every region that holds a protected bucket, and the home region; home first, the others sorted. */
  readonly regions: readonly string[];
  /** Region of the partition in which the calls of IAM, STS and sign-in appear; need not be one of `regions`. */
  readonly globalRegion: string;
}

export const regionSection = defineSection({
  keys,
  example: `
region: eu-central-1 # home region: alerts, functions, logs
partition: aws # aws | aws-cn | aws-us-gov; follows from the region when left out
`,
  affects: "every stack",
  guide: "guides/trails.md",
});

const GLOBAL_REGIONS: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

/** The partition that is written, else that of the home region; undefined while there is neither. */
export function partitionIn({ region = "", partition }: DraftOf<typeof keys>): Partition | undefined {
  return partition ?? (region === "" ? undefined : partitionOf(region));
}

export function resolveRegion(draft: DraftOf<typeof keys>, buckets: readonly PlacedBucket[]): RegionPart {
  const { region = "" } = draft;
  const partition = partitionIn(draft) ?? "aws";
  const elsewhere = new Set(buckets.map(({ bucket }) => bucket.region).filter((other) => other !== region));
  return {
    partition,
    region,
    regions: [region, ...[...elsewhere].sort()],
    globalRegion: GLOBAL_REGIONS[partition],
  };
}
