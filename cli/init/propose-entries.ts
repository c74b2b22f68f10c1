import { NO_FACTS } from "@palisade/engine/preview/address-facts";
import { preview } from "@palisade/engine/preview/preview";
import { type Proposal, proposeAllowlist } from "@palisade/engine/preview/propose-allowlist";
import type { RequestGroups } from "@palisade/engine/preview/request-group";
import type { DetectorSettings } from "@palisade/engine/settings";
import { logEnd } from "../preview/log-end";

/** Entries that would allow who had access in the logs, by a configuration that allows no network yet. */
export function proposeEntries(groups: RequestGroups, settings: DetectorSettings, now: number): readonly Proposal[] {
  const { entries } = proposeAllowlist(preview(groups, settings), () => NO_FACTS, logEnd(groups, now));
  return entries.filter(({ entry }) => entry.key !== "awsServices");
}
