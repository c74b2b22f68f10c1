import type { Actor, Source } from "../events/cloudtrail-event";
import { sourceText } from "../events/source";
import type { Mode } from "../perimeter/perimeter";
import type { LoggedRequest, Outcome } from "./logged-request";
import type { RequestGroup, RequestTuple } from "./request-group";

/**
 * Whose side a caller is on. `own` and `trusted` go by its account, `aws` is a service, `stranger` anybody else with or without
 * credentials, and `unknown` one of whom the log says too little.
 */
export type Standing = "own" | "trusted" | "aws" | "stranger" | "unknown";

/** One caller at one bucket from one place, and what it did there that had one outcome of the decision. */
export interface Caller {
  readonly log: RequestTuple["log"];
  readonly actor: Actor;
  readonly standing: Standing;
  readonly source: Source;
  readonly vpcEndpointId: string | undefined;
  readonly bucket: string;
  readonly perimeter: string;
  readonly mode: Mode;
  /** How often each action was asked for, the most frequent first. */
  readonly actions: readonly (readonly [name: string, count: number])[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** How many requests were made in a session with a second factor. */
  readonly withMfa: number;
  /** Milliseconds since the epoch. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** When it last got what it asked for; absent where it never did. */
  readonly lastSucceeded: number | undefined;
  /** Days since the epoch, in order. */
  readonly days: readonly number[];
  /** What the decision would have needed to know; only where it could not be made. */
  readonly because?: string;
  /** Ids of detections that match some of the requests, whatever the perimeter says of them. */
  readonly detections: readonly string[];
}

export function requestsOf({ outcomes }: Pick<Caller, "outcomes">): number {
  return outcomes.succeeded + outcomes.refused + outcomes.failed;
}

/** Where it calls from, as one text. */
export function placeOf({ source, vpcEndpointId }: Pick<Caller, "source" | "vpcEndpointId">): string {
  const origin = sourceText(source) ?? "an address that was not recorded";
  return vpcEndpointId === undefined ? origin : `${origin} through ${vpcEndpointId}`;
}

export function standingOf(
  { kind, account, principalArn }: Actor,
  own: string,
  trusted: ReadonlySet<string>,
): Standing {
  if (kind === "service" || principalArn?.includes(":role/aws-service-role/")) return "aws";
  if (kind === "anonymous") return "stranger";
  if (account === undefined) return "unknown";
  if (account === own) return "own";
  return trusted.has(account) ? "trusted" : "stranger";
}

/** What is known of a request besides what the log says. */
export interface Judged {
  readonly request: LoggedRequest;
  readonly group: RequestGroup;
  readonly standing: Standing;
  readonly perimeter: string;
  readonly mode: Mode;
  readonly because?: string;
  readonly detections: readonly string[];
}

interface Growing {
  readonly first: Judged;
  readonly actions: Map<string, number>;
  readonly outcomes: Record<Outcome, number>;
  readonly days: Set<number>;
  readonly detections: Set<string>;
  withMfa: number;
  firstSeen: number;
  lastSeen: number;
  lastSucceeded: number | undefined;
}

/** Folds requests into callers, those with the most requests first. */
export function foldCallers(judged: Iterable<Judged>): readonly Caller[] {
  const byKey = new Map<string, Growing>();
  for (const one of judged) {
    const { request, because } = one;
    const key = JSON.stringify([request.log, request.actor.id, placeOf(request), request.bucket, because]);
    const growing = byKey.get(key) ?? begin(one);
    byKey.set(key, growing);
    grow(growing, one);
  }
  const callers = [...byKey.values()].map(callerOf);
  return callers.toSorted((a, b) => requestsOf(b) - requestsOf(a) || b.lastSeen - a.lastSeen);
}

function begin(first: Judged): Growing {
  return {
    first,
    actions: new Map(),
    outcomes: { succeeded: 0, refused: 0, failed: 0 },
    days: new Set(),
    detections: new Set(),
    withMfa: 0,
    firstSeen: Number.POSITIVE_INFINITY,
    lastSeen: Number.NEGATIVE_INFINITY,
    lastSucceeded: undefined,
  };
}

function grow(growing: Growing, { request, group, detections }: Judged): void {
  const { count, withMfa, firstSeen, lastSeen, days } = group;
  growing.actions.set(request.action, (growing.actions.get(request.action) ?? 0) + count);
  growing.outcomes[request.outcome] += count;
  growing.withMfa += withMfa;
  growing.firstSeen = Math.min(growing.firstSeen, firstSeen);
  growing.lastSeen = Math.max(growing.lastSeen, lastSeen);
  if (request.outcome === "succeeded") growing.lastSucceeded = Math.max(growing.lastSucceeded ?? 0, lastSeen);
  for (const day of days) growing.days.add(day);
  for (const id of detections) growing.detections.add(id);
}

function callerOf({ first, actions, outcomes, days, detections, ...times }: Growing): Caller {
  const { request, standing, perimeter, mode, because } = first;
  return {
    log: request.log,
    actor: request.actor,
    standing,
    source: request.source,
    vpcEndpointId: request.vpcEndpointId,
    bucket: request.bucket,
    perimeter,
    mode,
    actions: [...actions].toSorted((a, b) => b[1] - a[1]),
    outcomes,
    ...times,
    days: [...days].toSorted((a, b) => a - b),
    ...(because !== undefined && { because }),
    detections: [...detections].toSorted(),
  };
}
