import type { AddressFacts } from "./address-facts";
import type { Caller } from "./caller";
import { type Entry, isAmazons } from "./suggest-entry";

export type Confidence = "high" | "medium" | "low";

/** What speaks for an entry of the allowlist and against it. */
export interface Evidence {
  readonly entry: Entry;
  /** Those that it would allow, all of whom got something before. */
  readonly callers: readonly Caller[];
  /** What is known of their addresses. */
  readonly facts: readonly AddressFacts[];
  /** Strangers who call from there too. */
  readonly strangers: readonly Caller[];
  /** Day of the logs' last record, since the epoch. */
  readonly lastDay: number;
}

export interface Assessment {
  readonly confidence: Confidence;
  /** Most weighty first, each a phrase. */
  readonly reasons: readonly string[];
}

/** A reason with its weight; `atMost` bounds the confidence whatever else speaks for it. */
interface Reason {
  readonly weight: number;
  readonly text: string;
  readonly atMost?: Confidence;
}

const MANY_DAYS = 10;
const SOME_DAYS = 3;
const MANY_PRINCIPALS = 3;
const STALE_DAYS = 30;
const ENOUGH_FOR_HIGH = 3;

const ORDER: readonly Confidence[] = ["low", "medium", "high"];

/** How sure it is that an entry allows the callers that it should. */
export function assess(evidence: Evidence): Assessment {
  const reasons = REASONS.flatMap((reason) => reason(evidence) ?? []);
  const sum = reasons.reduce((total, { weight }) => total + weight, 0);
  const earned: Confidence = sum >= ENOUGH_FOR_HIGH ? "high" : sum >= 1 ? "medium" : "low";
  const bounds = reasons.flatMap(({ atMost }) => atMost ?? []);
  return {
    confidence: [earned, ...bounds].toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? "low",
    reasons: reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map(({ text }) => text),
  };
}

const REASONS: readonly ((evidence: Evidence) => Reason | undefined)[] = [
  ({ strangers }) =>
    strangers.length > 0
      ? { weight: -3, text: `strangers call from there too: ${namesOf(strangers)}`, atMost: "low" }
      : undefined,
  ({ callers }) => {
    const ids = unique(callers.flatMap(({ detections }) => detections));
    return ids.length > 0 ? { weight: -3, text: `matched by ${ids.join(", ")}`, atMost: "low" } : undefined;
  },
  ({ facts }) => {
    const names = unique(facts.flatMap(({ knownAs }) => knownAs ?? []));
    return names.length > 0 ? { weight: 2, text: `in your network ${names.join(", ")}` } : undefined;
  },
  ({ callers }) => daysReason(new Set(callers.flatMap(({ days }) => days)).size),
  ({ callers }) => {
    const refused = sum(callers, ({ outcomes }) => outcomes.refused);
    const succeeded = sum(callers, ({ outcomes }) => outcomes.succeeded);
    return refused > succeeded
      ? { weight: -2, text: `refused ${times(refused)} already, and allowed ${times(succeeded)}` }
      : undefined;
  },
  ({ callers }) => {
    const own = unique(callers.filter(({ standing }) => standing === "own").map(({ actor }) => actor.id)).length;
    if (own < MANY_PRINCIPALS) return undefined;
    return { weight: 1, text: `${own} principals of the own account` };
  },
  ({ callers }) => {
    const share = sum(callers, ({ withMfa }) => withMfa) / sum(callers, total);
    return share >= 0.5 ? { weight: 1, text: `${Math.round(share * 100)}% with a second factor` } : undefined;
  },
  ({ callers }) =>
    callers.some(({ standing }) => standing === "trusted")
      ? { weight: 0, text: "principals of a trusted account", atMost: "medium" }
      : undefined,
  ({ callers }) =>
    callers.some(({ actor }) => actor.kind === "root")
      ? { weight: -1, text: "the root user, which no one should use" }
      : undefined,
  ({ facts, entry }) =>
    entry.key === "cidrs" && facts.some(isAmazons)
      ? { weight: -1, text: "an address of Amazon's, which someone else may have tomorrow" }
      : undefined,
  ({ callers, lastDay }) => {
    const idle = lastDay - Math.max(...callers.flatMap(({ days }) => days.at(-1) ?? lastDay));
    return idle >= STALE_DAYS ? { weight: -1, text: `not seen for ${idle} days` } : undefined;
  },
  ({ entry }) =>
    entry.key === "principals"
      ? { weight: 0, text: "lets the role in from anywhere: a VPC endpoint is narrower", atMost: "medium" }
      : undefined,
  ({ entry }) =>
    entry.key === "vpcEndpoints" ? { weight: 0, text: "make sure that the endpoint is yours" } : undefined,
];

function daysReason(days: number): Reason {
  if (days >= MANY_DAYS) return { weight: 2, text: `on ${days} days` };
  if (days >= SOME_DAYS) return { weight: 1, text: `on ${days} days` };
  return days === 1 ? { weight: -1, text: "on a single day" } : { weight: 0, text: `on ${days} days` };
}

const MOST_NAMES = 3;

function namesOf(callers: readonly Caller[]): string {
  const names = unique(callers.map(({ actor }) => actor.id));
  const left = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (left > 0 ? ` and ${left} more` : "");
}

function total({ outcomes }: Caller): number {
  return outcomes.succeeded + outcomes.failed + outcomes.refused;
}

function sum(callers: readonly Caller[], count: (caller: Caller) => number): number {
  return callers.reduce((all, caller) => all + count(caller), 0);
}

function times(count: number): string {
  return count === 1 ? "once" : `${count.toLocaleString("en-US")} times`;
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
