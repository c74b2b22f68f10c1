type OneOrMany = string | readonly string[];

export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, OneOrMany>>;
  readonly Action: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}

export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A role's trust policy: one AWS service may assume it, for this account's resources only where the service says whose they are. */
export function assumableBy(service: string, condition?: Statement["Condition"]): string {
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      ...(condition && { Condition: condition }),
    },
  ]);
}

/** Allows at least one action on a resource. A single action stands alone, as AWS writes it back. */
export function allow(actions: readonly string[], resource: OneOrMany): Statement {
  const [first = "", ...others] = new Set(actions);
  return { Effect: "Allow", Action: others.length === 0 ? first : [first, ...others], Resource: resource };
}

/** Refuses requests that come without TLS. */
export function denyPlainHttp(action: string, resource: OneOrMany): Statement {
  return {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
