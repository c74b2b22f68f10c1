import { opening } from "@palisade/engine/alerts/text/facts";
import { countedMatches } from "@palisade/engine/alerts/text/wording";
import { runbookUrl } from "@palisade/engine/channels/links";
import { docsOf } from "@palisade/engine/detections/docs";
import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import type { DetectionDocs } from "@palisade/engine/detections/engine/detection-docs";
import { bucketsOf, resourcesOf } from "@palisade/engine/detections/engine/match-names";
import type { Match } from "@palisade/engine/incidents/incident";
import { STDIN_PATH } from "../lib/logs/find-inputs";
import { type SarifResult, type SarifRule, sarifLog } from "../lib/reports/sarif-log";
import { visibleJson } from "../lib/visible-text";
import { detectionsOf } from "./detections-of";
import { gapsOf } from "./gaps";
import { receivedAlertOf } from "./received-alert-of";
import type { FoundAlert, Replay } from "./replay";
import type { ReplayQuestion } from "./replay-question";

/** SARIF 2.1.0: a rule for each detection, a result for each alert, and as notifications what the results do not speak of. */
export function sarifReport(result: Replay, question: ReplayQuestion): string {
  const { settings } = question;
  const detections = detectionsOf(settings);
  const rules = detections.map((detection) => ruleOf(detection, question));
  const known = new Set(rules.map(({ id }) => id));
  const others = new Map(
    result.alerts
      .map(({ match }) => match)
      .filter(({ detection }) => !known.has(detection))
      .map((match) => [match.detection, ownRule(match)]),
  );
  const log = sarifLog({
    category: "palisade/replay",
    rules: [...rules, ...others.values()],
    results: result.alerts.map((alert) => resultOf(alert, question)),
    notifications: gapsOf(result, question).map(({ kind, level, text }) => ({ id: kind, level, text })),
    files: result.inputs.map(({ path }) => path).filter((path) => path !== STDIN_PATH),
  });
  return visibleJson(log, 2);
}

function ruleOf(detection: AnyDetection, { settings, runbooks }: ReplayQuestion): SarifRule {
  const { id, title, severity, log } = detection;
  const docs = docsOf(detection);
  return {
    id,
    title,
    description: docs.description,
    help: helpOf(id, docs),
    ...(runbooks !== undefined && { helpUri: runbookUrl(runbooks, id) }),
    severity: settings.detections[id]?.severity ?? severity,
    tags: [log, ...docs.attack.map((technique) => `attack.${technique}`)],
  };
}

function helpOf(id: string, { description, runbook, falsePositives, misses }: DetectionDocs): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`);
  return [
    description,
    "",
    "**What to do**",
    "",
    ...runbook.map((step, index) => `${index + 1}. ${step}`),
    "",
    ...(falsePositives.length > 0 ? ["**Legitimate causes**", "", ...list(falsePositives), ""] : []),
    ...(misses.length > 0 ? ["**What it misses**", "", ...list(misses), ""] : []),
    `Runbook: docs/runbooks/${id}.md`,
  ].join("\n");
}

/** Of what Palisade says of itself, such as of a detection that failed. */
function ownRule({ detection, title, severity }: Match): SarifRule {
  return { id: detection, title, description: title, help: title, severity, tags: ["palisade"] };
}

function resultOf(alert: FoundAlert, { project }: ReplayQuestion): SarifResult {
  const received = receivedAlertOf(alert, project);
  const { match, severity, incident, count, firstSeen, lastSeen } = received;
  const { actor, account, region, sourceIp, event, cause, details } = match;
  return {
    rule: match.detection,
    severity,
    message: `${match.title}: ${opening(received).join(" ")} ${countedMatches(count, match)}.`,
    ...(alert.input !== undefined && alert.input !== STDIN_PATH && { file: alert.input }),
    resources: resourceNames(match),
    fingerprint: received.id,
    count,
    properties: {
      incident,
      actor,
      account,
      region,
      sourceIp,
      event,
      cause,
      details,
      firstSeen: new Date(firstSeen).toISOString(),
      lastSeen: new Date(lastSeen).toISOString(),
      eventIds: alert.eventIds,
      channels: alert.channels,
    },
  };
}

function resourceNames(match: Match): readonly string[] {
  const { bucket, key } = match;
  if (bucket !== undefined && key !== undefined && bucketsOf(match).length === 1)
    return [`arn:aws:s3:::${bucket}/${key}`];
  return [...bucketsOf(match).map((name) => `arn:aws:s3:::${name}`), ...resourcesOf(match)];
}
