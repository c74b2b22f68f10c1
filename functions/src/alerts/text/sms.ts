import type { Match } from "../../incidents/incident";
import type { Alert } from "../alert";
import { asciiLine } from "../sanitize";
import { utc } from "./wording";

/** One message of the GSM alphabet; a longer one is billed as several. */
const LONGEST_SMS = 160;

function outcome({ cause }: Match): string {
  return cause === "hole" || cause === "observed" ? "SUCCEEDED" : "was refused";
}

function sentence(match: Match): string {
  if (match.bucket === undefined) return match.title;
  const actor = (match.actorArn ?? match.actor).split(":").at(-1) ?? match.actor;
  const source = match.sourceIp === undefined ? "" : ` from ${asciiLine(match.sourceIp, 39)}`;
  const event = asciiLine(match.event, 24);
  return `${event} on ${asciiLine(match.bucket, 30)} ${outcome(match)}${source} by ${asciiLine(actor, 30)}`;
}

/** The alert in one text message: how bad, what, from where, by whom, how often. */
export function smsText({ kind, severity, match, count, more, lastSeen }: Alert): string {
  const often = kind === "closed" ? `, ${more} more` : count > 1 ? `, ${count}x` : "";
  const text = `${severity.toUpperCase()}: ${sentence(match)}${often}, ${utc(lastSeen).slice(5, 16)} UTC`;
  return asciiLine(text, LONGEST_SMS);
}
