import type { CloudtrailAdvancedEventSelector } from "@cdktf/provider-aws/lib/cloudtrail";

/** A trail takes this many values over all its selectors, and a region this many trails. */
const VALUES_PER_TRAIL = 500;
export const TRAILS_PER_REGION = 5;

const MANAGEMENT: CloudtrailAdvancedEventSelector = {
  name: "management events",
  fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }],
};

/** Requests through VPC endpoints, those that an endpoint's own policy refused among them. */
const NETWORK_ACTIVITY: CloudtrailAdvancedEventSelector = {
  name: "requests to S3 through VPC endpoints",
  fieldSelector: [
    { field: "eventCategory", equalTo: ["NetworkActivity"] },
    { field: "eventSource", equalTo: ["s3.amazonaws.com"] },
  ],
};

export interface TrailSelectorOptions {
  /** Whether to log S3 requests through VPC endpoints, too, of all buckets: they cannot be told apart here. @default false */
  readonly networkActivity?: boolean;
}

/** Values of one data selector besides the buckets: its category and its resource type. */
const FIXED_VALUES = 2;

/**
 * Advanced event selectors, one list a trail: management events, and network activity if asked for, once, and reads and writes of the objects of the given buckets.
 * Only these buckets, never all: a trail that logs its own log bucket logs its own logging.
 */
export function trailSelectors(
  bucketArns: readonly string[],
  { networkActivity = false }: TrailSelectorOptions = {},
): readonly (readonly CloudtrailAdvancedEventSelector[])[] {
  const once = networkActivity ? [MANAGEMENT, NETWORK_ACTIVITY] : [MANAGEMENT];
  const nextBatch = VALUES_PER_TRAIL - FIXED_VALUES;
  const firstBatch = nextBatch - once.reduce((sum, selector) => sum + valuesOf(selector), 0);
  const trails = [[...once, dataSelector(bucketArns.slice(0, firstBatch))]];
  for (let start = firstBatch; start < bucketArns.length; start += nextBatch) {
    trails.push([dataSelector(bucketArns.slice(start, start + nextBatch))]);
  }
  return trails;
}

function valuesOf({ fieldSelector }: CloudtrailAdvancedEventSelector): number {
  return Array.isArray(fieldSelector) ? fieldSelector.length : 0;
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
