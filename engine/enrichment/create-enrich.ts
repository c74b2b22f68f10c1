import type { Announcement } from "../incidents/incident";
import { errorName, type Log } from "../log";
import { SEVERITIES, type Severity } from "../severity";
import { type Enrich, type Enricher, type Enrichment, NOTHING_KNOWN, type Row } from "./enricher";

export interface EnrichOptions {
  /** Asked for once, at the first alert. */
  readonly enrichers: () => readonly Enricher[];
  /** Rejects when the work takes longer than an alert may wait. */
  readonly limit: <T>(work: Promise<T>) => Promise<T>;
  readonly log: Log;
}

/** Longest text of a row, and as much as an incident keeps of any text. */
const LONGEST_VALUE = 1024;

/** Asks all enrichers at the same time. One that fails or is late leaves the alert as it was, and a line in the log. */
export function createEnrich({ enrichers, limit, log }: EnrichOptions): Enrich {
  let known: readonly Enricher[] | undefined;

  const load = (): readonly Enricher[] => {
    try {
      return enrichers();
    } catch (error) {
      log("WARN", "enrichment cannot be read", { error: errorName(error) });
      return [];
    }
  };

  const ask = async ({ name, enrich }: Enricher, { match }: Announcement): Promise<Enrichment> => {
    try {
      return await limit(Promise.resolve(match).then(enrich));
    } catch (error) {
      log("WARN", "enrichment failed", { enrichment: name, error: errorName(error), detection: match.detection });
      return NOTHING_KNOWN;
    }
  };

  return async (announcement) => {
    known ??= load();
    const found = await Promise.all(known.map((enricher) => ask(enricher, announcement)));
    return withEnrichments(announcement, found);
  };
}

function withEnrichments(announcement: Announcement, found: readonly Enrichment[]): Announcement {
  const reason = found.find(({ raise }) => raise !== undefined)?.raise;
  const severity = reason === undefined ? announcement.severity : graver(announcement.severity);
  const isRaised = severity !== announcement.severity;
  const why = isRaised ? [{ label: "Severity", value: `raised from ${announcement.severity}, since ${reason}` }] : [];
  const rows = [...found.flatMap((one) => one.rows), ...why];
  if (rows.length === 0) return announcement;
  const environments = [...new Set(found.flatMap((one) => one.environments ?? []))];
  const [environment] = environments;
  const { match } = announcement;
  const known = {
    ...announcement,
    severity,
    ...(environment !== undefined && { environment }),
    ...(environments.length > 1 && { environments }),
  };
  return { ...known, match: { ...match, details: withRows(match.details ?? {}, rows) } };
}

function graver(severity: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? severity;
}

/** What the detection says itself comes first, and stays. */
function withRows(details: Readonly<Record<string, string>>, rows: readonly Row[]): Readonly<Record<string, string>> {
  const all = new Map(Object.entries(details));
  for (const { label, value } of rows) {
    const before = all.get(label);
    all.set(label, (before === undefined ? value : `${before}, ${value}`).slice(0, LONGEST_VALUE));
  }
  return Object.fromEntries(all);
}
