import { dayOf } from "../events/utc-day";
import { dueAt, type StoredIncident } from "../incidents/store";
import { compareSeverity, type Severity } from "../severity";
import type { DeadLetters, RaisedAlarm } from "./chain-health";
import { type Count, type DayCounts, daysAfter } from "./day-counts";
import type { BySeverity, Digest, Health, HeldIncident, HeldIncidents, NoisyDetection, OpenIncidents } from "./digest";
import type { DigestSettings } from "./digest-settings";
import type { HeldAlerts } from "./held-alerts";
import { countsOfWeek, lastDayOfWeekBefore, periodOf, sumOf, trendOf } from "./periods";
import { tuningHints } from "./tuning-hints";

/** What a digest is made of. What could not be read is undefined. */
export interface Findings {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly days: readonly DayCounts[] | undefined;
  /** Incidents with something left to tell, as many as were looked at. */
  readonly open: { readonly incidents: readonly StoredIncident[]; readonly hasMore: boolean } | undefined;
  /** By channel. */
  readonly held: Readonly<Record<string, HeldAlerts | undefined>>;
  readonly alarms: readonly RaisedAlarm[] | undefined;
  /** By queue. */
  readonly deadLetters: Readonly<Record<string, DeadLetters | undefined>>;
}

const DAY_MS = 24 * 60 * 60_000;
const EXPIRES_SOON_MS = 7 * DAY_MS;

/** The closing round comes every five minutes; what is this late was passed over. */
const OVERDUE_MS = 30 * 60_000;

/** Fewer within a week disturb no one. */
const NOISY_FROM = 5;
const MOST_NOISY = 5;
const MOST_OPEN = 5;
const MOST_HELD = 50;
/** Further ones are named, and no more. */
const MOST_DESCRIBED = 10;
/** Long enough to be worth reading. */
const LONGEST_TEXT = 300;

/** The day of a digest that is written at a moment: the last one that is over, in UTC. */
export function digestDay(now: number): string {
  return daysAfter(dayOf(now), -1);
}

/** Puts together what a day's digest says. */
export function buildDigest(settings: DigestSettings, findings: Findings): Digest {
  const { id, now, days, open } = findings;
  const day = digestDay(now);
  const { project, account, region, suppressions } = settings;
  return {
    id,
    project,
    account,
    region,
    day,
    writtenAt: now,
    ...(days && { counts: countsOf(days, day) }),
    noisiest: days ? noisiestOf(days, day, settings) : [],
    ...(open && { open: openOf(open.incidents, open.hasMore, now) }),
    held: heldOf(findings.held),
    expired: suppressions.filter(({ until }) => until <= now),
    expiring: suppressions.filter(({ until }) => until > now && until <= now + EXPIRES_SOON_MS),
    health: healthOf(findings),
  };
}

function countsOf(days: readonly DayCounts[], day: string): NonNullable<Digest["counts"]> {
  const itself = days.find((one) => one.day === day);
  const after = days.find((one) => one.day === daysAfter(day, 1));
  return {
    ...(itself && { day: periodOf(itself.counts) }),
    sinceMidnight: periodOf(after?.counts ?? []),
    trend: trendOf(days, day),
  };
}

function noisiestOf(
  days: readonly DayCounts[],
  day: string,
  { detections }: DigestSettings,
): readonly NoisyDetection[] {
  const week = countsOfWeek(days, day);
  const before = countsOfWeek(days, lastDayOfWeekBefore(day));
  const ofDetection = (counts: readonly Count[], id: string) => counts.filter(({ detection }) => detection === id);
  const ids = [...new Set(week.map(({ detection }) => detection))];
  return ids
    .map((id): NoisyDetection => {
      const counts = ofDetection(week, id);
      const detection = detections[id];
      return {
        detection: id,
        ...(detection && { title: detection.title }),
        incidents: sumOf(counts, "opened"),
        events: sumOf(counts, "events"),
        before: sumOf(ofDetection(before, id), "opened"),
        hints: tuningHints(id, detection),
      };
    })
    .filter(({ incidents }) => incidents >= NOISY_FROM)
    .toSorted((a, b) => b.incidents - a.incidents || b.events - a.events)
    .slice(0, MOST_NOISY);
}

function openOf(stored: readonly StoredIncident[], hasMore: boolean, now: number): OpenIncidents {
  const overdue = stored.filter(({ state }) => (dueAt(state) ?? now) + OVERDUE_MS <= now).length;
  const gravest = stored
    .map(({ state: { incident } }) => incident)
    .toSorted((a, b) => compareSeverity(b.severity, a.severity) || b.untold - a.untold)
    .slice(0, MOST_OPEN)
    .map(({ detection, severity, gravest: { title, summary }, untold, endsAt }) => {
      return { detection, severity, title: short(title), summary: short(summary), untold, endsAt };
    });
  return { count: stored.length, hasMore, overdue, gravest };
}

/** One line an incident, however many alerts of it were held back, and for how many channels. */
function heldOf(held: Findings["held"]): HeldIncidents {
  const known = Object.values(held).filter((one) => one !== undefined);
  const incidents = new Map<string, HeldIncident>();
  for (const { entry } of known.flatMap(({ waiting }) => waiting)) {
    const { id: _, kind: __, more: ___, ...incident } = entry;
    const other = incidents.get(incident.incident);
    incidents.set(incident.incident, other ? merged(other, incident) : incident);
  }
  const all = [...incidents.values()].toSorted((a, b) => compareSeverity(b.severity, a.severity) || b.time - a.time);
  return {
    count: all.length,
    bySeverity: countBySeverity(all),
    shown: all.slice(0, MOST_HELD),
    hasMore: known.some(({ hasMore }) => hasMore),
    unknown: Object.keys(held).filter((channel) => held[channel] === undefined),
  };
}

function merged(one: HeldIncident, other: HeldIncident): HeldIncident {
  const graver = compareSeverity(one.severity, other.severity) >= 0 ? one : other;
  return { ...graver, count: Math.max(one.count, other.count), time: Math.max(one.time, other.time) };
}

function countBySeverity(all: readonly { readonly severity: Severity }[]): BySeverity {
  const counts: Partial<Record<Severity, number>> = {};
  for (const { severity } of all) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}

function describedAlarm({ description, ...alarm }: RaisedAlarm, index: number): RaisedAlarm {
  const isDescribed = description !== undefined && index < MOST_DESCRIBED;
  return { ...alarm, ...(isDescribed && { description: short(description) }) };
}

function short(text: string): string {
  return text.slice(0, LONGEST_TEXT);
}

function healthOf({ alarms, deadLetters }: Findings): Health {
  const known = Object.values(deadLetters).filter((one) => one !== undefined);
  return {
    ...(alarms && { alarms: alarms.map(describedAlarm) }),
    deadLetters: known.filter(({ messages }) => messages > 0),
    unknown: Object.keys(deadLetters).filter((queue) => deadLetters[queue] === undefined),
  };
}
