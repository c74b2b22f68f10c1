import { sourceText } from "@palisade/engine/events/source";
import type { Caller } from "@palisade/engine/preview/caller";
import { alreadyRefused, cutOff, strangersStopped } from "@palisade/engine/preview/preview";
import { factsOf } from "@palisade/engine/preview/propose-allowlist";
import type { Suggestion } from "@palisade/engine/preview/suggest-entry";
import { assumedJson } from "../lib/assumed/assumed-json";
import { visibleJson } from "../lib/visible-text";
import { headline } from "./headline";
import type { PreviewReport } from "./preview-report";

const iso = (time: number) => new Date(time).toISOString();

/** Everything as one JSON object. What a log does not say is null. */
export function jsonReport(report: PreviewReport): string {
  const { groups, result, proposed, losing, lastDays, until, comparison, plan, settings } = report;
  const callers = (list: readonly Caller[]) => list.map((caller) => callerFields(caller, report));
  return visibleJson({
    headline: headline(report),
    logs: {
      records: groups.records?.cloudtrail ?? null,
      accessLogLines: groups.records?.["access-log"] ?? null,
      from: groups.span ? iso(groups.span.from) : null,
      until: groups.span ? iso(groups.span.until) : null,
    },
    perimeters: settings.perimeters.map(({ name, mode, scope, buckets }) => ({ name, mode, scope, buckets })),
    silentBuckets: result.silentBuckets,
    requests: result.requests,
    judged: report.judged,
    notJudged: report.notJudged,
    unread: report.unread,
    letInBecause: result.letIn,
    losesAccess: losing.length,
    lastDays: lastDays ?? null,
    logsEnd: groups.span === undefined ? null : new Date(until).toISOString(),
    cutOff: callers(cutOff(result)),
    strangersStopped: callers(strangersStopped(result)),
    alreadyRefused: callers(alreadyRefused(result)),
    undecided: callers(result.undecided),
    proposed: proposed.entries.map(({ perimeter, entry, confidence, reasons, callers: served }) => ({
      perimeter,
      key: entry.key,
      value: entry.value,
      confidence,
      reasons,
      principals: [...new Set(served.map(({ actor }) => actor.id))],
    })),
    ...(report.assumed && { assumed: assumedJson(report.assumed) }),
    ...(comparison && {
      comparison: {
        before: comparison.before,
        after: comparison.after,
        unchanged: comparison.unchanged,
        newlyCutOff: callers(comparison.newlyCutOff),
        newlyLetIn: callers(comparison.newlyLetIn),
        unclear: callers(comparison.unclear),
        changes: comparison.findings.map(({ text, isLoud }) => ({ text, weakens: isLoud })),
      },
    }),
    ...(plan && {
      plan: plan.resources.map(({ heading, findings }) => ({
        resource: heading,
        changes: findings.map(({ text, isLoud }) => ({ text, weakens: isLoud })),
      })),
    }),
  });
}

function callerFields(caller: Caller, { lookUp, proposed }: PreviewReport) {
  const { actor, source, outcomes } = caller;
  const facts = factsOf(caller, lookUp);
  const suggestion = proposed.suggestions.get(caller);
  return {
    log: caller.log,
    principal: actor.id,
    kind: actor.kind,
    account: actor.account ?? null,
    standing: caller.standing,
    address: sourceText(source) ?? null,
    vpcEndpoint: caller.vpcEndpointId ?? null,
    knownAs: facts.knownAs ?? null,
    listedAs: facts.listedAs ?? null,
    country: facts.country ?? null,
    network: facts.network ?? null,
    bucket: caller.bucket,
    perimeter: caller.perimeter,
    mode: caller.mode,
    actions: Object.fromEntries(caller.actions),
    ...outcomes,
    withMfa: caller.withMfa,
    days: caller.days.length,
    firstSeen: iso(caller.firstSeen),
    lastSeen: iso(caller.lastSeen),
    ...(caller.because !== undefined && { because: caller.because }),
    ...(caller.detections.length > 0 && { detections: caller.detections }),
    ...(suggestion && suggestionFields(suggestion)),
  };
}

function suggestionFields(suggestion: Suggestion) {
  return "entry" in suggestion ? { allow: suggestion.entry } : { noEntryBecause: suggestion.none };
}
