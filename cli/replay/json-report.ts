import { visibleJson } from "../visible-text";
import type { ReplayAlert } from "./fold-alerts";
import type { Replay } from "./replay";

const iso = (time: number) => new Date(time).toISOString();

/** One JSON object a line for each alert, and a last line with the summary. What a record does not say is null. */
export function* jsonReport({ alerts, summary }: Replay): Iterable<string> {
  for (const alert of alerts) yield visibleJson(alertFields(alert));
  yield visibleJson({ summary });
}

function alertFields({ match, announcement, count, firstSeen, lastSeen, eventIds }: ReplayAlert) {
  return {
    detection: match.detection,
    title: match.title,
    severity: announcement.severity,
    cause: match.cause ?? null,
    bucket: match.bucket ?? null,
    sourceIp: match.sourceIp ?? null,
    actor: match.actor,
    event: match.event,
    key: match.key ?? null,
    account: match.account ?? null,
    region: match.region ?? null,
    details: announcement.match.details ?? null,
    count,
    firstSeen: iso(firstSeen),
    lastSeen: iso(lastSeen),
    dedupKey: match.dedupKey,
    eventIds,
  };
}
