import { AddressSet } from "../../perimeter/address-set";
import type { Perimeter } from "../../perimeter/perimeter";
import { perimeterStatement } from "../../perimeter/statement";
import { listInWords } from "./list-in-words";
import { type Condition, readPolicy, type Statement } from "./policy-document";

/** The perimeter statement as it should be in a bucket's policy. */
export interface Expected {
  readonly perimeter: Perimeter;
  readonly sid: string;
  readonly bucket: string;
  /** Region of the bucket, which decides the partition. */
  readonly region: string | undefined;
}

/** What a written policy lacks of the perimeter. */
export type Weakening =
  | { readonly kind: "missing" }
  /** In words, what the statement of that Sid allows that the perimeter does not. */
  | { readonly kind: "weaker"; readonly because: readonly string[] };

/** Undefined where one of a policy's Denies refuses at least what the perimeter refuses, whatever its Sid. */
export function weakeningOf(statements: readonly Statement[], expected: Expected): Weakening | undefined {
  const wanted = wantedStatement(expected);
  const denies = statements.filter(({ effect }) => effect === "Deny");
  if (denies.some((statement) => differences(statement, wanted).length === 0)) return undefined;
  const ours = statements.find(({ sid }) => sid === expected.sid);
  return ours === undefined ? { kind: "missing" } : { kind: "weaker", because: differences(ours, wanted) };
}

function wantedStatement({ perimeter, sid, bucket, region }: Expected): Statement {
  const reading = readPolicy({
    Statement: perimeterStatement(perimeter, { bucket, partition: partitionOf(region) }, sid),
  });
  const [statement] = reading.kind === "policy" ? reading.statements : [];
  if (statement === undefined) throw new Error(`perimeter ${perimeter.name}: its own statement cannot be read`);
  return statement;
}

function partitionOf(region = ""): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

const EVERYTHING: ReadonlySet<string> = new Set(["*", "s3:*"]);

/** What a Deny no longer refuses. A Deny with fewer conditions, or fewer exceptions in them, refuses more, which is no concern here. */
function differences(statement: Statement, wanted: Statement): readonly string[] {
  const isAboutEverybody = statement.principals.some(
    ({ type, value }) => value === "*" && (type === "*" || type === "AWS"),
  );
  const lost = wanted.resources.filter(
    (arn) => !statement.resources.includes(arn) && !statement.resources.includes("*"),
  );
  return [
    ...(statement.effect === "Deny" ? [] : ["it no longer denies"]),
    ...(isAboutEverybody ? [] : ["it no longer concerns everybody"]),
    ...(statement.actions.some((action) => EVERYTHING.has(action)) ? [] : ["it no longer covers every action"]),
    ...(lost.length === 0 ? [] : [`it no longer covers ${listInWords(lost)}`]),
    ...statement.conditions.flatMap((condition) => loosened(condition, wanted.conditions)),
  ];
}

/** Every condition of the perimeter lists exceptions, so one more value is one more caller that is allowed. */
function loosened(condition: Condition, wanted: readonly Condition[]): readonly string[] {
  const { operator, key, values } = condition;
  const same = wanted.find((one) => isSame(one.operator, operator) && isSame(one.key, key));
  if (same === undefined) return [`it only holds under ${operator} ${key} ${listInWords(values)}`];
  const more = values.filter((value) => !same.values.includes(value));
  if (more.length === 0 || (isSame(key, "aws:SourceIp") && areWithin(more, same.values))) return [];
  return [`${key} lets in ${listInWords(more)} besides`];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether networks lie within those of the perimeter, however both are cut up. */
function areWithin(values: readonly string[], allowed: readonly string[]): boolean {
  const own = AddressSet.of(allowed);
  return values.every((network) => own.hasNetwork(network));
}
