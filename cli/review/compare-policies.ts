import { aggregateCidrs } from "@palisade/engine/perimeter/aggregate";
import { code, codes, type Finding, loud, quiet } from "./finding";
import { type Condition, type Statement, statementBody } from "./policy-statements";

/** What a bucket's new policy changes, statement by statement. */
export function comparePolicies(before: readonly Statement[], after: readonly Statement[]): readonly Finding[] {
  const { pairs, removed, added } = pairUp(before, after);
  return [
    ...removed.map((statement) =>
      statement.isDeny
        ? loud(`**A Deny goes away:** ${nameOf(statement)}${exceptionsOf(statement)}`)
        : quiet(`Allow removed: ${nameOf(statement)}`),
    ),
    ...added.map((statement) => (statement.isDeny ? denyAdded(statement) : allowAdded(statement))),
    ...pairs.flatMap(([old, now]) => (old.isDeny ? compareDenies(old, now) : compareAllows(old, now))),
  ];
}

interface Pairing {
  readonly pairs: readonly (readonly [Statement, Statement])[];
  readonly removed: readonly Statement[];
  readonly added: readonly Statement[];
}

/** By Sid and effect, else by what they say: a statement that only got another Sid is still there. */
function pairUp(before: readonly Statement[], after: readonly Statement[]): Pairing {
  const added = [...after];
  const removed: Statement[] = [];
  const pairs: [Statement, Statement][] = [];
  for (const old of before) {
    const bySid = added.findIndex(({ sid, isDeny }) => sid !== undefined && sid === old.sid && isDeny === old.isDeny);
    const index = bySid >= 0 ? bySid : added.findIndex((now) => statementBody(now) === statementBody(old));
    const [now] = index >= 0 ? added.splice(index, 1) : [];
    if (now) pairs.push([old, now]);
    else removed.push(old);
  }
  return { pairs, removed, added };
}

function nameOf({ sid }: Statement): string {
  return sid === undefined ? "a statement without Sid" : code(sid);
}

function exceptionsOf({ conditions }: Statement): string {
  const lists = conditions.filter(isException).map(({ key, values }) => `${wordsFor(key)} ${codes(values)}`);
  return lists.length === 0 ? "" : `, which allow ${lists.join("; ")}`;
}

function denyAdded(statement: Statement): Finding {
  const exceptions = statement.conditions
    .filter(isException)
    .map(({ key, values }) => `${wordsFor(key)} ${codes(values)}`);
  const others = exceptions.length === 0 ? "" : ` except ${exceptions.join("; ")}`;
  return quiet(`Deny added: ${nameOf(statement)} refuses ${codes(statement.elements.get("Action") ?? [])}${others}`);
}

function allowAdded(statement: Statement): Finding {
  const principals = statement.elements.get("Principal") ?? [];
  const text = `Allow added: ${nameOf(statement)} for ${codes(principals)}`;
  const isForEverybody = principals.some((principal) => principal === "*" || principal === "AWS:*");
  return isForEverybody || statement.elements.has("NotPrincipal") ? loud(`**${text}**`) : quiet(text);
}

function compareAllows(old: Statement, now: Statement): readonly Finding[] {
  return statementBody(old) === statementBody(now) ? [] : [quiet(`Allow changed: ${nameOf(now)}`)];
}

function compareDenies(old: Statement, now: Statement): readonly Finding[] {
  if (statementBody(old) === statementBody(now)) return [];
  return [...compareElements(old, now), ...compareConditions(old, now)];
}

/** A Deny that speaks of less refuses less. */
function compareElements(old: Statement, now: Statement): readonly Finding[] {
  const names = [...new Set([...old.elements.keys(), ...now.elements.keys()])];
  return names.flatMap((name) => {
    const { lost, gained } = difference(old.elements.get(name), now.elements.get(name));
    const isNegated = name.startsWith("Not");
    const [weaker, stronger] = isNegated ? [gained, lost] : [lost, gained];
    return [
      ...(weaker.length > 0
        ? [loud(`**Deny covers less:** ${nameOf(now)}, ${name} ${isNegated ? "gains" : "loses"} ${codes(weaker)}`)]
        : []),
      ...(stronger.length > 0
        ? [quiet(`Deny covers more: ${nameOf(now)}, ${name} ${isNegated ? "loses" : "gains"} ${codes(stronger)}`)]
        : []),
    ];
  });
}

