import type { Match } from "../incidents/incident";
import { aMatch, MINUTE } from "../incidents/match-fixture";
import type { Alert } from "./alert";

/** An alert on a first match for tests, noticed five minutes later. */
export function anAlert(match: Partial<Match> = {}, overrides: Partial<Alert> = {}): Alert {
  const shown = aMatch(15, match);
  return {
    project: "palisade",
    id: "1.0",
    kind: "opened",
    severity: shown.severity,
    match: shown,
    count: 1,
    more: 1,
    firstSeen: shown.time,
    lastSeen: shown.time,
    windowMinutes: 60,
    eventIds: [shown.eventId],
    detectedAt: shown.time + 5 * MINUTE,
    duplicatesPossible: false,
    ...overrides,
  };
}
