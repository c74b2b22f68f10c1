import { bucketsOf } from "../../detections/engine/match-names";
import { isFinding } from "../../detections/engine/match-of";
import type { Match } from "../../incidents/incident";
import type { Alert } from "../alert";
import { asciiLine } from "../sanitize";
import { isOwn, shortName, utc } from "./wording";

/** One message of the GSM alphabet; a longer one is billed as several. */
const LONGEST_SMS = 160;

function sentence(match: Match): string {
  const { bucket, cause, sourceIp } = match;
  const others = bucketsOf(match).length - 1;
  if (isOwn(match)) return match.title;
  const event = asciiLine(match.event, 40);
  const place = bucket === undefined ? "" : ` on ${asciiLine(bucket, 30)}${others > 0 ? ` and ${others} more` : ""}`;
  if (isFinding(match)) {
    const resource = match.resource === undefined ? "" : ` on ${shortName(match.resource, 40)}`;
    return `${match.title}: ${event}${place || resource}`;
  }
  const source = sourceIp === undefined ? "" : ` from ${asciiLine(sourceIp, 39)}`;
  const actor = shortName(match.actorArn ?? match.actor, 30);
  if (cause === undefined) return `${match.title}: ${event}${place} by ${actor}${source}`;
  const outcome = cause === "hole" || cause === "observed" ? "SUCCEEDED" : "was refused";
  return `${event}${place} ${outcome}${source} by ${actor}`;
}

/** The alert in one text message: how bad, what, from where, by whom, how often. */
export function smsText({ kind, severity, match, count, more, lastSeen }: Alert): string {
  const often = kind === "closed" ? `, ${more} more` : count > 1 ? `, ${count}x` : "";
  const text = `${severity.toUpperCase()}: ${sentence(match)}${often}, ${utc(lastSeen).slice(5, 16)} UTC`;
  return asciiLine(text, LONGEST_SMS);
}
