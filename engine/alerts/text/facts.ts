import { bucketsOf, sourceIpsOf } from "../../detections/engine/match-names";
import type { Match } from "../../incidents/incident";
import type { Alert } from "../alert";
import { plainLine } from "../sanitize";
import { detailRows } from "./details";
import { foundBy } from "./found-by";
import { accessKind, causeInWords, countedMatches, duration, isOwn, utc } from "./wording";

/** One thing that an alert says, as one line that is plain but not escaped for any channel. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** `ours`: numbers, times and our words only; `theirs`: may hold what a caller chose; `detail`: theirs, and the detection's addition. */
  readonly kind: "ours" | "theirs" | "detail";
}

/** What happened, in a sentence or two, before anything else. */
export function opening({ kind, match, more, severity }: Alert): readonly string[] {
  const line = plainLine(match.summary, 800);
  const summary = `${line.startsWith("arn:") ? line : line.charAt(0).toUpperCase() + line.slice(1)}.`;
  if (kind === "closed") return [`And ${more.toLocaleString("en-US")} more. The last: ${summary}`];
  if (kind === "raised") return [`This got graver: it is ${severity} now.`, summary];
  return [summary];
}

/** What, who, from where, when, how often and why, in this order; what is absent is left out. */
export function facts(alert: Alert): readonly Fact[] {
  const { match } = alert;
  const isCall = !isOwn(match) && foundBy(match) === undefined;
  return [
    ...theirs("What", what(match)),
    ...theirs("Found by", foundBy(match)),
    ...theirs("Who", isCall ? who(match) : undefined),
    ...theirs("From", isCall ? from(match) : list(sourceIpsOf(match))),
    ...theirs("Who it names", list(match.callers ?? [])),
    ...theirs("Buckets", list(match.buckets ?? [])),
    ...theirs("Resources", match.buckets === undefined ? list(match.resources ?? []) : undefined),
    ...ours("Not shown", match.leftOut === undefined ? undefined : leftOutInWords(match.leftOut)),
    ...detailRows(match).map(([label, value]) => ({ label, value, kind: "detail" }) as const),
    ...theirs("User agent", match.userAgent === undefined ? undefined : plainLine(match.userAgent, 300)),
    ...ours("When", when(alert)),
    ...ours("How often", howOften(alert)),
    ...ours("Cause", causeInWords(match)),
    ...theirs("Error", match.errorCode === undefined ? undefined : plainLine(match.errorCode, 60)),
  ];
}

/** The same with at most `most` of them where a channel has less room: the last details go first. */
export function fewerFacts(all: readonly Fact[], most: number): readonly Fact[] {
  const details = all.filter(({ kind }) => kind === "detail");
  const kept = new Set(details.slice(0, Math.max(0, most - (all.length - details.length))));
  return all.filter((fact) => fact.kind !== "detail" || kept.has(fact));
}

/** What an investigation needs. */
export function references(alert: Alert): readonly Fact[] {
  const { match, project } = alert;
  return [
    ...theirs("Event id", eventIds(alert)),
    ...theirs("Account", match.account === undefined ? undefined : plainLine(match.account, 30)),
    ...theirs("Region", match.region === undefined ? undefined : plainLine(match.region, 30)),
    ...ours("Detection", match.detection),
    ...ours("Sent by", `Palisade, project ${project}`),
  ];
}

function theirs(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined ? [] : [{ label, value, kind: "theirs" }];
}

function ours(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined ? [] : [{ label, value, kind: "ours" }];
}

/** More would bury what else there is to say; the JSON has all. */
const MOST_NAMES = 10;

/** Names of a finding, and how many more there are. */
function list(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const shown = names.slice(0, MOST_NAMES).map((name) => plainLine(name, 100));
  const left = names.length - shown.length;
  return `${shown.join(", ")}${left > 0 ? ` and ${left.toLocaleString("en-US")} more` : ""}`;
}

function leftOutInWords(names: number): string {
  return `${names.toLocaleString("en-US")} more buckets, resources, addresses or callers, which the finding itself names`;
}

function what(match: Match): string | undefined {
  const { event, service, bucket, key, resource } = match;
  const others = bucketsOf(match).length - 1;
  if (isOwn(match)) return undefined;
  const kind = accessKind(match);
  const name = `${plainLine(event, 100)}${kind ? ` (${kind})` : ""}`;
  if (bucket !== undefined) {
    const object = key === undefined ? "" : `, key ${plainLine(key, 500)}`;
    const more = others > 0 ? ` and ${others.toLocaleString("en-US")} more` : "";
    return `${name} on bucket ${plainLine(bucket, 90)}${more}${object}`;
  }
  if (resource !== undefined) return `${name} on ${plainLine(resource, 300)}`;
  return service === undefined ? name : `${name} of ${plainLine(service.replace(/\.amazonaws\.com$/, ""), 60)}`;
}

function mfaInWords(mfa: boolean | undefined): string {
  if (mfa === undefined) return "MFA not recorded";
  return mfa ? "with MFA" : "without MFA";
}

function who({ actor, actorArn, actorKind, actorAccount, mfa }: Match): string {
  if (actorKind === "anonymous") return "anonymous: the request was not signed";
  const details = [
    actorKind.replaceAll("-", " "),
    ...(actorAccount === undefined ? [] : [`account ${plainLine(actorAccount, 30)}`]),
    ...(actorKind === "service" || actorKind === "foreign-account" ? [] : [mfaInWords(mfa)]),
  ];
  return `${plainLine(actorArn ?? actor, 300)} (${details.join(", ")})`;
}

function from({ sourceIp, region, vpcEndpointId }: Match): string {
  return [
    sourceIp === undefined ? "an address that is not recorded" : plainLine(sourceIp, 100),
    ...(vpcEndpointId === undefined ? [] : [`through VPC endpoint ${plainLine(vpcEndpointId, 60)}`]),
    ...(region === undefined ? [] : [`to region ${plainLine(region, 30)}`]),
  ].join(", ");
}

function when({ kind, match, detectedAt }: Alert): string {
  // At the end of a window the delay is ours, and says nothing of how late the log was.
  if (kind === "closed") return utc(match.time);
  return `${utc(match.time)}, noticed ${duration(detectedAt - match.time)} later at ${utc(detectedAt)}`;
}

function howOften({ kind, match, count, more, firstSeen, lastSeen, windowMinutes }: Alert): string {
  const span = count === 1 ? "" : `, first at ${utc(firstSeen)}, last at ${utc(lastSeen)}`;
  if (kind === "closed")
    return `${more.toLocaleString("en-US")} more since the last alert, ${countedMatches(count, match)} in all${span}`;
  const rule = `More of the same within ${windowMinutes} minutes is counted and told in one message at the end, unless it gets graver`;
  return `${countedMatches(count, match)} so far${span}. ${rule}`;
}

function eventIds({ match, eventIds: sample, count }: Alert): string {
  const others = sample.filter((id) => id !== match.eventId).slice(0, 4);
  const left = count - 1 - others.length;
  const more = left > 0 ? ` and ${left.toLocaleString("en-US")} more` : "";
  return [match.eventId, ...others].map((id) => plainLine(id, 80)).join(", ") + more;
}
