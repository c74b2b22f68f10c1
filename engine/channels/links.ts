import { bucketConsoleLink } from "../alerts/console-link";
import type { ReceivedAlert } from "../alerts/received-alert";

export interface LinkOptions {
  /** Where the runbooks are, an https URL: a detection's is at `<base>/<detection>.md`. */
  readonly runbookBase?: string;
}

export interface Link {
  readonly text: string;
  readonly url: string;
}

/** Where to go from the alert. Nothing in these URLs comes from an event, but for names that were checked. */
export function links({ match }: ReceivedAlert, { runbookBase }: LinkOptions): readonly Link[] {
  const console = bucketConsoleLink(match.bucket, match.region);
  return [
    ...(console === undefined ? [] : [{ text: "Open the bucket", url: console }]),
    ...(runbookBase === undefined ? [] : [{ text: "Runbook", url: runbookUrl(runbookBase, match.detection) }]),
  ];
}

export function runbookUrl(base: string, detection: string): string {
  const { href } = new URL(`${encodeURIComponent(detection)}.md`, base.endsWith("/") ? base : `${base}/`);
  // Markdown ends a link at a parenthesis.
  return href.replaceAll("(", "%28").replaceAll(")", "%29");
}
