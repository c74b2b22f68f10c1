import type { Alert } from "../alert";
import { bucketConsoleLink } from "../console-link";
import { nextSteps } from "../next-steps";
import { type Fact, facts, opening, references } from "./facts";

const LABEL_WIDTH = 12;

/** All rows of one block, their values below each other. */
function rows(block: readonly Fact[]): readonly string[] {
  const width = Math.max(LABEL_WIDTH, ...block.map(({ label }) => label.length + 2));
  return block.map(({ label, value }) => `${`${label}:`.padEnd(width)}${value}`);
}

/** The alert as plain text for a person: what happened first, what to do last, nothing to decode in between. */
export function emailText(alert: Alert): string {
  const { match, severity, duplicatesPossible } = alert;
  const link = bucketConsoleLink(match.bucket, match.region);
  return [
    `${severity.toUpperCase()}: ${match.title}`,
    "",
    ...opening(alert),
    ...(duplicatesPossible
      ? ["", "The incidents table could not be reached, so you may get this more than once."]
      : []),
    "",
    ...rows(facts(alert)),
    "",
    "What to do next",
    ...nextSteps(match).map((step, index) => `${index + 1}. ${step}`),
    ...(link ? ["", "The bucket in the console:", link] : []),
    "",
    ...rows(references(alert)),
    "",
  ].join("\n");
}
