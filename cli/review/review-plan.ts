import { visibleText } from "../visible-text";
import { ALLOWED_BY, type PerimeterFacts, perimeterFacts, statementsOf } from "./perimeter-facts";
import type { ResourceChange } from "./read-plan";

const POLICY = "aws_s3_bucket_policy";
const PUBLIC_ACCESS_BLOCK = "aws_s3_bucket_public_access_block";
const WARNING = "⚠️ **";

const code = (text: string) => `\`${visibleText(text, 300).replaceAll("`", "'")}\``;

function sids(policy: unknown): ReadonlySet<string> {
  return new Set((statementsOf(policy) ?? []).map(({ Sid }) => (typeof Sid === "string" ? Sid : "(no Sid)")));
}

function difference(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): readonly string[] {
  return [...(a ?? [])].filter((value) => !b?.has(value));
}

function factLines(before: PerimeterFacts, after: PerimeterFacts): readonly string[] {
  return Object.entries(ALLOWED_BY).flatMap(([key, words]) => {
    const added = difference(after.get(key), before.get(key));
    const removed = difference(before.get(key), after.get(key));
    // With no perimeter before, everything is new and nothing is wider.
    const widens = before.size > 0 && after.size > 0;
    return [
      ...(added.length > 0
        ? [`${widens ? `${WARNING}wider:** ` : ""}lets in ${words} ${added.map(code).join(", ")}`]
        : []),
      ...(removed.length > 0 && after.size > 0 ? [`no longer lets in ${words} ${removed.map(code).join(", ")}`] : []),
    ];
  });
}

function policyLines({ actions, before, after }: ResourceChange): readonly string[] {
  const was = before["policy"] ?? '{"Statement":[]}';
  const goes = actions.includes("delete") && !actions.includes("create");
  const will = goes ? '{"Statement":[]}' : after["policy"];
  const old = perimeterFacts(was);
  const next = perimeterFacts(will);
  if (!old || !next) return ["the policy is only known once it is applied, or cannot be read: look at the plan itself"];
  const lost = difference(sids(was), sids(will));
  return [
    ...(old.size === 0 && next.size > 0 ? ["**begins to deny** whoever is not let in"] : []),
    ...(old.size > 0 && next.size === 0 ? [`${WARNING}the perimeter's Deny goes away:** strangers get in`] : []),
    ...factLines(old, next),
    ...(lost.length > 0 ? [`${WARNING}drops statements** ${lost.map(code).join(", ")}`] : []),
  ];
}

function publicAccessLines({ actions, after }: ResourceChange): readonly string[] {
  if (actions.includes("delete") && !actions.includes("create")) return [`${WARNING}removes the public access block**`];
  const open = Object.entries(after).filter(([key, value]) => /^(block|ignore|restrict)_/.test(key) && value === false);
  return open.length > 0
    ? [`${WARNING}leaves open** ${open.map(([key]) => code(key)).join(", ")}`]
    : ["blocks public access"];
}

function bucketOf({ before, after, address }: ResourceChange): string {
  const bucket = after["bucket"] ?? before["bucket"];
  return typeof bucket === "string" ? bucket : address;
}

/** What plans do to the perimeter, as Markdown for a pull request. */
export function reviewChanges(changes: readonly ResourceChange[]): readonly string[] {
  const real = changes.filter(({ actions }) => actions.some((action) => action !== "no-op" && action !== "read"));
  const byBucket = new Map<string, string[]>();
  for (const change of real) {
    const read = { [POLICY]: policyLines, [PUBLIC_ACCESS_BLOCK]: publicAccessLines }[change.type];
    if (!read) continue;
    const bucket = bucketOf(change);
    byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), ...read(change)]);
  }
  const count = (action: string) => real.filter(({ actions }) => actions.includes(action)).length;
  return [
    "## Palisade: what this plan changes",
    "",
    ...(byBucket.size === 0 ? ["No bucket's perimeter changes.", ""] : []),
    ...[...byBucket].flatMap(([bucket, lines]) => [
      `### ${code(bucket)}`,
      "",
      ...(lines.length > 0 ? lines.map((line) => `- ${line}`) : ["- the policy's text changes, not whom it lets in"]),
      "",
    ]),
    `All resources: ${count("create")} to create, ${count("update")} to change, ${count("delete")} to destroy.`,
  ];
}
