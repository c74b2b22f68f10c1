import { bucketsOf, sourceIpsOf } from "../../detections/engine/match-names";
import { isFinding } from "../../detections/engine/match-of";
import type { Match } from "../../incidents/incident";
import type { Alert } from "../alert";
import { asciiLine } from "../sanitize";
import { isOwn, shortName } from "./wording";

/** SNS takes at most 100 printable ASCII characters, without a line break. */
const LONGEST_SUBJECT = 100;

/** What it is about: the bucket, else what a finding concerns, else who called. */
function about(match: Match): string | undefined {
  if (isOwn(match)) return undefined;
  return match.bucket ?? (isFinding(match) ? match.resource : (match.actorArn ?? match.actor));
}

export function subjectLine({ kind, severity, match, more }: Alert): string {
  const prefix = kind === "closed" ? `${more} more: ` : kind === "raised" ? "now graver: " : "";
  const what = about(match);
  const where = [
    ...(what === undefined ? [] : [`${shortName(what, 63)}${othersOf(bucketsOf(match))}`]),
    ...(match.sourceIp === undefined ? [] : [`${asciiLine(match.sourceIp, 63)}${othersOf(sourceIpsOf(match))}`]),
  ];
  const text = [`${severity.toUpperCase()}: ${prefix}${match.title}`, ...where].join(", ");
  return asciiLine(text, LONGEST_SUBJECT);
}

/** ` and 3 more`, of several names. */
function othersOf({ length }: readonly string[]): string {
  return length > 1 ? ` and ${length - 1} more` : "";
}
