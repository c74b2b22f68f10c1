import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { assumableBy, policyDocument, type Statement } from "./policy-document";

export interface ServiceRoleProps {
  readonly name: string;
  readonly description: string;
  /** The AWS service that assumes it. */
  readonly service: string;
  /** Whose behalf the service must act on. */
  readonly trustCondition?: Statement["Condition"];
  /** Inline policies by name. */
  readonly policies: Readonly<Record<string, readonly Statement[]>>;
}

/** A role for one AWS service with inline policies only, so that it ends with what it serves. */
export class ServiceRole extends Construct {
  readonly arn: string;
  readonly name: string;
  /** What has to wait until the role may do its work. */
  readonly policies: readonly IamRolePolicy[];

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "resource", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: assumableBy(props.service, props.trustCondition),
    });
    this.policies = Object.entries(props.policies).map(
      ([name, statements]) =>
        new IamRolePolicy(this, `policy-${name}`, { name, role: role.name, policy: policyDocument(statements) }),
    );
    this.arn = role.arn;
    this.name = role.name;
  }
}
