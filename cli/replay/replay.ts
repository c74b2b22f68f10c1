import type { Readable } from "node:stream";
import type { Enrich } from "@palisade/engine/enrichment/enricher";
import { createDedupMinutes } from "@palisade/engine/incidents/dedup-minutes";
import type { DetectorSettings } from "@palisade/engine/settings";
import { findInputs, type Input } from "../lib/logs/find-inputs";
import { type LogDays, mergeDays } from "../lib/logs/log-days";
import { type LogStretch, stretchOf } from "../lib/logs/log-stretch";
import { type NotJudged, notJudged } from "../lib/not-judged/not-judged";
import { NO_RECORD, noneOwnLine, notJudgedLines } from "../lib/not-judged/not-judged-lines";
import { sumOfCounts } from "../lib/not-judged/origin-counts";
import type { Scope } from "../lib/not-judged/scope";
import { detectionsOf } from "./detections-of";
import { chooseCopies, foldAlerts, orderMatches } from "./fold-alerts";
import type { ScanResult } from "./record-scan";
import { enrichAlerts } from "./replay-enrich";
import { type Recipients, type RoutedAlert, routed } from "./routed-alert";
import { scanInputs } from "./scan-inputs";
import { type Learning, stillLearning } from "./still-learning";
import { withinStretch } from "./within-stretch";

export interface ReplayOptions {
  readonly settings: DetectorSettings;
  /** Where alerts go; absent routes none. */
  readonly recipients?: Recipients;
  /** What the configuration is about; absent counts nothing as another's. */
  readonly scope?: Scope;
  /** Adds what is known to each alert; absent adds nothing. */
  readonly enrich?: Enrich;
  readonly threads: number;
  readonly stdin: Readable;
  readonly workerScript?: string | undefined;
  /** Called once the inputs are known; the function it returns is called with bytes as stored, whenever some more were read. */
  readonly onStart?: (inputs: readonly Input[]) => (bytes: number) => void;
}

export interface Replay {
  readonly alerts: readonly FoundAlert[];
  readonly summary: ReplaySummary;
  /** How many records the configuration is about, whatever came of them. */
  readonly judged: number;
  /** Whether the answer says anything of the configuration. */
  readonly isAbout: boolean;
  readonly notJudged: NotJudged;
  /** What a reader has to know before believing that there is no more, a line each. */
  readonly unjudged: readonly string[];
  /** The time that the records are of; absent where there is none. */
  readonly stretch: LogStretch | undefined;
  /** How many records each log has, by the name that detections have for it. */
  readonly logs: Readonly<Record<string, number>>;
  /** Every input that was read. */
  readonly inputs: readonly Input[];
  /** Why records were skipped, and how many. */
  readonly skippedBecause: readonly Reason[];
  /** What could not be read, per input. */
  readonly unreadable: readonly (Reason & { readonly path: string })[];
}

/** An alert with the input that holds the record that raised it; absent where none does, as of Palisade's own alerts. */
export interface FoundAlert extends RoutedAlert {
  readonly input?: string;
}

export interface ReplaySummary {
  readonly files: number;
  /** Records that are CloudTrail events or findings, and lines of access logs, copies included. */
  readonly read: number;
  /** Records that are none, and stretches that could not be read. */
  readonly skipped: number;
  /** Matches, each event once: `alerts + folded`. */
  readonly matched: number;
  readonly alerts: number;
  readonly folded: number;
  /** Matches that palisade.yaml silenced. */
  readonly suppressed: number;
  /** Records whose time lies so far from the others' that it cannot be, and the stretch of time of the others, into which they are put. */
  readonly mistimed?: LogStretch;
  /** Detections whose time of learning is longer than the log: they alert on nothing in it, whatever is in it. */
  readonly stillLearning: readonly Learning[];
}

export interface Reason {
  readonly reason: string;
  readonly count: number;
}