/** Conditions AND: one more, or one more exception in a negated one, refuses less. */
function compareConditions(old: Statement, now: Statement): readonly Finding[] {
  const id = ({ operator, key }: Condition) => `${operator.replace(/IfExists$/, "")} ${key.toLowerCase()}`;
  const before = new Map(old.conditions.map((condition) => [id(condition), condition]));
  const after = new Map(now.conditions.map((condition) => [id(condition), condition]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const condition = (after.get(name) ?? before.get(name)) as Condition;
    const was = before.get(name);
    const is = after.get(name);
    if (!isException(condition)) return compareOther(condition, was, is);
    const { lost, gained } = difference(was?.values, is?.values);
    const isKept = gained.length > 0 && isAddress(condition) && coversAll(was?.values ?? [], gained);
    return [
      ...(gained.length > 0 && !isKept ? [loud(widened(condition, gained))] : []),
      ...(lost.length > 0 ? [quiet(`No longer allowed: ${wordsFor(condition.key)} ${codes(lost)}`)] : []),
      ...(isKept
        ? [quiet(`Written differently, allowing no one new: ${wordsFor(condition.key)} ${codes(gained)}`)]
        : []),
      ...(was && is && was.operator !== is.operator
        ? [loud(`**Condition changed:** ${code(was.operator)} is now ${code(is.operator)} on ${code(is.key)}`)]
        : []),
    ];
  });
}

function compareOther(condition: Condition, was: Condition | undefined, is: Condition | undefined): readonly Finding[] {
  const name = `${code(condition.operator)} on ${code(condition.key)}`;
  if (!is) return [quiet(`Condition removed, so that the Deny refuses more: ${name}`)];
  if (!was && /^aws:(PrincipalIsAWSService|ViaAWSService)$/i.test(condition.key)) {
    return [loud(`**AWS services are allowed:** ${name} ${codes(is.values)}`)];
  }
  if (!was) return [loud(`**A condition appears, and the Deny refuses less:** ${name} ${codes(is.values)}`)];
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  return [loud(`**Condition changed:** ${name} from ${codes(was.values)} to ${codes(is.values)}`)];
}

function widened({ key, operator }: Condition, gained: readonly string[]): string {
  if (/^aws:PrincipalArn$/i.test(key)) return `**Exempt principals appear:** ${codes(gained)} from anywhere`;
  return `**The perimeter widens:** ${wordsFor(key)} ${codes(gained)} allowed (${code(operator)})`;
}

/** A Deny with a negated condition allows whatever the condition lists. */
function isException({ operator }: Condition): boolean {
  return /Not/.test(operator);
}

function isAddress({ key }: Condition): boolean {
  return /^aws:(SourceIp|VpcSourceIp)$/i.test(key);
}

const WORDS: Readonly<Record<string, string>> = {
  "aws:sourceip": "addresses",
  "aws:vpcsourceip": "private addresses",
  "aws:sourcevpc": "VPCs",
  "aws:sourcevpce": "VPC endpoints",
  "aws:principalarn": "principals",
};

function wordsFor(key: string): string {
  return WORDS[key.toLowerCase()] ?? code(key);
}

function difference(before: readonly string[] = [], after: readonly string[] = []) {
  return {
    lost: before.filter((value) => !after.includes(value)),
    gained: after.filter((value) => !before.includes(value)),
  };
}

/** Whether addresses were allowed already, under wider or several networks. What is no network is taken to be new. */
function coversAll(networks: readonly string[], addresses: readonly string[]): boolean {
  const withPrefix = (text: string) => (text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`);
  try {
    const before = aggregateCidrs(networks.map(withPrefix));
    const together = aggregateCidrs([...networks, ...addresses].map(withPrefix));
    return JSON.stringify(before) === JSON.stringify(together);
  } catch {
    return false;
  }
}
