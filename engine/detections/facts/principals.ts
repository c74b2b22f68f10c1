import { CLOUDFRONT_ACCOUNT, serviceOwning } from "../../events/aws-owned";
import type { Condition, NamedPrincipal, Statement } from "./policy-document";

/** A principal that a statement names, or allows by its conditions. */
export type Grantee =
  /** No one is kept out, as far as identities go; `conditions` are keys of conditions that a stranger can meet. */
  | { readonly kind: "everybody"; readonly conditions: readonly string[] }
  /** Everyone who meets conditions on the keys in `by`, which no stranger can meet, and which name no account. */
  | { readonly kind: "narrowed"; readonly by: readonly string[] }
  | { readonly kind: "account"; readonly account: string; readonly principal: string }
  /** An AWS service, no stranger by itself. */
  | { readonly kind: "service"; readonly service: string }
  /** Users of an identity provider; the account is the provider's own, where the name says it. */
  | { readonly kind: "federated"; readonly provider: string; readonly account: string | undefined }
  /** An account by the name that only S3 uses, which says nothing of its id. */
  | { readonly kind: "canonical-user"; readonly id: string }
  /** A redacted account, the unique id of a deleted principal, or a value of no known shape: never fine. */
  | { readonly kind: "unresolved"; readonly text: string };

/**
 * The principals that an Allow allows, each once; none for a Deny, and for a statement without principals, as in a user's or a role's policy.
 * "Everyone" under conditions that name accounts is those accounts.
 */
export function granteesOf(statement: Statement): readonly Grantee[] {
  if (statement.effect !== "Allow") return [];
  // An Allow for everyone but a few is an Allow for everyone.
  if (statement.notPrincipals.length > 0) return everybodyUnder(statement.conditions);
  const named = statement.principals.map(granteeOf);
  const everybody = named.some(({ kind }) => kind === "everybody") ? everybodyUnder(statement.conditions) : [];
  return distinct([...everybody, ...named.filter(({ kind }) => kind !== "everybody")]);
}

/** Whether a statement's conditions keep strangers out, whatever its principal is. */
export function isNarrowed({ conditions }: Statement): boolean {
  return conditions.some(narrows);
}

/**
 * The account that an ARN or a bare id names; undefined where none is named, or it is redacted. XML that CloudTrail turned into JSON may
 * hold an id as a number, which has lost its leading zeros.
 */
export function accountIn(value: unknown): string | undefined {
  if (typeof value === "number") return accountIn(String(value).padStart(12, "0"));
  if (typeof value !== "string") return undefined;
  if (ACCOUNT.test(value)) return value;
  if (!value.startsWith("arn:")) return undefined;
  const account = value.split(":", 5)[4];
  return account !== undefined && ACCOUNT.test(account) ? account : undefined;
}

const ACCOUNT = /^\d{12}$/;

function granteeOf({ type, value }: NamedPrincipal): Grantee {
  if (value === "*" && (type === "*" || type === "AWS")) return { kind: "everybody", conditions: [] };
  switch (type) {
    case "AWS":
      return awsPrincipal(value);
    case "Service":
      return { kind: "service", service: value };
    case "Federated":
      return value === "*"
        ? { kind: "everybody", conditions: [] }
        : { kind: "federated", provider: value, account: accountIn(value) };
    case "CanonicalUser":
      return serviceGrantee(value) ?? { kind: "canonical-user", id: value };
    default:
      return { kind: "unresolved", text: value };
  }
}

function awsPrincipal(value: string): Grantee {
  const account = accountIn(value);
  if (account !== undefined) return serviceGrantee(account) ?? { kind: "account", account, principal: value };
  const segment = value.startsWith("arn:") ? value.split(":", 5)[4] : undefined;
  if (segment === CLOUDFRONT_ACCOUNT) return { kind: "service", service: "cloudfront.amazonaws.com" };
  return segment === "*" ? { kind: "everybody", conditions: [] } : { kind: "unresolved", text: value };
}

function serviceGrantee(accountOrCanonicalId: string): Grantee | undefined {
  const service = serviceOwning(accountOrCanonicalId);
  return service === undefined ? undefined : { kind: "service", service };
}

