import type { Match } from "@palisade/engine/detections/engine/match";
import { AddressSet } from "@palisade/engine/perimeter/address-set";
import type { Proposal } from "@palisade/engine/preview/propose-allowlist";
import { compareSeverity, type Severity } from "@palisade/engine/severity";
import type { Draft, DraftEntry } from "./draft";

/** A bucket policy of 20 KB has room for more, and no one reads as many. */
const MOST_ALLOWED = 200;

/**
 * Only networks are allowed unasked, and only those that stand out: an attacker with stolen keys is a caller of the own account as well. An
 * endpoint may be the attacker's own, and a role would be allowed from anywhere.
 */
export function chooseEntries(
  proposals: readonly Proposal[],
  matches: readonly Match[] | undefined,
): Pick<Draft, "allowed" | "doubtful"> {
  const judged = proposals.map((proposal) => ({ proposal, doubts: doubtsOf(proposal, matches) }));
  const allowed = judged
    .filter(({ proposal, doubts }) => proposal.confidence !== "low" && doubts.length === 0)
    .slice(0, MOST_ALLOWED);
  return {
    allowed: allowed.map(({ proposal }) => entryOf(proposal, [])),
    doubtful: judged.filter((one) => !allowed.includes(one)).map(({ proposal, doubts }) => entryOf(proposal, doubts)),
  };
}

function entryOf({ entry, confidence, reasons, callers }: Proposal, doubts: readonly string[]): DraftEntry {
  const ids = [...new Set(callers.map(({ actor }) => actor.id))];
  const who = ids.length === 1 ? `${ids[0]}` : `${ids.length} callers`;
  return { ...entry, why: [`${confidence}: ${who}`, ...doubts, ...reasons].join("; ") };
}

function doubtsOf({ entry, confidence }: Proposal, matches: readonly Match[] | undefined): readonly string[] {
  if (entry.key === "vpcEndpoints") return ["it may be another account's"];
  if (entry.key === "principals") return ["it would be allowed from anywhere"];
  if (matches === undefined) return confidence === "medium" ? ["alerts were not looked for"] : [];
  const from: Severity = confidence === "high" ? "high" : "medium";
  const network = AddressSet.of([entry.value]);
  const alarming = matches.filter(
    ({ severity, sourceIp, sourceIps = [] }) =>
      compareSeverity(severity, from) >= 0 &&
      [...sourceIps, ...(sourceIp === undefined ? [] : [sourceIp])].some((address) => network.has(address)),
  );
  const ids = [...new Set(alarming.map(({ detection }) => detection))];
  return ids.length === 0 ? [] : [`alerts from there: ${ids.join(", ")}`];
}
