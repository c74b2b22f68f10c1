import { GetRoleCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type Answer, found } from "./answer";
import type { Aws } from "./aws";

/** The principal that runs the command. */
export interface Caller {
  readonly account: string;
  /** As STS says it; a session's own. */
  readonly arn: string;
  /** What a policy compares with `aws:PrincipalArn`: a session's role with its path. Absent where no one may look. */
  readonly principalArn: string | undefined;
}

export async function identify(aws: Aws, region: string): Promise<Answer<Caller>> {
  const answer = await aws.ask("sts", region, new GetCallerIdentityCommand({}));
  if (answer.kind !== "found") return answer;
  const { Account: account = "", Arn: arn = "" } = answer.value;
  return found({ account, arn, principalArn: await principalArnOf(arn, aws, region) });
}

/** A session's ARN lacks the path of its role. */
async function principalArnOf(arn: string, aws: Aws, region: string): Promise<string | undefined> {
  const role = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (role === undefined) return arn;
  const answer = await aws.ask("iam", region, new GetRoleCommand({ RoleName: role }));
  return answer.kind === "found" ? answer.value.Role?.Arn : undefined;
}
