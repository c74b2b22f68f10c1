import { type Fields, fieldsOf, isFields } from "@palisade/engine/events/fields";
import { compileArnPattern, matchesGlob } from "@palisade/engine/perimeter/arn-pattern";

/** One request as a policy sees it. */
export interface PolicyRequest {
  /** The AWS service that asks, as in `events.amazonaws.com`; absent for a policy of the one who asks, which names no one. */
  readonly service?: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys in lower case with their values; `undefined` is a key that the request does not carry, a missing one is not known. */
  readonly facts: Readonly<Record<string, string | undefined>>;
}

export type Ruling =
  | { readonly kind: "allowed" }
  | { readonly kind: "denied"; readonly by: string }
  /** No statement speaks for it. */
  | { readonly kind: "not-allowed" }
  /** A statement is written in a way that is not understood here. */
  | { readonly kind: "undecided"; readonly because: string };

/** Whether something holds; undefined where no one knows. */
type Maybe = boolean | undefined;

/**
 * What one policy says of one request. Reads what policies of queues, topics, keys, functions and roles use, and says so where there is
 * more in them; other policies may still say otherwise.
 */
export function rule(policy: unknown, request: PolicyRequest): Ruling {
  const statements = [fieldsOf(policy)["Statement"] ?? []].flat().filter(isFields);
  const applying = statements.map((statement) => ({ statement, applies: applies(statement, request) }));
  const of = (effect: string, holds: Maybe) =>
    applying.find(({ statement, applies: does }) => statement["Effect"] === effect && does === holds)?.statement;
  const denied = of("Deny", true);
  if (denied) return { kind: "denied", by: nameOf(denied) };
  const unclear = of("Deny", undefined) ?? (of("Allow", true) ? undefined : of("Allow", undefined));
  if (unclear) return { kind: "undecided", because: `${nameOf(unclear)} is more than can be judged here` };
  return { kind: of("Allow", true) ? "allowed" : "not-allowed" };
}

function nameOf({ Sid, Effect }: Fields): string {
  return typeof Sid === "string" && Sid !== "" ? `statement ${Sid}` : `a statement without Sid that says ${Effect}`;
}

function applies(statement: Fields, request: PolicyRequest): Maybe {
  return all([
    principalMatches(statement, request),
    either(statement, "Action", (pattern) => matchesGlob(pattern.toLowerCase(), request.action.toLowerCase())),
    either(statement, "Resource", (pattern) => matchesGlob(pattern, request.resource)),
    ...Object.entries(fieldsOf(statement["Condition"])).flatMap(([operator, keys]) =>
      Object.entries(fieldsOf(keys)).map(([key, values]) => conditionHolds(operator, key, textsOf(values), request)),
    ),
  ]);
}

function all(parts: readonly Maybe[]): Maybe {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function principalMatches({ Principal, NotPrincipal }: Fields, { service }: PolicyRequest): Maybe {
  if (NotPrincipal !== undefined) return undefined;
  if (Principal === undefined) return service === undefined;
  if (Principal === "*") return true;
  const { AWS, Service } = fieldsOf(Principal);
  if (textsOf(AWS).includes("*")) return true;
  return service !== undefined && textsOf(Service).some((name) => name === "*" || name === service);
}

/** `Action` or `NotAction`, `Resource` or `NotResource`; a policy that names no resource is about what it hangs on. */
function either(statement: Fields, name: "Action" | "Resource", matches: (pattern: string) => boolean): Maybe {
  const not = statement[`Not${name}`];
  if (not !== undefined) return !textsOf(not).some(matches);
  if (statement[name] === undefined) return name === "Resource";
  return textsOf(statement[name]).some(matches);
}

const OPERATORS: Readonly<Record<string, (pattern: string, value: string) => boolean>> = {
  ArnEquals: (pattern, value) => compileArnPattern(pattern)(value),
  ArnLike: (pattern, value) => compileArnPattern(pattern)(value),
  Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  StringEquals: (wanted, value) => wanted === value,
  StringEqualsIgnoreCase: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  StringLike: matchesGlob,
};

function conditionHolds(operator: string, key: string, values: readonly string[], { facts }: PolicyRequest): Maybe {
  const name = key.toLowerCase();
  const [, negation, base = "", ifExists] = /^(?:(Not)(?=\w))?(\w+?)(IfExists)?$/.exec(positive(operator)) ?? [];
  const test = OPERATORS[base];
  if (test === undefined || !(name in facts)) return undefined;
  const fact = facts[name];
  if (fact === undefined) return negation !== undefined || ifExists !== undefined;
  return values.some((value) => test(value, fact)) === (negation === undefined);
}

/** `StringNotEquals` as `NotStringEquals`, so that both kinds are read alike. */
function positive(operator: string): string {
  return operator.replace(/^(Arn|String)Not/, "Not$1");
}

function textsOf(value: unknown): readonly string[] {
  return [value ?? []].flat().map(String);
}
