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
  /** Object-level calls to log of all buckets, too, by name. @default none */
  readonly callsAnywhere?: readonly string[];
}

/** Values of one data selector besides the buckets: its category and its resource type. */
const FIXED_VALUES = 2;

/**
 * Advanced event selectors, one list a trail: management events and what the options ask for once, and reads and writes of the objects of the given
 * buckets. Only these buckets, never all: a trail that logs its own log bucket logs its own logging.
 */
export function trailSelectors(
  bucketArns: readonly string[],
  { networkActivity = false, callsAnywhere = [] }: TrailSelectorOptions = {},
): readonly (readonly CloudtrailAdvancedEventSelector[])[] {
  const once = [
    MANAGEMENT,
    ...(networkActivity ? [NETWORK_ACTIVITY] : []),
    ...(callsAnywhere.length > 0 ? [callsSelector(callsAnywhere)] : []),
  ];
  const nextBatch = VALUES_PER_TRAIL - FIXED_VALUES;
  const firstBatch = nextBatch - once.reduce((sum, selector) => sum + valuesOf(selector), 0);
  const trails = [[...once, dataSelector(bucketArns.slice(0, firstBatch))]];
  for (let start = firstBatch; start < bucketArns.length; start += nextBatch) {
    trails.push([dataSelector(bucketArns.slice(start, start + nextBatch))]);
  }
  return trails;
}

function valuesOf({ fieldSelector }: CloudtrailAdvancedEventSelector): number {
  if (!Array.isArray(fieldSelector)) return 0;
  return fieldSelector.reduce((sum, { equalTo = [] }) => sum + equalTo.length, 0);
}

function callsSelector(eventNames: readonly string[]): CloudtrailAdvancedEventSelector {
  return {
    name: "calls of all buckets",
    fieldSelector: [
      { field: "eventCategory", equalTo: ["Data"] },
      { field: "resources.type", equalTo: ["AWS::S3::Object"] },
      { field: "eventName", equalTo: [...eventNames] },
    ],
  };
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
