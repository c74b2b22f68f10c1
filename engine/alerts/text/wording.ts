import { isFinding } from "../../detections/engine/match-of";
import type { Match } from "../../incidents/incident";
import { asciiLine } from "../sanitize";

const CAUSES: Readonly<Record<NonNullable<Match["cause"]>, string>> = {
  "perimeter-certain": "the perimeter, for certain: the error names a deny in the bucket's policy",
  "perimeter-likely": "the perimeter, very likely: the error does not say which policy refused it",
  "other-policy": "another policy than the perimeter's Deny",
  observed: "nothing refused it: the perimeter only observes, and would have denied it",
  hole: "nothing refused it, although the perimeter is enforced",
  defect: "a mistake in Palisade itself",
};

/** Whether Palisade tells of itself, and nothing is known of a request. */
export function isOwn({ detection, actor }: Match): boolean {
  return actor === "palisade" && detection.startsWith("palisade.");
}

/** Undefined where no perimeter judged a request. */
export function causeInWords({ cause }: Match): string | undefined {
  return cause && CAUSES[cause];
}

export function accessKind({ event, readOnly }: Match): "read" | "write" | "delete" | undefined {
  if (readOnly === undefined) return undefined;
  if (readOnly) return "read";
  return event.startsWith("Delete") ? "delete" : "write";
}

/** `2026-03-01 10:15:30 UTC` */
export function utc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

export function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/** `1 request`, `4,313 findings`: a number of what the match is one of. */
export function countedMatches(count: number, match: Match): string {
  const noun = isFinding(match) ? "finding" : isOwn(match) ? "event" : "request";
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** The last part of an ARN or path, which is what people know things by; printable ASCII of at most `longest` characters. */
export function shortName(text: string, longest: number): string {
  return asciiLine(text.split(":").at(-1) || text, longest);
}
