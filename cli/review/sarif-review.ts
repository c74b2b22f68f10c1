import { createHash } from "node:crypto";
import { type SarifNotification, type SarifResult, type SarifRule, sarifLog } from "../lib/reports/sarif-log";
import { visibleJson } from "../lib/visible-text";
import type { FileReview } from "./review-report";

const WEAKER: SarifRule = {
  id: "review.protection-weaker",
  title: "The plan weakens the protection of a bucket or trail, or what it does cannot be told",
  description:
    "A bucket policy, a public access block, a bucket's logging or a trail gets weaker, or is known only after apply.",
  help: "Read the change before you apply the plan. `palisade preview --plan PLAN LOGS` says which callers it concerns.",
  severity: "high",
  tags: ["terraform"],
};

const CHANGED: SarifRule = {
  id: "review.protection-changed",
  title: "The plan changes the protection of a bucket or trail",
  description: "A bucket policy, a public access block, a bucket's logging or a trail changes and does not get weaker.",
  help: "Make sure that the change is meant.",
  severity: "informational",
  tags: ["terraform"],
};

/** The review as SARIF, for code scanning on the change that the plan is of. */
export function sarifReview(files: readonly FileReview[]): string {
  const log = sarifLog({
    category: "palisade/review",
    rules: [WEAKER, CHANGED],
    results: files.flatMap(resultsOf),
    notifications: files.flatMap(notificationsOf),
    files: files.map(({ file }) => file),
  });
  return visibleJson(log, 2);
}

function resultsOf({ file, resources }: FileReview): readonly SarifResult[] {
  return resources.flatMap(({ heading, findings }) =>
    findings.map(({ text, isLoud }) => {
      const { id: rule, severity } = isLoud ? WEAKER : CHANGED;
      const resource = withoutMarkup(heading);
      const message = `${resource}: ${withoutMarkup(text)}`;
      return { rule, severity, message, file, resources: [resource], fingerprint: digest(rule, message) };
    }),
  );
}

/** Findings are Markdown with code and strong text only. */
function withoutMarkup(markdown: string): string {
  return markdown.replaceAll(/`|\*\*/g, "");
}

function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

function notificationsOf({ file, problem, gap }: FileReview): readonly SarifNotification[] {
  return [
    ...(problem === undefined
      ? []
      : [{ id: "not-reviewed", level: "error", text: `${file} was not reviewed: ${problem}` } as const]),
    ...(gap === undefined
      ? []
      : [{ id: "not-every-change", level: "error", text: `${file} does not hold every change: ${gap}` } as const]),
  ];
}
