import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Place } from "@palisade/engine/arn";
import { splitBuckets } from "@palisade/engine/detections/engine/rule-patterns";
import type { Construct } from "constructs";
import type { PalisadeConfig } from "../../config/config";
import { EventLog } from "./event-log";

export interface DebugLogsProps {
  readonly config: PalisadeConfig;
  readonly home: Place;
  /** By region; none is needed for the home region. */
  readonly providers: ReadonlyMap<string, AwsProvider>;
}

/** Writes every event of the protected buckets to a log group, in each of their regions. */
export function addDebugLogs(scope: Construct, { config, home, providers }: DebugLogsProps): void {
  const { names, logRetentionDays, regions } = config;
  for (const region of regions) {
    const buckets = bucketsIn(region, config);
    if (buckets.length === 0) continue;
    new EventLog(scope, `debug-${region}`, {
      place: { ...home, region },
      provider: providers.get(region),
      logGroupName: names.debugLogGroup,
      ruleName: names.debugRule,
      patterns: bucketPatterns(buckets, home.partition),
      retentionDays: logRetentionDays,
    });
  }
}

function bucketsIn(region: string, { perimeters }: PalisadeConfig): readonly string[] {
  return perimeters.flatMap(({ buckets }) =>
    buckets.filter((bucket) => bucket.region === region).map(({ name }) => name),
  );
}

function bucketPatterns(buckets: readonly string[], partition: string) {
  return splitBuckets({ buckets, partition }, (about) => ({
    source: ["aws.s3"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: about,
  }));
}
