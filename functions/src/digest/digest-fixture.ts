import { anAlert } from "../alerts/alert-fixture";
import { received } from "../alerts/received-alert-fixture";
import { asideAlert } from "../delivery/delivery-store";
import { fold } from "../incidents/fold";
import type { Match } from "../incidents/incident";
import { aMatch } from "../incidents/match-fixture";
import type { StoredIncident } from "../incidents/store";
import type { Severity } from "../severity";
import type { Aside } from "./aside-store";
import { buildDigest, type Findings } from "./build-digest";
import type { DayCounts } from "./day-counts";
import { daysAfter, readCount } from "./day-counts";
import type { Digest } from "./digest";
import type { DigestSettings } from "./digest-settings";

/** A Monday morning in Berlin. */
export const MORNING = Date.parse("2026-03-02T06:00:00Z");
/** The day that a digest of that morning tells of. */
export const DAY = "2026-03-01";

export const SETTINGS: DigestSettings = {
  project: "palisade",
  account: "111122223333",
  region: "eu-central-1",
  alarmPrefix: "palisade-",
  deadLetterQueues: ["palisade-events-dead-letters"],
  channels: ["team-slack", "soc"],
  defaultChannels: ["team-slack"],
  suppressions: [],
  detections: {
    "s3.bulk-download": {
      title: "Many bytes were read from a bucket",
      severity: "medium",
      dedupMinutes: 60,
      threshold: 100,
      isByAllowlist: false,
    },
    "s3.blocked-outside-allowlist": {
      title: "S3 request from outside the allowlist was blocked",
      severity: "medium",
      dedupMinutes: 1440,
      isByAllowlist: true,
    },
    "s3.policy-made-public": {
      title: "A bucket's policy lets everybody in",
      severity: "critical",
      dedupMinutes: 60,
      isByAllowlist: false,
    },
  },
};

/** Nothing happened, and all is well. */
export const QUIET: Findings = {
  id: "digest-1",
  now: MORNING,
  days: Array.from({ length: 14 }, (_, index) => ({ day: daysAfter(DAY, -index), counts: [] })),
  open: { incidents: [], hasMore: false },
  asides: { "team-slack": { waiting: [], hasMore: false }, soc: { waiting: [], hasMore: false } },
  alarms: [],
  deadLetters: { "palisade-events-dead-letters": { queue: "palisade-events-dead-letters", messages: 0 } },
};

/** A digest of what was found, and nothing else. */
export function aDigest(found: Partial<Findings> = {}, settings: Partial<DigestSettings> = {}): Digest {
  return buildDigest({ ...SETTINGS, ...settings }, { ...QUIET, ...found });
}

/** A day's numbers by counter. */
export function aDay(day: string, tally: Readonly<Record<string, number>> = {}): DayCounts {
  const counts = Object.entries(tally).flatMap(([counter, number]) => readCount(counter, number) ?? []);
  return { day, counts };
}

let serial = 0;

/** An alert that quiet hours put aside. */
export function anAside(match: Partial<Match> = {}, severity: Severity = "medium", count = 1): Aside {
  const shown = { eventId: `aside-${++serial}`, dedupKey: `dedup-${serial}`, ...match, severity };
  return { key: `delivery-${serial}`, entry: asideAlert(received(anAlert(shown, { severity, count, more: count }))) };
}

/** An incident with one alert, and so many matches that nobody was told of. */
export function anOpenIncident(untold: number, match: Partial<Match> = {}): StoredIncident {
  const { incident } = fold(undefined, [aMatch(0, match)], { dedupMinutes: 60 });
  return { state: { incident: { ...incident, untold }, pending: [] }, version: 1 };
}

/** As much of everything as there can be, in the given text. */
export function worstDigest(text: string): Digest {
  const waiting = Array.from({ length: 300 }, () =>
    anAside({ title: text, summary: text, bucket: text }, "high", 9999),
  );
  const suppression = {
    detection: "s3.bulk-download",
    reason: text.slice(0, 200),
    owner: text.slice(0, 200),
    when: {},
  };
  const noisy = Object.keys(SETTINGS.detections).flatMap((id) => [
    [`opened#medium#${id}`, 1_000_000],
    [`events#medium#${id}`, 1_000_000_000],
    [`more#medium#${id}`, 1_000_000_000],
    [`raised#medium#${id}`, 1_000_000],
  ]);
  return aDigest(
    {
      days: QUIET.days?.map(({ day }) => aDay(day, Object.fromEntries(noisy))),
      open: {
        incidents: Array.from({ length: 200 }, () => anOpenIncident(1_000_000, { title: text, summary: text })),
        hasMore: true,
      },
      asides: { "team-slack": { waiting, hasMore: true }, soc: undefined },
      alarms: Array.from({ length: 100 }, () => ({ name: "a".repeat(255), description: text, since: MORNING })),
      deadLetters: { "palisade-events-dead-letters": undefined, other: { queue: "b".repeat(80), messages: 1_000_000 } },
    },
    {
      suppressions: Array.from({ length: 100 }, (_, index) => ({
        ...suppression,
        until: MORNING + (index - 50) * 1000,
      })),
    },
  );
}
