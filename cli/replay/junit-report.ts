import { opening } from "@palisade/engine/alerts/text/facts";
import { utc } from "@palisade/engine/alerts/text/wording";
import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import { compareSeverity, type Severity } from "@palisade/engine/severity";
import { counted } from "../lib/counted";
import type { Gate } from "../lib/gate";
import { NOT_JUDGED_KINDS, type NotJudgedKind } from "../lib/not-judged/not-judged";
import { type JUnitCase, type JUnitOutcome, junitXml } from "../lib/reports/junit-xml";
import { detectionsOf } from "./detections-of";
import { type Gap, gapsOf } from "./gaps";
import { receivedAlertOf } from "./received-alert-of";
import type { FoundAlert, Replay } from "./replay";
import type { ReplayQuestion } from "./replay-question";
import { silenceOf } from "./silence-of";

/**
 * A case for each detection, which fails where it alerted, and a case for each thing that can keep a log from being judged. With a gate
 * a case fails where the gate does, so that a reader's light and the exit status say the same.
 */
export function junitReport(result: Replay, question: ReplayQuestion): string {
  const detections = detectionsOf(question.settings);
  const known = new Set(detections.map(({ id }) => id));
  const others = new Map(
    result.alerts
      .map(({ match }) => match)
      .filter(({ detection }) => !known.has(detection))
      .map(({ detection, title }) => [detection, title]),
  );
  return junitXml("palisade replay", [
    {
      name: "detections",
      cases: [
        ...detections.map((detection) => detectionCase(detection, result, question)),
        ...[...others].map(([id, title]) => caseOf(id, title, alertOutcome(alertsOf(id, result), question))),
      ],
    },
    { name: "coverage", cases: coverageCases(gapsOf(result, question), question.gate) },
  ]);
}

function detectionCase(detection: AnyDetection, result: Replay, question: ReplayQuestion): JUnitCase {
  const { id, title } = detection;
  const alerts = alertsOf(id, result);
  if (alerts.length > 0) return caseOf(id, title, alertOutcome(alerts, question));
  const silence = silenceOf(detection, result, question.scope);
  return caseOf(id, title, silence === undefined ? { kind: "passed" } : { kind: "skipped", message: silence });
}

function caseOf(id: string, title: string, outcome: JUnitOutcome): JUnitCase {
  return { group: `palisade.${id.split(".")[0]}`, name: `${id}: ${title}`, outcome };
}

function alertsOf(id: string, { alerts }: Replay): readonly FoundAlert[] {
  return alerts.filter(({ match }) => match.detection === id);
}

/** No one reads more of a storm; the other formats have all. */
const MOST_LINES = 100;

function alertOutcome(alerts: readonly FoundAlert[], { gate, project }: ReplayQuestion): JUnitOutcome {
  const severities = alerts.map(({ announcement }) => announcement.severity);
  const highest = severities.toSorted(compareSeverity).at(-1) ?? "informational";
  const message = `${counted(alerts.length, "alert")}, ${alerts.length > 1 ? "highest severity " : ""}${highest}`;
  const left = alerts.length - MOST_LINES;
  const lines = [
    ...alerts.slice(0, MOST_LINES).map((alert) => lineOf(alert, project)),
    ...(left > 0 ? [`and ${left.toLocaleString("en-US")} more`] : []),
  ];
  if (gate && !isGated(highest, gate)) {
    return { kind: "skipped", message: `${message}: below --fail-on ${gate.failsOn.join(",")}`, lines };
  }
  return { kind: "failed", message, lines };
}

function isGated(severity: Severity, { failsOn }: Gate<Severity>): boolean {
  return failsOn.some((least) => compareSeverity(severity, least) >= 0);
}

function lineOf(alert: FoundAlert, project: string): string {
  const received = receivedAlertOf(alert, project);
  const { severity, firstSeen, count } = received;
  const times = count === 1 ? "" : ` (${counted(count, "time")})`;
  const where = alert.input === undefined ? "" : ` [${alert.input}]`;
  return `${utc(firstSeen)} ${severity}: ${opening(received).join(" ")}${times}${where}`;
}

const COVERAGE: readonly (readonly [Gap["kind"], string])[] = [
  ["nothing-known", "the records are of the configuration"],
  ["no-configuration", "a configuration says what is allowed"],
  ["unreadable", "everything could be read"],
  ...NOT_JUDGED_KINDS.map((kind) => [kind, `nothing is left unjudged: ${kind}`] as const),
];

function coverageCases(gaps: readonly Gap[], gate: Gate<Severity> | undefined): readonly JUnitCase[] {
  const allowed = new Set<string>(gate?.allows satisfies readonly NotJudgedKind[] | undefined);
  return COVERAGE.map(([kind, name]) => {
    const [first, ...more] = gaps.filter((gap) => gap.kind === kind).map(({ text }) => text);
    return { group: "palisade.coverage", name, outcome: gapOutcome(first, more, allowed.has(kind)) };
  });
}

function gapOutcome(first: string | undefined, more: readonly string[], isAllowed: boolean): JUnitOutcome {
  if (first === undefined) return { kind: "passed" };
  const left = more.length - MOST_LINES;
  const lines = [...more.slice(0, MOST_LINES), ...(left > 0 ? [`and ${left.toLocaleString("en-US")} more`] : [])];
  return { kind: isAllowed ? "skipped" : "error", message: first, lines };
}
