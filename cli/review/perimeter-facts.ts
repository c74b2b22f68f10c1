import { isFields } from "./read-plan";

/** The values of a bucket policy's perimeter statements, by condition key; undefined when the policy is not readable. */
export type PerimeterFacts = ReadonlyMap<string, ReadonlySet<string>>;

/** Keys that only widen whom a perimeter lets in. */
export const ALLOWED_BY: Readonly<Record<string, string>> = {
  "aws:SourceIp": "addresses",
  "aws:SourceVpc": "VPCs",
  "aws:SourceVpce": "VPC endpoints",
  "aws:PrincipalArn": "exempt principals",
};

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");

export function statementsOf(policy: unknown): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (typeof policy !== "string") return undefined;
  try {
    const document: unknown = JSON.parse(policy);
    if (!isFields(document)) return undefined;
    const { Statement } = document;
    return (Array.isArray(Statement) ? Statement : [Statement]).filter(isFields);
  } catch {
    return undefined;
  }
}

/** What a Deny with `NotIpAddress` or a foreign-network condition lets in; empty when there is no such Deny. */
export function perimeterFacts(policy: unknown): PerimeterFacts | undefined {
  const statements = statementsOf(policy);
  if (!statements) return undefined;
  const facts = new Map<string, Set<string>>();
  for (const { Effect, Condition } of statements) {
    if (Effect !== "Deny" || !isFields(Condition)) continue;
    for (const [operator, keys] of Object.entries(Condition)) {
      if (!operator.includes("Not") || !isFields(keys)) continue;
      for (const [key, values] of Object.entries(keys)) {
        if (!(key in ALLOWED_BY)) continue;
        const known = facts.get(key) ?? new Set<string>();
        for (const value of texts(values)) known.add(value);
        facts.set(key, known);
      }
    }
  }
  return facts;
}
