import { code } from "./finding";
import type { ResourceReview } from "./review-plan";

export interface ActionCounts {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
}

/** One plan file and what it does, or why it could not be read. */
export interface FileReview {
  readonly file: string;
  readonly resources: readonly ResourceReview[];
  /** How many resources of any kind are created, changed and destroyed. */
  readonly actions: ActionCounts;
  readonly problem?: string;
  /** Why it is not all that there is to change. */
  readonly gap?: string;
}

/** The review as Markdown, what needs a second look first. */
export function reviewReport(files: readonly FileReview[]): readonly string[] {
  const resources = files.flatMap((file) => file.resources);
  const problems = files.filter(({ problem }) => problem !== undefined);
  const gaps = files.filter(({ gap }) => gap !== undefined);
  const alarms = resources.flatMap(({ heading, findings }) =>
    findings.filter(({ isLoud }) => isLoud).map(({ text }) => `> - ${heading}: ${text}`),
  );
  const count = (action: keyof ActionCounts) => files.reduce((sum, { actions }) => sum + actions[action], 0);
  return [
    "## What this plan does to the perimeter",
    "",
    ...problems.map(({ file, problem }) => `> [!CAUTION]\n> ${code(file)} was not reviewed: ${code(problem ?? "")}\n`),
    ...gaps.map(({ file, gap }) => `> [!CAUTION]\n> ${code(file)} does not hold every change: ${code(gap ?? "")}\n`),
    ...(alarms.length > 0
      ? ["> [!WARNING]", "> **LOOK TWICE: protection gets weaker, or cannot be told.**", ...alarms, ""]
      : []),
    ...resources.flatMap(({ heading, findings }) => [
      `### ${heading}`,
      "",
      ...findings.map(({ text }) => `- ${text}`),
      "",
    ]),
    ...(resources.length === 0 && problems.length === 0 && gaps.length === 0
      ? ["No bucket policy, public access block or trail changes.", ""]
      : []),
    ...(files.length > 0 && problems.length === files.length
      ? []
      : [`All resources: ${count("create")} to create, ${count("update")} to change, ${count("delete")} to destroy.`]),
  ];
}
