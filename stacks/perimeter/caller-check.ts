import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsIamSessionContext } from "@cdktf/provider-aws/lib/data-aws-iam-session-context";
import { Construct } from "constructs";

/** A Terraform condition, as `lifecycle.precondition` takes it. */
export interface Precondition {
  readonly condition: string;
  readonly errorMessage: string;
}

export interface CallerMustBeExempt {
  readonly bucket: string;
  readonly perimeter: string;
  /** Anchored RE2 expression over principal ARNs. */
  readonly exempt: string;
}

/** Who runs Terraform, and whether the policy that is about to be written would let them undo it. */
export class CallerCheck extends Construct {
  private readonly callerArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const identity = new DataAwsCallerIdentity(this, "identity");
    // An assumed role's own ARN lacks the role's path; IAM compares aws:PrincipalArn with the role's, path included.
    const session = new DataAwsIamSessionContext(this, "session", { arn: identity.arn });
    this.callerArn = `data.aws_iam_session_context.${session.friendlyUniqueId}.issuer_arn`;
  }

  mustBeExempt({ bucket, perimeter, exempt }: CallerMustBeExempt): Precondition {
    return {
      condition: `\${can(regex(${JSON.stringify(exempt)}, ${this.callerArn}))}`,
      errorMessage:
        `perimeter ${perimeter}: \${${this.callerArn}} is applying this plan and would be locked out of bucket ${bucket}: ` +
        "the policy denies every S3 action outside the allowlist and does not exempt this principal. " +
        `Fix: add its ARN to perimeters.${perimeter}.allow.principals, apply as an exempt principal, use scope: data, ` +
        `or accept the risk with acceptLockOutRisk: ${perimeter}.`,
    };
  }
}
