import { splitArn } from "./arn-pattern";

export interface PrincipalProblem {
  readonly problem: string;
  readonly fix: string;
}

const NAME_A_ROLE = "write the ARN of a role or user, such as arn:aws:iam::111122223333:role/break-glass";

/** What `aws:PrincipalArn` can hold, by service; groups, instance profiles and sessions are never in it. */
const PRINCIPALS: Readonly<Record<string, RegExp>> = {
  iam: /^(root|(role|user)\/.+)$/,
  sts: /^federated-user\/.+$/,
};

/**
 * What is wrong with an ARN pattern that is to be exempt from a perimeter, or undefined. With `partition`, a pattern of another partition is
 * refused too: it would exempt no one, and a caller that relied on it would be locked out.
 */
export function checkPrincipalPattern(text: string, partition?: string): PrincipalProblem | undefined {
  if (/^[*?]+$/.test(text)) {
    return {
      problem: "exempts every principal and leaves no perimeter",
      fix: NAME_A_ROLE,
    };
  }
  const parts = splitArn(text);
  // A `$` would start a policy variable, which IAM fills in from the request.
  if (parts?.[0] !== "arn" || !/^[!-~]+$/.test(text) || /[$"\\]/.test(text)) {
    return { problem: "not the ARN of a principal", fix: NAME_A_ROLE };
  }
  const [, ownPartition = "", service = "", region = "", account = "", resource = ""] = parts;
  return (
    checkPartition(ownPartition, partition) ??
    checkResource(ownPartition, service, region, account, resource) ??
    checkAccount(account, resource)
  );
}

function checkPartition(own: string, wanted: string | undefined): PrincipalProblem | undefined {
  if (wanted === undefined ? /^aws(-[a-z]+)*$/.test(own) : own === wanted) return undefined;
  const expected = wanted ?? "aws, aws-cn or aws-us-gov";
  return {
    problem: `of partition ${JSON.stringify(own)} where ${expected} is expected, so it would exempt nobody`,
    fix: `begin it with arn:${wanted ?? "aws"}:`,
  };
}

function checkResource(
  partition: string,
  service: string,
  region: string,
  account: string,
  resource: string,
): PrincipalProblem | undefined {
  if (service === "sts" && resource.startsWith("assumed-role/")) {
    const role = resource.split("/")[1] || "NAME";
    return {
      problem: "the ARN of a session, which aws:PrincipalArn never holds",
      fix: `write the role, with its path if it has one: arn:${partition}:iam::${account}:role/${role}`,
    };
  }
  if (region === "" && PRINCIPALS[service]?.test(resource)) return undefined;
  return {
    problem: "not the ARN of a role, a user, a federated user or a root user, which is all that aws:PrincipalArn holds",
    fix: NAME_A_ROLE,
  };
}

function checkAccount(account: string, resource: string): PrincipalProblem | undefined {
  if (/^\d{12}$/.test(account)) return undefined;
  // No one but AWS can make a role under this path, in whatever account.
  if (account === "*" && resource.startsWith("role/aws-service-role/")) return undefined;
  return {
    problem: "without one account of 12 digits, so that any account could make a principal of that name",
    fix: "write the account id of the principal's own account",
  };
}
