import { dayOf } from "@palisade/engine/events/utc-day";
import { type Caller, requestsOf } from "@palisade/engine/preview/caller";
import { alreadyRefused, cutOff, strangersStopped, unclear } from "@palisade/engine/preview/preview";
import { DAY_MS } from "@palisade/engine/preview/request-group";
import { counted } from "../lib/counted";
import { kindsIn } from "../lib/not-judged/not-judged";
import { notJudgedLines, someOf } from "../lib/not-judged/not-judged-lines";
import { number } from "./caller-in-words";
import type { PreviewReport } from "./preview-report";

/** The answer in a sentence: whom the configuration locks out. */
export function headline(report: PreviewReport): string {
  const { losing, lastDays, result, settings, recorded, judged, silentBuckets, scope, unclearInForce } = report;
  const guarded = settings.perimeters.flatMap(({ buckets }) => buckets);
  if (guarded.every((bucket) => result.silentBuckets.includes(bucket)))
    return "Nothing is known: the logs hold no request to a protected bucket.";
  if (recorded === 0) {
    return `Nothing is known: no request to a protected bucket was recorded in account ${scope.account}, of which the configuration is.`;
  }
  const lately = lastDays === undefined ? "" : ` who had it in the last ${counted(lastDays, "day")} of the logs`;
  if (losing.length > 0) {
    return `${counted(losing.length, "caller")} would lose access${lately}: ${peopleIn(losing)}.`;
  }
  if (judged === 0) {
    return `Nothing is known: the logs hold no request for an object of ${someOf(silentBuckets)}, only calls about buckets. Does the trail record data events?`;
  }
  if (unclearInForce.length > 0) {
    return `Of ${counted(unclearInForce.length, "caller")} it cannot be told whether it would lose access${lately}; no other would.`;
  }
  return noneLoses(report, lately);
}

function noneLoses({ result, lastDays, notJudged, unread, assumed }: PreviewReport, lately: string): string {
  if (assumed) {
    return `No perimeter is configured; one that allows no network would cut off ${counted(cutOff(result).length, "caller")}.`;
  }
  const isObserved = ({ mode }: Caller) => mode === "observe";
  const observed = cutOff(result).filter(isObserved);
  if (observed.length > 0) {
    return `No one loses access as long as it only observes; enforced, it would cut off ${counted(observed.length, "caller")}.`;
  }
  const undecided = unclear(result).filter(isObserved);
  if (undecided.length > 0) {
    return `No one loses access as long as it only observes; enforced, of ${counted(undecided.length, "caller")} it cannot be told.`;
  }
  const others =
    unread.length > 0 || kindsIn(notJudged).length > 0
      ? "Not everything was judged. Of those who were, no one"
      : "No one";
  return lastDays === undefined || cutOff(result).length === 0
    ? `${others} loses access who had it.`
    : `${others} loses access${lately}.`;
}

/** Whether a reader has to act on the answer, or must not rely on it. */
export function isAlarming({ losing, judged, unclearInForce, unread }: PreviewReport): boolean {
  return losing.length > 0 || judged === 0 || unread.length > 0 || unclearInForce.length > 0;
}

function peopleIn(callers: readonly Caller[]): string {
  const ids = new Set(callers.map(({ actor }) => actor.id)).size;
  const buckets = new Set(callers.map(({ bucket }) => bucket)).size;
  return `${counted(ids, "principal")} at ${counted(buckets, "bucket")}`;
}

/** What was looked at, and what became of it, a line each. */
export function figures({ groups, result, settings }: PreviewReport): readonly string[] {
  const { records, span } = groups;
  const { allowed, denied, undecided, spared } = result.requests;
  const total = allowed + denied + undecided + spared;
  const buckets = settings.perimeters.reduce((sum, perimeter) => sum + perimeter.buckets.length, 0);
  const when = span === undefined ? "" : `, ${dayOf(span.from)} to ${dayOf(span.until)}`;
  const seen = buckets - result.silentBuckets.length;
  return [
    records === undefined
      ? `Asked of Athena${when}.`
      : `${counted(records.cloudtrail, "CloudTrail record")} and ${counted(records["access-log"], "access-log line")}${when}.`,
    `${counted(total, "request")} to ${seen} of ${counted(buckets, "protected bucket")}: ${number(allowed + spared)} allowed, ` +
      `${number(denied)} denied, ${number(undecided)} undecided.`,
  ];
}

/** What a reader has to know before believing the figures. */
export function caveats(report: PreviewReport): readonly string[] {
  const { groups, result, settings, notJudged, scope, judged } = report;
  const { silentBuckets } = result;
  const onlyManaged = report.silentBuckets.filter((bucket) => !silentBuckets.includes(bucket));
  const logs = new Set(groups.groups.map(({ tuple }) => tuple.log));
  const observed = settings.perimeters.filter(({ mode }) => mode === "observe").map(({ name }) => name);
  return [
    ...report.unread,
    ...notJudgedLines(notJudged, scope, "caller"),
    ...mistimed(report),
    ...(silentBuckets.length > 0 ? [`No request in the logs to ${someOf(silentBuckets)}.`] : []),
    ...(onlyManaged.length > 0 && judged > 0
      ? [`No request for objects in the logs to ${someOf(onlyManaged)}, only calls about the bucket.`]
      : []),
    ...(observed.length > 0 && !report.assumed
      ? [`Only observing, so refusing nothing yet: ${someOf(observed)}.`]
      : []),
    ...(logs.has("access-log")
      ? ["Access logs arrive late and not always complete, and name neither endpoints nor the paths of roles."]
      : []),
    ...(logs.size > 1 ? ["Requests that both logs hold are counted in each."] : []),
  ];
}

/** A day's difference may be this machine's clock. */
function mistimed({ groups: { span }, lastDays, until }: PreviewReport): readonly string[] {
  if (span === undefined || span.until - until < DAY_MS) return [];
  const back = lastDays === undefined ? "" : `, and the last ${counted(lastDays, "day")} are counted back from there`;
  return [
    `A record is dated ${dayOf(span.until)}, which cannot be: the logs are taken to end on ${dayOf(until)}${back}.`,
  ];
}

/** What it stops of what no one would miss, a line each. */
export function stopped({ result }: PreviewReport): readonly string[] {
  const strangers = strangersStopped(result);
  const refused = alreadyRefused(result);
  const matched = result.denied.filter(({ detections }) => detections.length > 0);
  const ids = [...new Set(matched.flatMap(({ detections }) => detections))];
  return [
    ...(strangers.length > 0
      ? [
          `${counted(requestsIn(strangers), "request")} of ${counted(strangers.length, "stranger")} that had got something.`,
        ]
      : []),
    ...(refused.length > 0
      ? [`${counted(requestsIn(refused), "request")} of ${counted(refused.length, "caller")} that got nothing anyway.`]
      : []),
    ...(matched.length > 0
      ? [`${counted(requestsIn(matched), "request")} of callers whom detections match: ${ids.join(", ")}.`]
      : []),
  ];
}

function requestsIn(callers: readonly Caller[]): number {
  return callers.reduce((sum, caller) => sum + requestsOf(caller), 0);
}
