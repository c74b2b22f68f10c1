import type { DetectorSettings } from "@palisade/engine/settings";
import { detectorSettings } from "../../config/derived/detector-settings";
import { parseConfig } from "../../config/load-config";
import type { Choices } from "./choices";
import { chooseEntries } from "./choose-entries";
import type { Draft, DraftEntry } from "./draft";
import { draftText } from "./draft-text";
import { proposeEntries } from "./propose-entries";
import type { LogsRead } from "./read-logs";

/** `gaps` is what was not looked at. */
type Entries = Pick<Draft, "allowed" | "doubtful" | "gaps">;

/** Which networks are allowed, by the logs and by choice. `base` is the draft without any. */
export async function decideEntries(
  read: LogsRead | undefined,
  base: Draft,
  choices: Choices,
  now: number,
): Promise<Entries> {
  const found = read === undefined ? { allowed: [], doubtful: [], gaps: [] } : await foundEntries(read, base, now);
  const numbers = found.doubtful.length === 0 ? [] : await choices.known(found.doubtful.map(entryLine));
  const known = new Set(numbers.map((index) => found.doubtful[index]));
  const named = found.doubtful
    .filter((entry) => known.has(entry))
    .map((entry) => ({ ...entry, why: `named as yours; ${entry.why}` }));
  const allowed = [...found.allowed, ...named];
  const given = await choices.networks(allowed.length > 0);
  const taken = new Set(given);
  return {
    allowed: [
      ...given.map((value): DraftEntry => ({ key: "cidrs", value, why: "given" })),
      ...allowed.filter(({ value }) => !taken.has(value)),
    ],
    doubtful: found.doubtful.filter((entry) => !known.has(entry) && !taken.has(entry.value)),
    gaps: found.gaps,
  };
}

function entryLine({ value, why }: DraftEntry): string {
  return `${value}, ${why}`;
}

async function foundEntries({ groups, alarming }: LogsRead, base: Draft, now: number): Promise<Entries> {
  // The example that stands in for networks allows no one.
  const settings = allowing(detectorSettings(parseConfig(draftText(base), "palisade.yaml", now)), []);
  const proposals = proposeEntries(groups, settings, now);
  const cidrs = proposals.flatMap(({ entry }) => (entry.key === "cidrs" ? [entry.value] : []));
  if (cidrs.length === 0) return { ...chooseEntries(proposals, []), gaps: [] };
  const matches = await alarming(allowing(settings, cidrs));
  const gaps =
    matches === undefined ? ["alerts from these networks: palisade replay reads local logs that are whole"] : [];
  return { ...chooseEntries(proposals, matches), gaps };
}

/** That a caller is not on the allowlist must not speak against it. */
function allowing(settings: DetectorSettings, cidrs: readonly string[]): DetectorSettings {
  const perimeters = settings.perimeters.map((one) => ({ ...one, allow: { ...one.allow, cidrs } }));
  return { ...settings, perimeters };
}
