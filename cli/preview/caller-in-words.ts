import { actorInWords } from "@palisade/engine/detections/facts/wording";
import type { AddressFacts, LookUp } from "@palisade/engine/preview/address-facts";
import { type Caller, placeOf, requestsOf } from "@palisade/engine/preview/caller";
import { factsOf } from "@palisade/engine/preview/propose-allowlist";
import type { Suggestion } from "@palisade/engine/preview/suggest-entry";
import { counted } from "../lib/counted";

export function whoIn({ actor, standing }: Caller): string {
  if (standing === "aws") return `${actorInWords(actor)}, a service of AWS`;
  if (standing === "trusted") return `${actorInWords(actor)}, of a trusted account`;
  return actorInWords(actor);
}

/** The address, and what is known of it. */
export function fromIn(caller: Caller, lookUp: LookUp): string {
  const known = knownIn(factsOf(caller, lookUp));
  return known.length === 0 ? placeOf(caller) : `${placeOf(caller)} (${known.join(", ")})`;
}

export function knownIn({ knownAs, listedAs, network, country }: AddressFacts): readonly string[] {
  return [knownAs, listedAs && `on the list ${listedAs}`, network, country].filter((text) => text !== undefined);
}

const MOST_ACTIONS = 4;

export function actionsIn({ actions }: Caller): string {
  const left = actions.length - MOST_ACTIONS;
  const shown = actions
    .slice(0, MOST_ACTIONS)
    .map(([name, count]) => (count === 1 ? name : `${name} ×${number(count)}`));
  return shown.join(", ") + (left > 0 ? ` and ${left} more` : "");
}

/** How many requests, on how many days, and how many of them got nothing. */
export function timesIn(caller: Caller): string {
  const { outcomes, days } = caller;
  const parts = [
    `${number(requestsOf(caller))} on ${counted(days.length, "day")}`,
    ...(outcomes.refused > 0 ? [`${number(outcomes.refused)} refused already`] : []),
    ...(outcomes.failed > 0 ? [`${number(outcomes.failed)} failed`] : []),
  ];
  return parts.join(", ");
}

export function suggestionIn(suggestion: Suggestion | undefined): string {
  if (suggestion === undefined) return "";
  return "entry" in suggestion ? `${suggestion.entry.key}: ${suggestion.entry.value}` : `none: ${suggestion.none}`;
}

export function number(value: number): string {
  return value.toLocaleString("en-US");
}
