import type { AnyDetection } from "@palisade/engine/detections/engine/define-detection";
import type { DetectionDocs } from "@palisade/engine/detections/engine/detection-docs";
import { inline, lines, table } from "../../../cli/lib/markdown";
import { type LeftOut, LEFT_OUT as OURS } from "./left-out";
import { LOGS } from "./logs";

/** A detection with what people need to know of it. */
export type DocumentedDetection = AnyDetection & DetectionDocs;

/** Folder of the runbooks; every Markdown file in it is one of ours. */
export const RUNBOOKS_FOLDER = "docs/runbooks";

const CATALOGUE = "docs/catalogue/detections.md";
const ATTACK = "https://attack.mitre.org/versions/v16";
const WRITTEN =
  "<!-- Written from the detections by `node tools/build/run.mjs tools/docs/detections/write-docs.ts`. Change those, not this. -->";

/** By the first part of the ids; others stand under that part itself. */
const SECTIONS: Readonly<Record<string, string>> = {
  s3: "S3",
  iam: "Identities",
  account: "The account",
  palisade: "Palisade itself",
  findings: "Findings of other AWS services",
};

/** The catalogue and the runbooks as texts, by path. */
export function detectionDocs(
  detections: readonly DocumentedDetection[],
  leftOut: readonly LeftOut[] = OURS,
): ReadonlyMap<string, string> {
  const runbooks = detections.map((detection) => [runbookPath(detection), runbookText(detection)] as const);
  return new Map([[CATALOGUE, catalogueText(detections, leftOut)], ...runbooks]);
}

function runbookPath({ id }: AnyDetection): string {
  return `${RUNBOOKS_FOLDER}/${id}.md`;
}

function catalogueText(detections: readonly DocumentedDetection[], leftOut: readonly LeftOut[]): string {
  const sections = [...new Set(detections.map(sectionOf))];
  const on = detections.filter(({ enabledByDefault }) => enabledByDefault).length;
  return lines([
    "# Detections",
    "",
    WRITTEN,
    "",
    `What Palisade sees, and what it does not: ${detections.length} detections, ${on} of them on unless \`palisade.yaml\` says otherwise.`,
    `Techniques are those of MITRE ATT&CK v16. A severity "and above" is the lowest that a detection gives.`,
    "",
    "Tune any of them in `palisade.yaml`; `enabled`, `severity` and `dedupMinutes` apply to all of them, other keys where a detection names them:",
    "",
    "```yaml",
    "detections:",
    `  ${detections[0]?.id ?? "s3.example"}: { enabled: true, severity: low, dedupMinutes: 240 }`,
    "```",
    "",
    "`npx palisade detections test record.json` says which of them match a record, and why the others do not.",
    ...logsText(detections),
    ...sections.flatMap((section) =>
      sectionText(
        section,
        detections.filter((one) => sectionOf(one) === section),
      ),
    ),
    ...leftOutText(leftOut),
  ]);
}

/** Which log shows what, and how late; only the logs that a detection looks at. */
function logsText(detections: readonly DocumentedDetection[]): readonly string[] {
  const rows = LOGS.flatMap(({ name, holds, shows, neverShows, late }) => {
    const seen = detections.filter(holds).length;
    return seen === 0 ? [] : [[name, String(seen), shows, neverShows, late]];
  });
  if (rows.length === 0) return [];
  return [
    "",
    "## Which log shows what, and how late",
    "",
    "The same request may be in several logs; each detection alerts on it once. Alerts state when something happened and when it was detected.",
    "",
    ...table(
      ["Log", "Detections", "Shows", "Never shows", "How late"],
      rows.map((row) => row.map(inline)),
    ),
  ];
}

function sectionOf({ id }: AnyDetection): string {
  return id.split(".", 1)[0] ?? id;
}

function sectionText(section: string, members: readonly DocumentedDetection[]): readonly string[] {
  return [
    "",
    `## ${SECTIONS[section] ?? section}`,
    "",
    ...table(
      ["Detection", "Severity", "", "What happened"],
      members.map((one) => [
        `[${one.id}](#${anchorOf(one)})`,
        one.severity,
        one.enabledByDefault ? "on" : "off",
        inline(one.title),
      ]),
    ),
    ...members.flatMap(entryOf),
  ];
}

