import type { CloudTrailEvent } from "../../events/cloudtrail/cloudtrail-event";
import type { DetectionContext } from "../engine/define-detection";
import type { Statement } from "./policy-document";
import { type Grantee, granteesOf } from "./principals";

/** Who is allowed besides one's own and trusted accounts; everyone is not among them. */
export interface Strangers {
  /** Ids of accounts that no one said to trust, each once. */
  readonly accounts: readonly string[];
  /** Principals that are named without their account, as they are written, each once. */
  readonly unresolved: readonly string[];
}

/** Whether an account is neither the own one, nor trusted, nor the one that the record itself is of. */
export function isStranger(account: string, { account: own }: CloudTrailEvent, context: DetectionContext): boolean {
  return account !== own && !context.isTrustedAccount(account);
}

/** The strangers that a policy's Allows allow. AWS services and identity providers that name no account are none. */
export function strangersIn(
  statements: readonly Statement[],
  event: CloudTrailEvent,
  context: DetectionContext,
): Strangers {
  const accounts = new Set<string>();
  const unresolved = new Set<string>();
  for (const grantee of statements.flatMap(granteesOf)) {
    const account = accountOf(grantee);
    if (account !== undefined && isStranger(account, event, context)) accounts.add(account);
    const name = unresolvedNameOf(grantee);
    if (name !== undefined) unresolved.add(name);
  }
  return { accounts: [...accounts], unresolved: [...unresolved] };
}

function accountOf(grantee: Grantee): string | undefined {
  return grantee.kind === "account" || grantee.kind === "federated" ? grantee.account : undefined;
}

function unresolvedNameOf(grantee: Grantee): string | undefined {
  if (grantee.kind === "canonical-user") return `canonical user ${grantee.id}`;
  if (grantee.kind !== "unresolved") return undefined;
  return grantee.text === "" ? "a principal that is no text" : grantee.text;
}
