import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";

export interface GuarddutyProtectionProps {
  readonly provider?: AwsProvider;
}

/** GuardDuty in one region, with its watch over S3's object requests, which it reads by itself without any trail. */
export class GuarddutyProtection extends Construct {
  constructor(scope: Construct, id: string, { provider }: GuarddutyProtectionProps) {
    super(scope, id);
    // New findings come within minutes anyway; this is how soon one that goes on comes again.
    const detector = new GuarddutyDetector(this, "resource", {
      provider,
      enable: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
    });
    new GuarddutyDetectorFeature(this, "s3", {
      provider,
      detectorId: detector.id,
      name: "S3_DATA_EVENTS",
      status: "ENABLED",
    });
  }
}
