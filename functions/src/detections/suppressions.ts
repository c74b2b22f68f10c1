import { AddressSet } from "../perimeter/address-set";
import { matchesGlob } from "../perimeter/arn-pattern";
import type { Suppression } from "../settings";
import { dedupKey } from "./dedup-key";
import type { Match } from "./match";
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

function compileWhen({ actor, bucket, account, sourceIp }: Suppression["when"]): (match: Match) => boolean {
  const tests: Test[] = [];
  if (actor !== undefined) tests.push((match) => isLike(actor, match.actor) || isLike(actor, match.actorArn));
  if (bucket !== undefined) tests.push((match) => isLike(bucket, match.bucket));
  if (account !== undefined) tests.push((match) => accountOf(match) === account);
  if (sourceIp !== undefined) {
    const addresses = AddressSet.of([sourceIp]);
    tests.push((match) => match.sourceIp !== undefined && addresses.has(match.sourceIp));
  }
  return (match) => tests.every((test) => test(match));
}

type Test = (match: Match) => boolean;

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
