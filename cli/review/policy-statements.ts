import { type Fields, fieldsOf, isFields, textOf } from "@palisade/engine/events/fields";

/** A policy statement with every list as a list. */
export interface Statement {
  readonly sid: string | undefined;
  readonly isDeny: boolean;
  /** Principal, Action, Resource and their negations, by name, as sorted texts. */
  readonly elements: ReadonlyMap<string, readonly string[]>;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: string;
  /** As written; IAM compares keys without regard to case. */
  readonly key: string;
  readonly values: readonly string[];
}

const ELEMENTS = ["Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource"];

/** The statements of a policy's JSON; undefined when it cannot be read as one. */
export function policyStatements(json: string): readonly Statement[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isFields(document)) return undefined;
  const statements = asList(document["Statement"]);
  return statements.every(isFields) ? statements.map(statementOf) : undefined;
}

function statementOf(statement: Fields): Statement {
  return {
    sid: textOf(statement["Sid"]),
    isDeny: statement["Effect"] === "Deny",
    elements: new Map(
      ELEMENTS.filter((name) => statement[name] !== undefined).map((name) => [name, textsOf(statement[name])]),
    ),
    conditions: Object.entries(fieldsOf(statement["Condition"])).flatMap(([operator, keys]) =>
      Object.entries(fieldsOf(keys)).map(([key, values]) => ({ operator, key, values: textsOf(values) })),
    ),
  };
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** A principal's map becomes `AWS:arn…` texts. */
function textsOf(value: unknown): readonly string[] {
  if (isFields(value))
    return Object.entries(value).flatMap(([kind, list]) => textsOf(list).map((text) => `${kind}:${text}`));
  return asList(value)
    .map((one) => (typeof one === "string" ? one : JSON.stringify(one)))
    .toSorted();
}

/** Equal for two statements that say the same, whatever their Sids are. */
export function statementBody({ isDeny, elements, conditions }: Statement): string {
  return JSON.stringify([isDeny, [...elements], conditions]);
}
