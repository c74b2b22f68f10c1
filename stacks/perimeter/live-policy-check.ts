import { DataAwsS3BucketPolicy } from "@cdktf/provider-aws/lib/data-aws-s3-bucket-policy";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { terraformLiteral } from "../constructs/terraform-literal";
import type { Precondition } from "./caller-check";

export interface LivePolicyCheckProps {
  readonly bucket: string;
  /** The file that is said to hold the bucket's policy. */
  readonly file: string;
  /** Sids of the new policy and those that Palisade writes: a live statement of such a name is replaced knowingly. */
  readonly sids: readonly string[];
  /** The new policy's statements without Sid, which are known by their content. */
  readonly withoutSid: readonly unknown[];
  readonly provider?: AwsProvider;
}

/** Compares the policy that a bucket has with the one it is to get, because Terraform replaces a bucket's policy whole. */
export class LivePolicyCheck extends Construct {
  readonly precondition: Precondition;

  constructor(scope: Construct, id: string, props: LivePolicyCheckProps) {
    super(scope, id);
    const live = new DataAwsS3BucketPolicy(this, "resource", { provider: props.provider, bucket: props.bucket });
    const policy = `data.aws_s3_bucket_policy.${live.friendlyUniqueId}.policy`;
    const kept = [
      `contains(${hcl(props.sids)}, try(s.Sid, ""))`,
      // jsonencode sorts keys, so equal statements are equal texts.
      ...props.withoutSid.map(
        (statement) => `jsonencode(s) == jsonencode(jsondecode(${hcl(JSON.stringify(statement))}))`,
      ),
    ];
    const every = `for s in flatten([jsondecode(${policy}).Statement]) :`;
    this.precondition = {
      condition: `\${alltrue([${every} ${kept.join(" || ")}])}`,
      errorMessage:
        `bucket ${props.bucket} has policy statements that ${props.file} does not hold, and this plan would drop them: ` +
        `\${join(", ", [${every} try(s.Sid, jsonencode(s)) if !(${kept.join(" || ")})])}. ` +
        `Fix: add them to ${props.file} (with a Sid, where S3 writes them differently), or remove them from the bucket first.`,
    };
  }
}

/** A literal in Terraform's expressions. */
function hcl(value: unknown): string {
  return terraformLiteral(JSON.stringify(value));
}
