import type { AssumedConfig } from "../lib/assumed/assumed-config";
import { assumedJson } from "../lib/assumed/assumed-json";
import { visibleJson } from "../lib/visible-text";
import type { Replay, ReplaySummary } from "./replay";
import type { RoutedAlert } from "./routed-alert";
import { type Learning, learnedAt } from "./still-learning";

const iso = (time: number) => new Date(time).toISOString();

/** One JSON object a line for each alert, and a last line with the summary and with what was not judged. What a record does not say is null. */
export function* jsonReport({ alerts, summary, judged, notJudged }: Replay, assumed?: AssumedConfig): Iterable<string> {
  for (const alert of alerts) yield visibleJson(alertFields(alert));
  yield visibleJson({
    summary: summaryFields(summary),
    judged,
    notJudged,
    // Only where there is no configuration.
    ...(assumed && { assumed: assumedJson(assumed) }),
  });
}

/** The counts, and what they do not say of themselves where there is such. */
function summaryFields({ mistimed, stillLearning, ...counts }: ReplaySummary) {
  return {
    ...counts,
    ...(mistimed && { mistimed: { records: mistimed.outside, from: iso(mistimed.from), to: iso(mistimed.to) } }),
    ...(stillLearning.length > 0 && { stillLearning: stillLearning.map(learningFields) }),
  };
}

function learningFields({ detection, days, since }: Learning) {
  return {
    detection,
    learningDays: days,
    since: since === undefined ? null : iso(since),
    until: since === undefined ? null : iso(learnedAt(since, days)),
  };
}

function alertFields({ match, announcement, count, firstSeen, lastSeen, eventIds, channels, held }: RoutedAlert) {
  return {
    detection: match.detection,
    title: match.title,
    severity: announcement.severity,
    cause: match.cause ?? null,
    bucket: match.bucket ?? null,
    sourceIp: match.sourceIp ?? null,
    actor: match.actor,
    // Where a finding names several, all of them.
    ...(match.buckets && { buckets: match.buckets }),
    ...(match.resources && { resources: match.resources }),
    ...(match.sourceIps && { sourceIps: match.sourceIps }),
    ...(match.callers && { callers: match.callers }),
    ...(match.leftOut !== undefined && { leftOut: match.leftOut }),
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
    channels,
    // Where quiet hours say something, those of the channels that it is kept from.
    ...(held.length > 0 && { aside: held }),
  };
}