/** Runs recorded events through the chain as it would be deployed. */
export async function replay(paths: readonly string[], options: ReplayOptions): Promise<Replay> {
  const { settings } = options;
  const found = await findInputs(paths);
  const onStored = options.onStart?.(found.inputs);
  const results = await scanInputs(found.inputs, { ...options, ...(onStored && { onStored }) });
  const days = mergeDays(results.map(({ days }) => days));
  const stretch = stretchOf(days);
  const judged = chooseCopies(results.flatMap((result) => result.judged)).map((one) => withinStretch(one, stretch));
  const matches = await orderMatches(judged);
  const folded = foldAlerts(matches, createDedupMinutes(settings));
  const enriched = options.enrich ? await enrichAlerts(folded, options.enrich) : folded;
  const inputs = inputsOfEvents(found.inputs, results);
  const alerts = enriched.map((alert) => {
    const input = inputs.get(alert.match.eventId);
    return { ...routed(alert, options.recipients), ...(input !== undefined && { input }) };
  });
  const unreadable = [
    ...found.unreadable.map((one) => ({ ...one, count: 1 })),
    ...results.flatMap((result, index) => {
      const path = found.inputs[index]?.path ?? "";
      return Object.entries(result.unreadable).map(([reason, count]) => ({ path, reason, count }));
    }),
  ];
  const skippedBecause = total([
    ...unreadable,
    ...results.flatMap(({ skipped }) => Object.entries(skipped).map(([reason, count]) => ({ reason, count }))),
  ]);
  const read = results.reduce((sum, one) => sum + one.read, 0);
  const origins = sumOfCounts(results.map((result) => result.origins));
  const unjudged = notJudged(
    origins,
    results.reduce((sum, { undecided }) => sum + undecided, 0),
    origins.own > 0 && origins.forObjects === 0 ? (options.scope?.buckets.size ?? 0) : 0,
  );
  // What a rule would not have heard may be in the alerts all the same: logs of other regions are an answer where something was found.
  const isAbout = origins.heard > 0 || (origins.own > 0 && matches.length > 0);
  return {
    alerts,
    judged: origins.own,
    isAbout,
    notJudged: unjudged,
    unjudged: options.scope ? unjudgedLines(read, isAbout, unjudged, options.scope) : [],
    stretch,
    logs: sumOf(results.map(({ logs }) => logs)),
    inputs: found.inputs,
    skippedBecause,
    unreadable,
    summary: {
      files: found.inputs.length,
      read,
      skipped: skippedBecause.reduce((sum, { count }) => sum + count, 0),
      matched: matches.length,
      alerts: alerts.length,
      folded: matches.length - alerts.length,
      suppressed: judged.reduce((sum, one) => sum + one.suppressed, 0),
      ...(stretch && stretch.outside > 0 && { mistimed: stretch }),
      stillLearning: stillLearning(
        detectionsOf(settings),
        judged.flatMap(({ candidates }) => candidates),
        learningEnd(days),
      ),
    },
  };
}

/** Where each event that something was found in is recorded first. */
function inputsOfEvents(inputs: readonly Input[], results: readonly ScanResult[]): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const [index, { judged }] of results.entries()) {
    const path = inputs[index]?.path ?? "";
    for (const { matches, candidates } of judged) {
      for (const { eventId } of [...matches, ...candidates.map(({ match }) => match)]) {
        if (!paths.has(eventId)) paths.set(eventId, path);
      }
    }
  }
  return paths;
}

function sumOf(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sum: Record<string, number> = {};
  for (const [name, count] of all.flatMap((one) => Object.entries(one))) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

function unjudgedLines(read: number, isAbout: boolean, unjudged: NotJudged, scope: Scope): readonly string[] {
  return [
    ...(read === 0 ? [NO_RECORD] : []),
    ...(read > 0 && !isAbout ? [noneOwnLine(read, scope)] : []),
    ...notJudgedLines(unjudged, scope, "request"),
  ];
}

/** One of three records says little of where a log ends: to name a detection as still learning that is not does no harm. */
const FEWEST_FOR_LEARNING = 3;

function learningEnd(days: LogDays): number | undefined {
  const end = stretchOf(days, FEWEST_FOR_LEARNING)?.to;
  // No log ends later than now.
  return end === undefined ? undefined : Math.min(end, Date.now());
}

function total(reasons: readonly Reason[]): readonly Reason[] {
  const counts = new Map<string, number>();
  for (const { reason, count } of reasons) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count);
}
