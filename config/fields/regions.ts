import { nearest } from "../yaml/nearest";
import type { Partition } from "./partition";

/** Regions by partition, as of mid 2026; a newer one may be written wherever a region is, and gives a warning. */
const REGIONS: Readonly<Record<Partition, readonly string[]>> = {
  aws: [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
  ],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
};

export function regionsOf(partition: Partition): readonly string[] {
  return REGIONS[partition];
}

/** What a text means as the name of a region. */
export type RegionName =
  | { readonly kind: "known"; readonly partition: Partition }
  /** AWS could open it: it may be newer than the list, or a misspelling. */
  | { readonly kind: "possible"; readonly partition: Partition; readonly nearest: string | undefined }
  /** Of a partition in which Palisade does not run, such as `aws-eusc`. */
  | { readonly kind: "unsupported"; readonly partition: string }
  | { readonly kind: "impossible"; readonly nearest: string | undefined };

/**
 * By partition, which names AWS's own SDKs take for a region of it, known or not.
 * @see https://github.com/aws/aws-sdk-js-v3/blob/main/packages/util-endpoints/src/lib/aws/partitions.json
 */
const POSSIBLE: Readonly<Record<Partition, RegExp>> = {
  aws: /^(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-[1-9]\d?$/,
  "aws-cn": /^cn-[a-z]+-[1-9]\d?$/,
  "aws-us-gov": /^us-gov-[a-z]+-[1-9]\d?$/,
};

const UNSUPPORTED: Readonly<Record<string, RegExp>> = {
  "aws-eusc": /^eusc-de-[a-z]+-\d+$/,
  "aws-iso": /^us-iso-[a-z]+-\d+$/,
  "aws-iso-b": /^us-isob-[a-z]+-\d+$/,
  "aws-iso-e": /^eu-isoe-[a-z]+-\d+$/,
  "aws-iso-f": /^us-isof-[a-z]+-\d+$/,
};

/** For editors, which take one expression. */
export const REGION_PATTERN = Object.values(POSSIBLE)
  .map(({ source }) => source)
  .join("|");

export function readRegionName(name: string): RegionName {
  const partition = partitionWith(name, POSSIBLE);
  if (partition === undefined) {
    const other = partitionWith(name, UNSUPPORTED);
    return other === undefined
      ? { kind: "impossible", nearest: nearest(name, Object.values(REGIONS).flat()) }
      : { kind: "unsupported", partition: other };
  }
  const known = regionsOf(partition);
  return known.includes(name)
    ? { kind: "known", partition }
    : { kind: "possible", partition, nearest: nearest(name, known) };
}

/** The partition of a region that is known or possible. */
export function partitionOf(region: string): Partition {
  return partitionWith(region, POSSIBLE) ?? "aws";
}

function partitionWith<P extends string>(name: string, patterns: Readonly<Record<P, RegExp>>): P | undefined {
  return (Object.keys(patterns) as P[]).find((partition) => patterns[partition].test(name));
}
