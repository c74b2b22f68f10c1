import { AddressSet } from "../perimeter/address-set";
import { matchesGlob } from "../perimeter/arn-pattern";
import type { Suppression } from "../settings";
import type { Match } from "./match";

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
  if (account !== undefined) tests.push((match) => match.account === account);
  if (sourceIp !== undefined) {
    const addresses = AddressSet.of([sourceIp]);
    tests.push((match) => match.sourceIp !== undefined && addresses.has(match.sourceIp));
  }
  return (match) => tests.every((test) => test(match));
}

type Test = (match: Match) => boolean;

function isLike(pattern: string, text: string | undefined): boolean {
  return text !== undefined && matchesGlob(pattern, text);
}

function expiredAlert({ detection, reason, owner, until }: Suppression, match: Match): Match {
  const day = new Date(until).toISOString().slice(0, 10);
  return {
    detection: "palisade.suppression-expired",
    title: "A suppression has expired and something still relies on it",
    severity: "medium",
    cause: "defect",
    summary: `The suppression of ${detection} expired on ${day} (${reason}; owner ${owner}), and what it silenced still happens`,
    dedupKey: `palisade.suppression-expired|${detection}|${until}`,
    eventId: `suppression|${match.eventId}`,
    time: match.time,
    event: match.event,
    actor: "palisade",
    actorKind: "service",
  };
}
