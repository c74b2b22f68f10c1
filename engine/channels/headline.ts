import type { ReceivedAlert } from "../alerts/received-alert";
import { plainLine } from "../alerts/sanitize";

const MOST_STEPS = 6;

/** How grave, what news and what it is about, in one plain line: `HIGH: now graver: Bucket policy made public`. */
export function headline({ kind, severity, match, more }: ReceivedAlert, longest: number): string {
  const news = kind === "closed" ? `${more.toLocaleString("en-US")} more: ` : kind === "raised" ? "now graver: " : "";
  return plainLine(`${severity.toUpperCase()}: ${news}${match.title}`, longest);
}

/** What people should know of the alert itself before they trust its numbers. */
export function caveat({ duplicatesPossible }: ReceivedAlert): string | undefined {
  return duplicatesPossible
    ? "The incidents table could not be reached, so you may get this more than once."
    : undefined;
}

/** What to do, in order, as plain lines with their numbers. */
export function numberedSteps({ nextSteps }: ReceivedAlert, longestStep: number): readonly string[] {
  return nextSteps.slice(0, MOST_STEPS).map((step, index) => `${index + 1}. ${plainLine(step, longestStep)}`);
}
