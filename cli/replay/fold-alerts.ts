import type { Candidate } from "@palisade/engine/detections/engine/candidate";
import { fold } from "@palisade/engine/incidents/fold";
import type { Announcement, Incident, Match } from "@palisade/engine/incidents/incident";
import { createMemoryStateStore } from "@palisade/engine/incidents/state/create-state-store";
import type { Judged } from "./record-scan";

/** What one alert stands for: the match that raised it and those that folded into it up to the incident's next alert. */
export interface ReplayAlert {
  readonly announcement: Announcement;
  readonly match: Match;
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly eventIds: readonly string[];
}

/**
 * One copy of each event, however often and in whatever order the records came: that with the caller's ARN, and among equals that with
 * the smallest id.
 */
export function chooseCopies(judged: Iterable<Judged>): readonly Judged[] {
  const chosen = new Map<string, Judged>();
  for (const copy of judged) {
    const other = chosen.get(copy.id);
    if (!other || isBetter(copy, other)) chosen.set(copy.id, copy);
  }
  return [...chosen.values()];
}

/** Every match in the order of event time, among them what became one because enough came together up to then. */
export async function orderMatches(judged: readonly Judged[]): Promise<readonly Match[]> {
  const candidates = judged.flatMap((one) => one.candidates).sort((a, b) => byTime(a.match, b.match));
  return [...judged.flatMap((one) => one.matches), ...(await promoteInOrder(candidates))].sort(byTime);
}

/** One after the other, as they would have come in a world without delays. */
async function promoteInOrder(candidates: readonly Candidate[]): Promise<readonly Match[]> {
  const state = createMemoryStateStore();
  const matches: Match[] = [];
  for (const candidate of candidates) {
    const { promoted, failures } = await state.promote([candidate]);
    for (const error of failures.values()) throw error;
    matches.push(...promoted.values());
  }
  return matches;
}

function isBetter(copy: Judged, other: Judged): boolean {
  if (copy.hasArn !== other.hasArn) return copy.hasArn;
  if (copy.eventId !== other.eventId) return (copy.eventId ?? "") < (other.eventId ?? "");
  return JSON.stringify(copy) < JSON.stringify(other);
}

function byTime(a: Match, b: Match): number {
  return a.time - b.time || compareText(a.eventId, b.eventId) || compareText(a.detection, b.detection);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Folds ordered matches into incidents as the detector does, one alert for each thing that people would be told. */
export function foldAlerts(
  matches: readonly Match[],
  dedupMinutesOf: (detection: string) => number,
): readonly ReplayAlert[] {
  const incidents = new Map<string, Incident>();
  const latest = new Map<string, Growing>();
  const alerts: Growing[] = [];
  for (const match of matches) {
    const dedupMinutes = dedupMinutesOf(match.detection);
    const { incident, announcements } = fold(incidents.get(match.dedupKey), [match], { dedupMinutes });
    incidents.set(match.dedupKey, incident);
    const announcement = announcements.find(({ kind }) => kind !== "closed");
    if (announcement) {
      const alert = {
        announcement,
        match,
        count: 1,
        firstSeen: match.time,
        lastSeen: match.time,
        eventIds: [match.eventId],
      };
      latest.set(match.dedupKey, alert);
      alerts.push(alert);
      continue;
    }
    const alert = latest.get(match.dedupKey) as Growing;
    alert.count++;
    alert.lastSeen = match.time;
    alert.eventIds.push(match.eventId);
  }
  return alerts;
}

interface Growing {
  readonly announcement: Announcement;
  readonly match: Match;
  count: number;
  readonly firstSeen: number;
  lastSeen: number;
  readonly eventIds: string[];
}
