import { bucketsOf } from "../detections/engine/match-names";
import { matchesWildcard, parseWildcard } from "../patterns/wildcard";
import { compareSeverity, type Severity } from "../severity";

/** Which alerts go to which channels. */
export interface Routing {
  readonly routes: readonly Route[];
  /** For alerts that no route fits, so that none goes nowhere. */
  readonly default: readonly string[];
}

/** All conditions that are given must fit; of one with several values, any. */
export interface Route {
  /** This one and graver ones. */
  readonly severity?: Severity;
  /** Ids, with `*`. */
  readonly detections?: readonly string[];
  /** In which it happened. */
  readonly accounts?: readonly string[];
  /** Names, with `*`; of an alert on several buckets, any. */
  readonly buckets?: readonly string[];
  /** What the bucket's tag says, whatever its case; an alert of which that is not known does not fit. */
  readonly environments?: readonly string[];
  readonly channels: readonly string[];
}

/** What routes look at. */
export interface Routed {
  readonly severity: Severity;
  readonly environment?: string;
  /** All of them where the buckets are of several. */
  readonly environments?: readonly string[];
  readonly match: {
    readonly detection: string;
    readonly account?: string;
    readonly bucket?: string;
    readonly buckets?: readonly string[];
  };
}

/** The channels that an alert goes to, each once: those of every route that fits, else the default ones. */
export function channelsOf(alert: Routed, routing: Routing): readonly string[] {
  const routed = routing.routes.filter((route) => fits(alert, route)).flatMap(({ channels }) => channels);
  return [...new Set(routed.length > 0 ? routed : routing.default)];
}

function fits({ severity, environment, environments, match }: Routed, route: Route): boolean {
  return (
    (route.severity === undefined || compareSeverity(severity, route.severity) >= 0) &&
    isAmong([match.detection], route.detections) &&
    (route.accounts === undefined || (match.account !== undefined && route.accounts.includes(match.account))) &&
    isAmong(bucketsOf(match), route.buckets) &&
    isAmong(
      (environments ?? (environment === undefined ? [] : [environment])).map((one) => one.toLowerCase()),
      route.environments?.map((one) => one.toLowerCase()),
    )
  );
}

/** Whether any of the names is: an alert on two teams' buckets is for both. */
function isAmong(names: readonly string[], patterns: readonly string[] | undefined): boolean {
  return patterns === undefined || names.some((name) => patterns.some((pattern) => isLike(name, pattern)));
}

/** Whether a name fits a text in which `*` is any run of characters. */
export function isLike(name: string, pattern: string): boolean {
  const parsed = parseWildcard(pattern.replace(/\*{2,}/g, "*"));
  return "wildcard" in parsed && matchesWildcard(parsed.wildcard, name);
}
