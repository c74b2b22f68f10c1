import { AddressSet } from "../../perimeter/address-set";
import { matchesGlob } from "../../perimeter/arn-pattern";
import type { Suppression } from "../../settings";
import { dedupKey } from "./dedup-key";
import type { Match } from "./match";
import { bucketsOf, sourceIpsOf } from "./match-names";
import { isFinding } from "./match-of";

/** Silenced; or it would have been, had the suppression not expired, and that is an alert of its own; or neither. */
export type Suppressed = "in-force" | { readonly alert: Match } | undefined;

/** Compiles the suppressions of one detection. Time is the event's, so that replay judges as the live detector would have. */
export function compileSuppressions(
  detection: string,
  suppressions: readonly Suppression[],
): (match: Match) => Suppressed {
  const compiled = suppressions
    .filter((suppression) => suppression.detection === detection)
    .map((suppression) => ({ suppression, fits: compileWhen(suppression.when) }));
  if (compiled.length === 0) return () => undefined;
  return (match) => {
    const fitting = compiled.filter(({ fits }) => fits(match)).map(({ suppression }) => suppression);
    if (fitting.some(({ until }) => match.time < until)) return "in-force";
    const [expired] = fitting;
    return expired && { alert: expiredAlert(expired, match) };
  };
}

/** Of a finding with several buckets, callers or addresses all have to fit: one that the suppression does not name is worth an alert. */
function compileWhen({ actor, bucket, account, sourceIp }: Suppression["when"]): (match: Match) => boolean {
  const tests: Test[] = [];
  if (actor !== undefined) tests.push((match) => isActor(actor, match));
  if (bucket !== undefined) tests.push((match) => every(bucketsOf(match), match, (one) => isLike(bucket, one)));
  if (account !== undefined) tests.push((match) => accountOf(match) === account);
  if (sourceIp !== undefined) {
    const addresses = AddressSet.of([sourceIp]);
    tests.push((match) => every(sourceIpsOf(match), match, (one) => addresses.has(one)));
  }
  return (match) => tests.every((test) => test(match));
}

type Test = (match: Match) => boolean;

/** Whether all names fit: none are not all, nor are they where some could not be kept. */
function every(names: readonly string[], { leftOut = 0 }: Match, fits: (name: string) => boolean): boolean {
  return names.length > 0 && leftOut === 0 && names.every(fits);
}

/** The service that found something, who did it according to a finding, or who called. */
function isActor(pattern: string, match: Match): boolean {
  if (isLike(pattern, match.actor) || isLike(pattern, match.actorArn)) return true;
  return every(match.callers ?? [], match, (caller) => isLike(pattern, caller));
}

/** Not the account in which a call was made: that is the own one for strangers and colleagues alike. */
function accountOf(match: Match): string | undefined {
  return isFinding(match) ? match.account : match.actorAccount;
}

function isLike(pattern: string, text: string | undefined): boolean {
  return text !== undefined && matchesGlob(pattern, text);
}

const EXPIRED = "palisade.suppression-expired";

/** One incident a suppression, and one alert a day however often it would have silenced something. */
function expiredAlert({ detection, reason, owner, until }: Suppression, match: Match): Match {
  const ended = isoDay(until);
  return {
    detection: EXPIRED,
    title: "A suppression has expired and something still relies on it",
    severity: "medium",
    summary: `The suppression of ${detection} expired on ${ended}, and what it silenced still happens`,
    details: { Reason: reason, Owner: owner, "Silenced once": match.summary, "Its event id": match.eventId },
    dedupKey: dedupKey(EXPIRED, [detection, ended, owner, reason]),
    // Events are counted once by their ids, so that a day's further ones raise nothing.
    eventId: dedupKey(detection, [ended, owner, reason, isoDay(match.time)]),
    time: match.time,
    event: match.event,
    actor: "palisade",
    actorKind: "service",
  };
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
