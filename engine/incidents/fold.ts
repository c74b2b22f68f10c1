import { compareSeverity } from "../severity";
import type { Announcement, Incident, Match } from "./incident";

export interface FoldOptions {
  readonly dedupMinutes: number;
  /** How many event ids an incident keeps as a sample; 20 unless set. */
  readonly sampleEventIds?: number;
}

export interface Folded {
  readonly incident: Incident;
  /** In the order in which they are announced. */
  readonly announcements: readonly Announcement[];
}

const MINUTE = 60_000;

function eventsOf({ events = 1 }: Match): number {
  return events;
}

function settling(...times: readonly (number | undefined)[]): Pick<Incident, "settlesAt"> {
  const settlesAt = Math.max(...times.map((time = 0) => time));
  return settlesAt > 0 ? { settlesAt } : {};
}

function openIncident(match: Match, options: FoldOptions): Incident {
  return {
    dedupKey: match.dedupKey,
    detection: match.detection,
    severity: match.severity,
    startsAt: match.time,
    endsAt: match.time + options.dedupMinutes * MINUTE,
    ...settling(match.settlesAt),
    firstSeen: match.time,
    lastSeen: match.time,
    count: eventsOf(match),
    untold: eventsOf(match),
    gravest: match,
    latest: match,
    eventIds: [match.eventId],
    announced: 0,
  };
}

function addMatch(incident: Incident, match: Match, { sampleEventIds = 20 }: FoldOptions): Incident {
  const isGraver = compareSeverity(match.severity, incident.severity) > 0;
  return {
    ...incident,
    severity: isGraver ? match.severity : incident.severity,
    gravest: isGraver ? match : incident.gravest,
    latest: match.time >= incident.lastSeen ? match : incident.latest,
    ...settling(match.settlesAt, incident.settlesAt),
    firstSeen: Math.min(incident.firstSeen, match.time),
    lastSeen: Math.max(incident.lastSeen, match.time),
    count: incident.count + eventsOf(match),
    untold: incident.untold + eventsOf(match),
    eventIds: incident.eventIds.length < sampleEventIds ? [...incident.eventIds, match.eventId] : incident.eventIds,
  };
}

function newsOf({ severity, toldSeverity }: Incident): "opened" | "raised" | undefined {
  if (toldSeverity === undefined) return "opened";
  return compareSeverity(severity, toldSeverity) > 0 ? "raised" : undefined;
}

function announce(incident: Incident, kind: Announcement["kind"]): Folded {
  const announcement: Announcement = {
    id: `${incident.startsAt}.${incident.announced}`,
    kind,
    severity: incident.severity,
    match: kind === "closed" ? incident.latest : incident.gravest,
    count: incident.count,
    more: incident.untold,
    firstSeen: incident.firstSeen,
    lastSeen: incident.lastSeen,
    windowMinutes: (incident.endsAt - incident.startsAt) / MINUTE,
    eventIds: incident.eventIds,
  };
  return {
    incident: { ...incident, toldSeverity: incident.severity, untold: 0, announced: incident.announced + 1 },
    announcements: [announcement],
  };
}

/** What is left to announce when a window has ended; nothing where everything was announced. */
export function closeIncident(incident: Incident): Folded {
  const kind = newsOf(incident) ?? (incident.untold > 0 ? "closed" : undefined);
  return kind ? announce(incident, kind) : { incident, announcements: [] };
}

/**
 * Folds matches of one dedup key into its incident. A window lasts `dedupMinutes` from its first match, in event time; a match after
 * its end closes it and opens the next. A match from before its start is late, and counts with it. However many matches come
 * together, a window is announced at most once for them: people get one message that says how many, not two in a second.
 */
export function fold(current: Incident | undefined, matches: readonly Match[], options: FoldOptions): Folded {
  const announcements: Announcement[] = [];
  let incident = current;
  const inOrder = matches.length > 1 ? matches.toSorted((a, b) => a.time - b.time) : matches;
  for (const match of inOrder) {
    if (incident && match.time < incident.endsAt) incident = addMatch(incident, match, options);
    else {
      if (incident) announcements.push(...closeIncident(incident).announcements);
      incident = openIncident(match, options);
    }
  }
  if (!incident) throw new Error("nothing to fold: got neither an incident nor a match, expected one of them");
  const news = newsOf(incident);
  if (!news) return { incident, announcements };
  const told = announce(incident, news);
  return { incident: told.incident, announcements: [...announcements, ...told.announcements] };
}