function everybodyUnder(conditions: readonly Condition[]): readonly Grantee[] {
  const narrowing = conditions.filter(narrows);
  if (narrowing.length === 0) return [{ kind: "everybody", conditions: conditions.map(({ key }) => key) }];
  const naming = narrowing.filter(({ key }) => NAMES_ACCOUNTS.has(key.toLowerCase()));
  const accounts = naming.flatMap(({ values }) =>
    values.flatMap((principal): Grantee[] => {
      const account = accountIn(principal);
      return account === undefined ? [] : [{ kind: "account", account, principal }];
    }),
  );
  return accounts.length > 0 ? distinct(accounts) : [{ kind: "narrowed", by: narrowing.map(({ key }) => key) }];
}

/**
 * Comparisons that only hold for a value that was there. With `IfExists` a request without the key passes, `ForAllValues:` holds for no
 * values at all, and negations allow all but a few.
 */
const RESTRICTING: ReadonlySet<string> = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
  "ipaddress",
  "bool",
]);

/** Keys whose values a stranger cannot choose, and what of a value must be fixed. */
const KEYS: Readonly<Record<string, (value: string) => boolean>> = {
  "aws:principalorgid": isFixed,
  "aws:principalorgpaths": isFixedOrganization,
  "aws:principalaccount": isFixed,
  "aws:principalarn": isFixedArn,
  "aws:userid": isFixedUser,
  "aws:sourceaccount": isFixed,
  "aws:sourceowner": isFixed,
  "aws:sourcearn": isFixedArn,
  "aws:sourceorgid": isFixed,
  "aws:sourceorgpaths": isFixedOrganization,
  "aws:sourcevpc": isFixed,
  "aws:sourcevpce": isFixed,
  "aws:vpceaccount": isFixed,
  "aws:vpceorgid": isFixed,
  "aws:vpceorgpaths": isFixedOrganization,
  "aws:sourceip": isSmallNetwork,
  "aws:principalisawsservice": (value) => value === "true",
  "aws:principalservicename": isFixed,
  "kms:calleraccount": isFixed,
  "s3:dataaccesspointaccount": isFixed,
  "s3:dataaccesspointarn": isFixedArn,
};

const NARROWING_KEYS: ReadonlyMap<string, (value: string) => boolean> = new Map(Object.entries(KEYS));

const NAMES_ACCOUNTS: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourcearn",
  "aws:vpceaccount",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

function narrows({ operator, key, values }: Condition): boolean {
  const comparison = operator.toLowerCase();
  const bare = comparison.startsWith("foranyvalue:") ? comparison.slice("foranyvalue:".length) : comparison;
  const isFine = NARROWING_KEYS.get(key.toLowerCase());
  // Values OR, so one that is open to all opens the whole condition.
  return isFine !== undefined && RESTRICTING.has(bare) && values.length > 0 && values.every(isFine);
}

function isFixed(value: string): boolean {
  return value !== "" && !value.includes("*") && !value.includes("?") && !value.includes("${");
}

/** `o-exampleorgid/r-ab12/*`: whatever follows the organization. */
function isFixedOrganization(value: string): boolean {
  return isFixed(value.split("/", 1)[0] ?? "");
}

/** Wildcards are fine behind an account; an ARN without account, as a bucket's, must be whole. */
function isFixedArn(value: string): boolean {
  return accountIn(value) !== undefined || isFixed(value);
}

/** `AROAEXAMPLE:*`: any session of one role. */
function isFixedUser(value: string): boolean {
  return isFixed(value.split(":", 1)[0] ?? "");
}

/**
 * S3's own idea of an address range that is not the public.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 32 } as const;

function isSmallNetwork(value: string): boolean {
  const slash = value.indexOf("/");
  if (slash === -1) return isFixed(value);
  const prefix = Number(value.slice(slash + 1));
  return prefix >= (value.includes(":") ? SHORTEST_PREFIX.ipv6 : SHORTEST_PREFIX.ipv4);
}

function distinct(grantees: readonly Grantee[]): readonly Grantee[] {
  const seen = new Map(grantees.map((grantee) => [JSON.stringify(grantee), grantee]));
  return [...seen.values()];
}
