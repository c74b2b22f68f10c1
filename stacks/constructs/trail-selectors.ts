import type { CloudtrailAdvancedEventSelector } from "@cdktf/provider-aws/lib/cloudtrail";

/** A trail takes this many values over all its selectors, and a region this many trails. */
const VALUES_PER_TRAIL = 500;
export const TRAILS_PER_REGION = 5;

const MANAGEMENT: CloudtrailAdvancedEventSelector = {
  name: "management events",
  fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }],
};

/** Values of one data selector besides the buckets: its category and its resource type. */
const FIXED_VALUES = 2;

/**
 * Advanced event selectors, one list a trail: management events once, and reads and writes of the objects of the given buckets.
 * Only these buckets, never all: a trail that logs its own log bucket logs its own logging.
 */
export function trailSelectors(bucketArns: readonly string[]): readonly (readonly CloudtrailAdvancedEventSelector[])[] {
  const firstBatch = VALUES_PER_TRAIL - FIXED_VALUES - 1;
  const nextBatch = VALUES_PER_TRAIL - FIXED_VALUES;
  const trails = [[MANAGEMENT, dataSelector(bucketArns.slice(0, firstBatch))]];
  for (let start = firstBatch; start < bucketArns.length; start += nextBatch) {
    trails.push([dataSelector(bucketArns.slice(start, start + nextBatch))]);
  }
  return trails;
}

function dataSelector(bucketArns: readonly string[]): CloudtrailAdvancedEventSelector {
  return {
    name: "objects of protected buckets",
    fieldSelector: [
      { field: "eventCategory", equalTo: ["Data"] },
      { field: "resources.type", equalTo: ["AWS::S3::Object"] },
      // The slash keeps `bucket-2` out of what `bucket` selects.
      { field: "resources.ARN", startsWith: bucketArns.map((bucketArn) => `${bucketArn}/`) },
    ],
  };
}
