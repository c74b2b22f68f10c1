import type { Candidate } from "../detections/engine/candidate";
import { dedupKey } from "../detections/engine/dedup-key";
import { isFinding } from "../detections/engine/match-of";
import { networkOf } from "../detections/facts/network-of";
import type { Match } from "../incidents/incident";
import type { StateStore } from "../incidents/state/state-store";
import { addressKind, parseAddress } from "../perimeter/address";
import { type Enricher, NOTHING_KNOWN } from "./enricher";

/** Says of the first alert on a caller from a network that it is the first. What raised no alert teaches nothing. */
export function createFirstSeen(state: StateStore): Enricher {
  return {
    name: "first-seen",
    enrich: async (match) => {
      const network = callersNetwork(match);
      if (network === undefined) return NOTHING_KNOWN;
      const candidate = candidateOf(match, network);
      const { promoted, failures } = await state.promote([candidate]);
      if (failures.has(candidate)) throw failures.get(candidate);
      if (!promoted.has(candidate)) return NOTHING_KNOWN;
      return { rows: [{ label: "First seen", value: `no alert on this caller came from ${network} before` }] };
    },
  };
}

function callersNetwork(match: Match): string | undefined {
  const { sourceIp, actorKind } = match;
  if (sourceIp === undefined || isFinding(match) || actorKind === "anonymous" || actorKind === "service") {
    return undefined;
  }
  const address = parseAddress(sourceIp);
  return address !== undefined && addressKind(address) === "public" ? networkOf(sourceIp) : undefined;
}

function candidateOf(match: Match, network: string): Candidate {
  const key = dedupKey("enrichment.first-seen", [match.actor]);
  return { match, key, value: network, rule: { kind: "first-seen", learningDays: 0 } };
}