function leftOutText(leftOut: readonly LeftOut[]): readonly string[] {
  if (leftOut.length === 0) return [];
  const rows = leftOut.map(({ what, why }) => [inline(what), inline(why)]);
  return ["", "## Left out", "", ...table(["What", "Why"], rows)];
}

function entryOf(detection: DocumentedDetection): readonly string[] {
  const { id, title, description, severity, status, enabledByDefault, attack, log, misses, falsePositives } = detection;
  return [
    "",
    `### ${id}`,
    "",
    `**${inline(title)}.** ${inline(description)}`,
    "",
    `- Severity: ${severity}${severity === "critical" ? "" : " and above"}; ${enabledByDefault ? "on" : "off"} by default; ${status}`,
    `- Seen in: ${inline(log)}`,
    ...(attack.length === 0 ? [] : [`- ATT&CK v16: ${attack.map(attackLink).join(", ")}`]),
    ...tuningOf(detection),
    `- What to do: [runbook](../runbooks/${id}.md)`,
    "",
    "It misses:",
    "",
    ...list(misses),
    "",
    "Legitimate causes:",
    "",
    ...list(falsePositives),
  ];
}

/** `TA0009:T1530`, and `T1562.008` is a part of `T1562`. */
function attackLink(id: string): string {
  const [tactic = "", technique = ""] = id.split(":");
  return `[${technique}](${ATTACK}/techniques/${technique.replace(".", "/")}/) of [${tactic}](${ATTACK}/tactics/${tactic}/)`;
}

function tuningOf({ state }: AnyDetection): readonly string[] {
  switch (state?.kind) {
    case "threshold":
      return [
        `- Tuning: \`threshold: ${state.reach}\` (${inline(state.unit)}), \`withinMinutes: ${state.withinMinutes}\``,
      ];
    case "sequence": {
      const steps = state.steps.map(({ what, reach }) => `${reach} ${inline(what)}`).join(", then ");
      return [`- Tuning: \`withinMinutes: ${state.withinMinutes}\`; it takes ${steps}`];
    }
    case "first-seen":
      return [learningText(state.learningDays)];
    case undefined:
      return [];
  }
}

function learningText(days: number): string {
  if (days === 0) return "- It does not learn first: the first of its kind alerts";
  return `- It learns what is usual for ${days} days from its first event on, and does not alert meanwhile; ${REPLAY_SAYS}`;
}

const REPLAY_SAYS = "a replay of a shorter log lists it as still learning";

function runbookText(detection: DocumentedDetection): string {
  const { id, title, description, severity, runbook, falsePositives, kind } = detection;
  const when =
    kind !== "finding"
      ? 'when: { actor: "arn:aws:iam::111122223333:role/NAME" } # or bucket, account, sourceIp'
      : 'when: { account: "111122223333" } # or bucket';
  return lines([
    `# ${inline(title)}`,
    "",
    WRITTEN,
    "",
    `\`${id}\`, ${severity}${severity === "critical" ? "" : " and above"}. [What it sees and misses](../catalogue/detections.md#${anchorOf(detection)}).`,
    "",
    inline(description),
    "",
    "## What to do",
    "",
    ...runbook.map((step, index) => `${index + 1}. ${inline(step)}`),
    "",
    "## Legitimate causes",
    "",
    ...list(falsePositives),
    "",
    "If it was one of these and will happen again, suppress it in `palisade.yaml`:",
    "",
    "```yaml",
    "suppressions:",
    `  - detection: ${id}`,
    "    reason: WHY",
    "    owner: WHO",
    "    until: YYYY-MM-DD",
    `    ${when}`,
    "```",
  ]);
}

/** As GitHub makes it of a heading. */
function anchorOf({ id }: AnyDetection): string {
  return id.replaceAll(".", "");
}

function list(items: readonly string[]): readonly string[] {
  return items.map((item) => `- ${inline(item)}`);
}
