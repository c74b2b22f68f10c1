import { isFields, textOf } from "../../events/fields";

/** One comparison of a statement's Condition: its values OR, comparisons AND. */
export interface Condition {
  /** As written, `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  /** As written, `aws:SourceIp`; keys are compared without case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** One value of Principal or NotPrincipal. */
export interface NamedPrincipal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for a bare `"*"`, empty where the value has another shape. */
  readonly type: string;
  readonly value: string;
}

/** A statement whose lists are lists, whatever they were written as; what is absent is an empty list. */
export interface Statement {
  readonly sid: string | undefined;
  /** Anything but the two words is undefined, and lets no one in. */
  readonly effect: "Allow" | "Deny" | undefined;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly NamedPrincipal[];
  readonly notPrincipals: readonly NamedPrincipal[];
  readonly conditions: readonly Condition[];
}

export type PolicyReading =
  | { readonly kind: "policy"; readonly statements: readonly Statement[] }
  /** Nothing was written in place of a policy. */
  | { readonly kind: "absent" }
  /** Something was, and no one can say what it allows; `because` is for a person. */
  | { readonly kind: "unreadable"; readonly because: string };

/** The largest policy that AWS takes is a key's, 32 kB; percent-encoding may treble it. */
const MAX_TEXT = 131_072;

/** No policy within AWS's limits of size has more. */
const MAX_STATEMENTS = 2000;

/**
 * Reads a policy as records hold it: an object (S3), JSON text (IAM, KMS, SNS, SQS) or percent-encoded JSON text. Never throws, and its work
 * grows with the size of the value only.
 */
export function readPolicy(value: unknown): PolicyReading {
  if (value === undefined || value === null || value === "") return { kind: "absent" };
  const document = typeof value === "string" ? parseText(value) : value;
  if (!isFields(document)) return unreadable("it is no JSON object");
  const list = listOf(document["Statement"]);
  if (list.length > MAX_STATEMENTS) return unreadable(`it has ${list.length} statements`);
  const statements = list.filter(isFields).map(statementOf);
  return statements.length === list.length
    ? { kind: "policy", statements }
    : unreadable("it has a statement that is no object");
}

/** Undefined and null are no value, one value is a list of one: CloudTrail writes one XML child as itself and several as a list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function unreadable(because: string): PolicyReading {
  return { kind: "unreadable", because };
}

function parseText(text: string): unknown {
  if (text.length > MAX_TEXT) return undefined;
  try {
    return JSON.parse(text.startsWith("%7B") ? decodeURIComponent(text) : text);
  } catch {
    return undefined;
  }
}

function statementOf(fields: Readonly<Record<string, unknown>>): Statement {
  const effect = fields["Effect"];
  return {
    sid: textOf(fields["Sid"]),
    effect: effect === "Allow" || effect === "Deny" ? effect : undefined,
    actions: textsOf(fields["Action"]),
    notActions: textsOf(fields["NotAction"]),
    resources: textsOf(fields["Resource"]),
    notResources: textsOf(fields["NotResource"]),
    principals: principalsOf(fields["Principal"]),
    notPrincipals: principalsOf(fields["NotPrincipal"]),
    conditions: conditionsOf(fields["Condition"]),
  };
}

/** Conditions may be written as numbers and booleans; what has no text at all is kept as something that is not fine. */
function textsOf(value: unknown): readonly string[] {
  return listOf(value).map((one) => (typeof one === "object" ? "" : String(one)));
}

function principalsOf(value: unknown): readonly NamedPrincipal[] {
  if (value === "*") return [{ type: "*", value: "*" }];
  if (!isFields(value)) return textsOf(value).map((text) => ({ type: "", value: text }));
  return Object.entries(value).flatMap(([type, values]) => textsOf(values).map((text) => ({ type, value: text })));
}

function conditionsOf(value: unknown): readonly Condition[] {
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isFields(keys) ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: textsOf(values) })) : [],
  );
}
