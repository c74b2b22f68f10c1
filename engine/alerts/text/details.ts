import type { Match } from "../../incidents/incident";
import { plainLine } from "../sanitize";

/** More would bury what matters; detections show a handful. */
export const MOST_DETAILS = 20;

const LONGEST_LABEL = 40;
const LONGEST_VALUE = 400;

/** What a detection wants shown, by label, with nothing in it that could act on a mail client. */
export function detailRows({ details = {} }: Match): readonly (readonly [label: string, value: string])[] {
  return Object.entries(details)
    .filter(([, value]) => typeof value === "string" && value !== "")
    .slice(0, MOST_DETAILS)
    .map(([label, value]) => [plainLine(label, LONGEST_LABEL), plainLine(value, LONGEST_VALUE)]);
}
