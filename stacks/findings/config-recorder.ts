import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import type { ConfigDelivery } from "./config-delivery";

export interface ConfigRecorderProps {
  /** Of recorder and delivery channel; rules are named `<name>-<identifier in lower case>`. */
  readonly name: string;
  readonly delivery: ConfigDelivery;
  /** Types such as `AWS::S3::Bucket`; every recorded change costs. */
  readonly resourceTypes: readonly string[];
  /** AWS's own rules, by their identifiers such as `IAM_PASSWORD_POLICY`. */
  readonly managedRules: readonly string[];
  readonly provider?: AwsProvider;
}

/** AWS Config in one region: it records some types of resources and judges them by managed rules. */
export class ConfigRecorder extends Construct {
  constructor(scope: Construct, id: string, props: ConfigRecorderProps) {
    super(scope, id);
    const { provider, name, delivery } = props;
    const recorder = new ConfigConfigurationRecorder(this, "resource", {
      provider,
      name,
      roleArn: delivery.roleArn,
      recordingGroup: {
        allSupported: false,
        includeGlobalResourceTypes: false,
        resourceTypes: [...props.resourceTypes],
        recordingStrategy: [{ useOnly: "INCLUSION_BY_RESOURCE_TYPES" }],
      },
      dependsOn: [...delivery.ready],
    });
    const channel = new ConfigDeliveryChannel(this, "channel", {
      provider,
      name,
      s3BucketName: delivery.bucket,
      dependsOn: [recorder],
    });
    // AWS starts no recorder that has nowhere to deliver, and takes no rule where nothing is recorded.
    const status = new ConfigConfigurationRecorderStatus(this, "status", {
      provider,
      name: recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
    for (const identifier of props.managedRules) {
      new ConfigConfigRule(this, `rule-${identifier}`, {
        provider,
        name: `${name}-${identifier.toLowerCase().replaceAll("_", "-")}`,
        source: { owner: "AWS", sourceIdentifier: identifier },
        dependsOn: [status],
      });
    }
  }
}
