import type { Actor, ActorKind } from "./cloudtrail/cloudtrail-event";
import { type Fields, fieldsOf, flagOf, textOf } from "./fields";

/** What else the record says about its caller. */
export interface ActorContext {
  /** The account whose trail this is. */
  readonly account: string | undefined;
  readonly errorMessage: string | undefined;
}

const KINDS: ReadonlyMap<string, ActorKind> = new Map<string, ActorKind>([
  ["IAMUser", "user"],
  ["AssumedRole", "role"],
  ["Role", "role"],
  ["Root", "root"],
  ["FederatedUser", "federated-user"],
  ["SAMLUser", "federated-user"],
  ["WebIdentityUser", "federated-user"],
  ["IdentityCenterUser", "federated-user"],
  ["AWSService", "service"],
]);

// Newer records say `anonymous`, older ones `ANONYMOUS_PRINCIPAL`.
const ANONYMOUS: ReadonlySet<string> = new Set(["anonymous", "ANONYMOUS_PRINCIPAL"]);

const NAMED_IN_MESSAGE = /^User: (arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):[^\s]{1,512}) is not authorized to perform: /;

/** Who made a request, from `userIdentity` in all its shapes. */
export function describeActor(userIdentity: unknown, context: ActorContext): Actor {
  const identity = fieldsOf(userIdentity);
  const kind = kindOf(identity, context.account);
  const account = kind === "anonymous" ? undefined : textOf(identity["accountId"]);
  // The owner's copy of a foreign caller's request has no ARN, but the error text may name it.
  const arn = textOf(identity["arn"]) ?? (kind === "foreign-account" ? arnInMessage(context, account) : undefined);
  const principalId = textOf(identity["principalId"]);
  const session = fieldsOf(identity["sessionContext"]);
  const issuer = kind === "role" ? textOf(fieldsOf(session["sessionIssuer"])["arn"]) : undefined;
  const invokedBy = textOf(identity["invokedBy"]);
  return {
    kind,
    id: idOf({ kind, arn, issuer, invokedBy, principalId, account }),
    arn,
    principalArn: principalArnOf(kind, arn, issuer),
    account,
    sessionName: sessionNameOf(kind, arn, principalId),
    mfa: flagOf(fieldsOf(session["attributes"])["mfaAuthenticated"]),
    invokedBy,
  };
}

function kindOf(identity: Fields, trailAccount: string | undefined): ActorKind {
  const type = textOf(identity["type"]);
  const account = textOf(identity["accountId"]);
  if (type === "AWSAccount") {
    if (account !== undefined && ANONYMOUS.has(account)) return "anonymous";
    return account === undefined || account === trailAccount ? "unknown" : "foreign-account";
  }
  if (type !== undefined) return KINDS.get(type) ?? "unknown";
  // Service events carry no type: only the account they concern and the service.
  return textOf(identity["invokedBy"]) !== undefined && textOf(identity["arn"]) === undefined ? "service" : "unknown";
}

function arnInMessage({ errorMessage }: ActorContext, account: string | undefined): string | undefined {
  const named = errorMessage === undefined ? null : NAMED_IN_MESSAGE.exec(errorMessage);
  return named && named[2] === account ? named[1] : undefined;
}

interface Names {
  readonly kind: ActorKind;
  readonly arn: string | undefined;
  readonly issuer: string | undefined;
  readonly invokedBy: string | undefined;
  readonly principalId: string | undefined;
  readonly account: string | undefined;
}

function idOf({ kind, arn, issuer, invokedBy, principalId, account }: Names): string {
  const accountId = account === undefined ? undefined : `account:${account}`;
  switch (kind) {
    case "anonymous":
      return "anonymous";
    case "service":
      return invokedBy ?? arn ?? "service";
    case "foreign-account":
      return accountId ?? "foreign-account";
    case "role":
      return issuer ?? withoutSession(arn) ?? roleId(principalId) ?? accountId ?? "role";
    default:
      return arn ?? roleId(principalId) ?? accountId ?? invokedBy ?? kind;
  }
}

function principalArnOf(kind: ActorKind, arn: string | undefined, issuer: string | undefined): string | undefined {
  switch (kind) {
    case "role":
      // Without its issuer a session does not say the path of its role, and `aws:PrincipalArn` has the path.
      return issuer;
    case "user":
    case "root":
    case "federated-user":
      return arn;
    case "foreign-account":
      return arn?.includes(":iam::") ? arn : undefined;
    default:
      return undefined;
  }
}

/** `arn:aws:sts::111122223333:assumed-role/NAME/SESSION` without `/SESSION`. */
function withoutSession(arn: string | undefined): string | undefined {
  if (arn === undefined || !arn.includes(":assumed-role/")) return arn;
  const end = arn.indexOf("/", arn.indexOf("/") + 1);
  return end === -1 ? arn : arn.slice(0, end);
}

/** `AROAEXAMPLE:session` without `:session`. */
function roleId(principalId: string | undefined): string | undefined {
  return textOf(principalId?.split(":", 1)[0]);
}

function sessionNameOf(kind: ActorKind, arn: string | undefined, principalId: string | undefined): string | undefined {
  if (arn?.includes(":assumed-role/")) return textOf(arn.slice(arn.lastIndexOf("/") + 1));
  if (kind !== "role" && kind !== "foreign-account") return undefined;
  const colon = principalId?.indexOf(":") ?? -1;
  return colon === -1 ? undefined : textOf(principalId?.slice(colon + 1));
}
