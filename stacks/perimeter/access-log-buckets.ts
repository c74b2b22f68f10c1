import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import type { Place } from "@palisade/engine/arn";
import { Construct } from "constructs";
import type { AccessLogsConfig } from "../../config/sections/access-logs";
import { AccessLogBucket } from "./access-log-bucket";
import type { LogDelivery } from "./protected-bucket";

export interface AccessLogBucketsProps {
  readonly accessLogs: AccessLogsConfig;
  readonly home: Place;
  /** Of the regions besides the home region. */
  readonly providers: ReadonlyMap<string, AwsProvider>;
}

/**
 * Where server access logs go: a bucket in each region that needs one, or buckets that hold them already, of which nothing is touched but,
 * if someone asked for it, the notifications.
 */
export class AccessLogBuckets extends Construct {
  /** Where the logs of a protected bucket are to be delivered, by the bucket's name; those that are logged already are not there. */
  readonly deliveries: ReadonlyMap<string, LogDelivery>;

  constructor(scope: Construct, id: string, { accessLogs, home, providers }: AccessLogBucketsProps) {
    super(scope, id);
    const { logBuckets, retentionDays } = accessLogs;
    const deliveries = new Map<string, LogDelivery>();
    for (const { name, region, create, notifies, sources } of logBuckets) {
      const provider = providers.get(region);
      if (create) {
        const place = { ...home, region };
        const logs = new AccessLogBucket(this, name, { name, place, sources, retentionDays, provider });
        for (const source of sources) deliveries.set(source, { bucket: logs.bucket, policy: logs.policy });
      } else if (notifies) new S3BucketNotification(this, name, { provider, bucket: name, eventbridge: true });
    }
    this.deliveries = deliveries;
  }
}
