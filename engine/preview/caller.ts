import { isAwsItself } from "../detections/facts/aws-itself";
import type { Actor, Source } from "../events/cloudtrail/cloudtrail-event";
import { sourceText } from "../events/source";
import type { Mode } from "../perimeter/perimeter";
import type { LoggedRequest, Outcome } from "./logged-request";
import type { RequestGroup, RequestTuple } from "./request-group";

/**
 * Whose side a caller is on. `own` and `trusted` go by its account, `aws` is a service, `stranger` anyone else with or without
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
  readonly because: string | undefined;
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

export function standingOf(actor: Actor, own: string, trusted: ReadonlySet<string>): Standing {
  const { kind, account } = actor;
  if (isAwsItself({ actor })) return "aws";
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
  readonly because: string | undefined;
  readonly detections: readonly string[];
}

/** What belongs to one caller, in the order in which it was judged. */
type Folded = readonly [Judged, ...Judged[]];

/** Folds requests into callers, those with the most requests first. */
export function foldCallers(judged: Iterable<Judged>): readonly Caller[] {
  const byCaller = new Map<string, Map<string, [Judged, ...Judged[]]>>();
  // Requests that ask for the same share their actor, and long keys cost more to put together than all the rest.
  const byActor = new Map<Actor, Map<string, [Judged, ...Judged[]]>>();
  for (const one of judged) {
    const { actor, log, bucket } = one.request;
    let places = byActor.get(actor);
    if (places === undefined) {
      const key = `${log} ${bucket} ${actor.id}`;
      places = byCaller.get(key) ?? new Map();
      byCaller.set(key, places);
      byActor.set(actor, places);
    }
    const place = placeKey(one);
    const known = places.get(place);
    if (known === undefined) places.set(place, [one]);
    else known.push(one);
  }
  const callers: Caller[] = [];
  for (const places of byCaller.values()) for (const folded of places.values()) callers.push(callerOf(folded));
  return callers.sort((a, b) => requestsOf(b) - requestsOf(a) || b.lastSeen - a.lastSeen);
}

/** Most often the address alone, as the log has it. */
function placeKey({ request, because }: Judged): string {
  const { source, vpcEndpointId } = request;
  if (source.kind === "public" && vpcEndpointId === undefined && because === undefined) return source.address;
  return JSON.stringify([placeOf(request), because]);
}

function callerOf(folded: Folded): Caller {
  const [{ request, standing, perimeter, mode, because }] = folded;
  const outcomes = { succeeded: 0, refused: 0, failed: 0 };
  let withMfa = 0;
  let firstSeen = Number.POSITIVE_INFINITY;
  let lastSeen = Number.NEGATIVE_INFINITY;
  let lastSucceeded: number | undefined;
  for (const { request: one, group } of folded) {
    outcomes[one.outcome] += group.count;
    withMfa += group.withMfa;
    firstSeen = Math.min(firstSeen, group.firstSeen);
    lastSeen = Math.max(lastSeen, group.lastSeen);
    if (one.outcome === "succeeded") lastSucceeded = Math.max(lastSucceeded ?? 0, group.lastSeen);
  }
  return {
    log: request.log,
    actor: request.actor,
    standing,
    source: request.source,
    vpcEndpointId: request.vpcEndpointId,
    bucket: request.bucket,
    perimeter,
    mode,
    actions: actionsOf(folded),
    outcomes,
    withMfa,
    firstSeen,
    lastSeen,
    lastSucceeded,
    days: daysOf(folded),
    because,
    detections: detectionsOf(folded),
  };
}

// Most callers in a storm are one group, for which sets would be made in vain.

function actionsOf(folded: Folded): Caller["actions"] {
  const [{ request, group }, ...rest] = folded;
  if (rest.length === 0) return [[request.action, group.count]];
  const actions = new Map<string, number>();
  for (const one of folded) actions.set(one.request.action, (actions.get(one.request.action) ?? 0) + one.group.count);
  return [...actions].sort((a, b) => b[1] - a[1]);
}

function daysOf(folded: Folded): readonly number[] {
  if (folded.length === 1) return folded[0].group.days;
  return [...new Set(folded.flatMap(({ group }) => group.days))].sort((a, b) => a - b);
}

function detectionsOf(folded: Folded): readonly string[] {
  if (folded.length === 1) return folded[0].detections;
  return [...new Set(folded.flatMap(({ detections }) => detections))].sort();
}
