import { contextOf } from "../detections/engine/context";
import { createEngine, type Detected } from "../detections/engine/engine";
import { enabledDetections } from "../detections/registry";
import type { CloudTrailEvent } from "../events/cloudtrail/cloudtrail-event";
import type { DetectorSettings } from "../settings";
import { type Caller, foldCallers, type Judged, standingOf } from "./caller";
import { type LoggedRequest, loggedRequest } from "./logged-request";
import type { Call, CloudTrailTuple, Identity, RequestGroup, RequestGroups } from "./request-group";
import { type Ruling, rule } from "./ruling";

/** What a configuration's perimeters mean for recorded requests. */
export interface Preview {
  /** How many requests were ruled on, by ruling. */
  readonly requests: Readonly<Record<Ruling["kind"], number>>;
  /** Why requests are allowed, and how many. */
  readonly letIn: Readonly<Record<string, number>>;
  /** Protected buckets that the logs know nothing of. */
  readonly silentBuckets: readonly string[];
  /** Those whom a statement denies, whether it is in force or only observed. */
  readonly denied: readonly Caller[];
  /** Those of whom the logs say too little. */
  readonly undecided: readonly Caller[];
}

/** Detections that ask the perimeter themselves: that they match what it denies says nothing of the caller. */
export const ABOUT_THE_PERIMETER: ReadonlySet<string> = new Set([
  "s3.access-outside-allowlist",
  "s3.blocked-outside-allowlist",
  "s3.denied-inside-allowlist",
  "s3.presigned-url-outside-allowlist",
  "s3.access-log-outside-allowlist",
]);

/** Decides for every recorded request whether the perimeters of `settings` deny it. */
export function preview(groups: RequestGroups, settings: DetectorSettings): Preview {
  const { perimeterOf } = contextOf(settings);
  const trusted = new Set(settings.trustedAccounts);
  const matching = matchingDetections(settings);
  const requests = { allowed: 0, denied: 0, undecided: 0, spared: 0 };
  const letIn: Record<string, number> = {};
  const denied: Judged[] = [];
  const undecided: Judged[] = [];
  const seen = new Set<string>();
  for (const group of groups.groups) {
    const request = loggedRequest(group);
    const compiled = request && perimeterOf(request.bucket);
    if (!request || !compiled) continue;
    seen.add(request.bucket);
    const ruling = rule(request, compiled, settings.account);
    requests[ruling.kind] += group.count;
    if (ruling.kind === "allowed" || ruling.kind === "spared") {
      letIn[ruling.because] = (letIn[ruling.because] ?? 0) + group.count;
      continue;
    }
    const { name, mode } = compiled.perimeter;
    const standing = standingOf(request.actor, settings.account, trusted);
    const isDenied = ruling.kind === "denied";
    (isDenied ? denied : undecided).push({
      request,
      group,
      standing,
      perimeter: name,
      mode,
      because: isDenied ? undefined : ruling.because,
      detections: isDenied ? matching(group, request) : NONE,
    });
  }
  return {
    requests,
    letIn,
    silentBuckets: settings.perimeters.flatMap(({ buckets }) => buckets.filter((bucket) => !seen.has(bucket))),
    denied: foldCallers(denied),
    undecided: foldCallers(undecided),
  };
}

/**
 * Which detections one event alone convinces; those that look at more of a record than a group has do not match here. They are asked once
 * for each kind of place from which a caller asks for the same: of the address itself only those about the perimeter want to know more.
 */
function matchingDetections(
  settings: DetectorSettings,
): (group: RequestGroup, request: LoggedRequest) => readonly string[] {
  const detections = enabledDetections(settings).filter(
    ({ id, kind, state }) => kind === "call" && state === undefined && !ABOUT_THE_PERIMETER.has(id),
  );
  const { detect } = createEngine(settings, detections);
  const known = new WeakMap<Call, WeakMap<Identity, Map<string, readonly string[]>>>();
  return ({ tuple }, { event, source, vpcEndpointId }) => {
    if (tuple.log !== "cloudtrail" || event === undefined) return NONE;
    const byIdentity = known.get(tuple.call) ?? new WeakMap<Identity, Map<string, readonly string[]>>();
    known.set(tuple.call, byIdentity);
    const byPlace = byIdentity.get(tuple.identity) ?? new Map<string, readonly string[]>();
    byIdentity.set(tuple.identity, byPlace);
    const place = `${source.kind} ${vpcEndpointId ?? ""}`;
    const found = byPlace.get(place) ?? idsOf(detect(withPlace(event, tuple)));
    byPlace.set(place, found);
    return found;
  };
}

const NONE: readonly string[] = [];

function withPlace(event: CloudTrailEvent, { sourceAddress, vpcEndpointId }: CloudTrailTuple): CloudTrailEvent {
  return { ...event, record: { ...event.record, sourceIPAddress: sourceAddress, vpcEndpointId } };
}

function idsOf({ matches }: Detected): readonly string[] {
  return matches.length === 0 ? NONE : [...new Set(matches.map(({ detection }) => detection))];
}

/** Those who got something that they no longer would: colleagues, partners, services, and who cannot be placed. */
export function cutOff({ denied }: Preview): readonly Caller[] {
  return denied.filter(({ standing, outcomes }) => standing !== "stranger" && outcomes.succeeded > 0);
}

/** Strangers who got something that they no longer would. */
export function strangersStopped({ denied }: Preview): readonly Caller[] {
  return denied.filter(({ standing, outcomes }) => standing === "stranger" && outcomes.succeeded > 0);
}

/** Those who got nothing before either. */
export function alreadyRefused({ denied }: Preview): readonly Caller[] {
  return denied.filter(({ outcomes }) => outcomes.succeeded === 0);
}

/** Those who got something, and of whom the logs cannot say whether they still would. */
export function unclear({ undecided }: Preview): readonly Caller[] {
  return undecided.filter(({ outcomes }) => outcomes.succeeded > 0);
}

/** Those who lose access by a statement in force, and had it at `since` or later. */
export function losingAccess(result: Preview, since: number): readonly Caller[] {
  return cutOff(result).filter(({ mode, lastSucceeded }) => mode === "enforce" && (lastSucceeded ?? 0) >= since);
}

/** Those of whom it cannot be told whether they lose access by a statement in force; they had it at `since` or later. */
export function unclearInForce(result: Preview, since: number): readonly Caller[] {
  return unclear(result).filter(({ mode, lastSucceeded }) => mode === "enforce" && (lastSucceeded ?? 0) >= since);
}

/** The same settings with every perimeter in force. */
export function enforced(settings: DetectorSettings): DetectorSettings {
  return { ...settings, perimeters: settings.perimeters.map((perimeter) => ({ ...perimeter, mode: "enforce" })) };
}

/** The names of the buckets of all perimeters. */
export function bucketsOf(...settings: readonly DetectorSettings[]): ReadonlySet<string> {
  return new Set(settings.flatMap(({ perimeters }) => perimeters.flatMap(({ buckets }) => buckets)));
}
