import type { ExistingStatement } from "@palisade/engine/perimeter/bucket-policy";
import { type JsonPath, JsonSource } from "./json-source";
import { nearest } from "./nearest";
import { quoted } from "./quoted";
import { statementFaults } from "./statement-faults";
import type { Position } from "./yaml-source";

/** Something in a policy file that S3 would refuse, or that could not be kept as it is. */
export interface PolicyFault extends Position {
  readonly text: string;
}

export interface PolicyFile {
  /** The policy's `Id`. */
  readonly id?: string;
  readonly statements: readonly ExistingStatement[];
  /** With any of these the rest means nothing. */
  readonly faults: readonly PolicyFault[];
}

const KEYS = ["Version", "Id", "Statement"];

/** Ours is written as this one. */
const VERSION = "2012-10-17";

/** Without a version a policy is of this one. */
const OLD_VERSION = "2008-10-17";

/** Reads a policy document, as `aws s3api get-bucket-policy --query Policy --output text` prints it. Never throws. */
export function parsePolicy(text: string): PolicyFile {
  const source = new JsonSource(text);
  const policy = valueIn(source);
  if (policy === undefined) {
    const fault = "not JSON, expected a policy document, fix: correct it, or save it from S3 again";
    return { statements: [], faults: [{ ...source.syntaxFault(), text: fault }] };
  }
  const wrapped = textInAnswer(policy.value);
  if (wrapped !== undefined) {
    // Not unwrapped here: its faults would have no line, and its first reader may have lost a key.
    const fault =
      "the policy as a text inside JSON, which is how the AWS CLI answers, expected the policy itself, fix: save it from S3 again, with --query Policy --output text";
    return { statements: [], faults: [{ ...source.locate(wrapped), text: fault }] };
  }
  if (!isRecord(policy.value)) {
    const fault = "not a policy document, expected an object with Statement, fix: save the policy from S3 again";
    return { statements: [], faults: [{ ...source.locate([]), text: fault }] };
  }
  const { Id: id, Statement: statement } = policy.value;
  const statements: readonly unknown[] = [statement ?? []].flat();
  const pathOf = (index: number): JsonPath => (Array.isArray(statement) ? ["Statement", index] : ["Statement"]);
  const faults = [
    ...textFaults(source),
    ...documentFaults(policy.value, source),
    ...statements.flatMap((one, index) =>
      statementFaults(one).map(({ path, part, text: fault }) => ({
        ...source.locate([...pathOf(index), ...path], part),
        text: fault,
      })),
    ),
    ...repeatedSids(statements).map((index) => ({
      ...source.locate([...pathOf(index), "Sid"]),
      text: "a Sid for the second time, expected each once, fix: rename one",
    })),
  ];
  return {
    ...(typeof id === "string" && { id }),
    statements: statements.filter(isRecord),
    faults,
  };
}

/** Where an answer of `aws s3api get-bucket-policy` holds the policy, with or without `--query Policy`. */
function textInAnswer(value: unknown): JsonPath | undefined {
  if (typeof value === "string") return [];
  return isRecord(value) && typeof value["Policy"] === "string" ? ["Policy"] : undefined;
}

function valueIn(source: JsonSource): { readonly value: unknown } | undefined {
  try {
    return { value: source.value() };
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a parser loses without a word. */
function textFaults(source: JsonSource): readonly PolicyFault[] {
  return [
    ...source.repeatedKeys().map(({ line, column, key, before }) => ({
      line,
      column,
      text: `written twice, got ${quoted(key)}, expected each key once, fix: delete this one or the one in line ${before.line}, column ${before.column}`,
    })),
    ...source.changedNumbers().map(({ line, column, written }) => ({
      line,
      column,
      text: `a number that would be written otherwise, got ${quoted(written)}, expected text, fix: put it in quotes`,
    })),
  ];
}

function documentFaults(policy: Readonly<Record<string, unknown>>, source: JsonSource): readonly PolicyFault[] {
  const { Version: version = OLD_VERSION, Id: id, Statement: statement } = policy;
  const unknown = Object.keys(policy).filter((key) => !KEYS.includes(key));
  const fault = (path: JsonPath, text: string, part?: "key") => ({ ...source.locate(path, part), text });
  return [
    ...unknown.map((key) => {
      const guess = nearest(key, KEYS);
      const fix = guess === undefined ? "delete it" : `write ${guess}`;
      return fault([key], `unknown key, got ${quoted(key)}, expected Version, Id or Statement, fix: ${fix}`, "key");
    }),
    ...(id === undefined || typeof id === "string"
      ? []
      : [fault(["Id"], "not text, expected an Id as text, fix: put it in quotes, or delete it")]),
    ...(version === VERSION || version === OLD_VERSION
      ? []
      : [
          fault(
            ["Version"],
            `not a version of policies, got ${quoted(JSON.stringify(version))}, expected ${VERSION} or ${OLD_VERSION}, fix: write the version that S3 shows`,
          ),
        ]),
    ...(version === OLD_VERSION ? variablesIn(statement, ["Statement"]).map((path) => fault(path, VARIABLE)) : []),
    ...(statement === undefined || (Array.isArray(statement) && statement.length === 0)
      ? [
          fault(
            ["Statement"],
            "no statement in it, expected at least one, fix: write existingPolicy: none if the bucket has no policy",
          ),
        ]
      : []),
  ];
}

const VARIABLE = `"\${" in a policy of version ${OLD_VERSION}, where it is plain text and begins no variable, expected version ${VERSION}, in which Palisade writes, fix: write "\${$}{" for each "\${", and Version ${VERSION}`;

/** Where texts hold what only a newer policy takes for a variable. */
function variablesIn(value: unknown, path: JsonPath): readonly JsonPath[] {
  if (typeof value === "string") return value.includes("${") ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => variablesIn(item, [...path, index]));
  return isRecord(value) ? Object.entries(value).flatMap(([key, item]) => variablesIn(item, [...path, key])) : [];
}

/** The places of statements whose Sid an earlier one has. */
function repeatedSids(statements: readonly unknown[]): readonly number[] {
  const sids = statements.map((statement) => (isRecord(statement) ? statement["Sid"] : undefined));
  return sids.flatMap((sid, index) => (typeof sid === "string" && sids.indexOf(sid) < index ? [index] : []));
}
