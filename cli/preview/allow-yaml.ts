import type { Proposal } from "@palisade/engine/preview/propose-allowlist";
import type { Entry } from "@palisade/engine/preview/suggest-entry";
import { displayWidth } from "../lib/layout/display-width";
import { wrapWords } from "../lib/layout/wrap-text";
import { visibleText } from "../lib/visible-text";

/** More than that fits into no bucket's policy. */
export const MOST_ENTRIES = 400;

const KEYS: readonly Entry["key"][] = ["cidrs", "vpcEndpoints", "principals"];

/** Proposed entries as they are written in palisade.yaml, each with how sure it is and why. */
export function allowYaml(entries: readonly Proposal[]): readonly string[] {
  const shown = entries.slice(0, MOST_ENTRIES);
  const perimeters = [...new Set(shown.map(({ perimeter }) => perimeter))];
  if (perimeters.length === 0) return [];
  return [
    "perimeters:",
    ...perimeters.flatMap((name) => [
      `  ${name}:`,
      "    allow:",
      ...allowOf(shown.filter(({ perimeter }) => perimeter === name)),
    ]),
    ...(entries.length > shown.length
      ? [`# and ${entries.length - shown.length} more: --format json has them all`]
      : []),
  ];
}

/** The same for a narrow screen: where a line is too long, its comment stands above it, over as many lines as it needs. */
export function fitYaml(lines: readonly string[], width: number): readonly string[] {
  return lines.flatMap((line) => {
    const [, indent = "", value = "", comment] = /^( *)(\S.*?) # (.*)$/.exec(line) ?? [];
    if (comment === undefined || displayWidth(line) <= width) return [line];
    const above = wrapWords(comment, width - indent.length - 2).map((part) => `${indent}# ${part}`);
    return [...above, indent + value];
  });
}

function allowOf(entries: readonly Proposal[]): readonly string[] {
  const services = entries.filter(({ entry }) => entry.key === "awsServices");
  return [
    ...KEYS.flatMap((key) => {
      const listed = entries.filter(({ entry }) => entry.key === key);
      return listed.length === 0
        ? []
        : [`      ${key}:`, ...listed.map((one) => `        - ${yamlValue(one)} # ${why(one)}`)];
    }),
    ...services.map((one) => `      awsServices: true # ${why(one)}`),
  ];
}

/** Everything but an IPv4 network is quoted: YAML would read a meaning into the colons. */
function yamlValue({ entry: { value } }: Proposal): string {
  return /^[\d./]+$/.test(value) || value.startsWith("vpce-") ? value : JSON.stringify(value);
}

function why({ confidence, reasons, callers }: Proposal): string {
  const who = [...new Set(callers.map(({ actor }) => actor.id))];
  const names = who.length === 1 ? (who[0] ?? "") : `${who.length} callers`;
  return visibleText(`${confidence}: ${[names, ...reasons].join("; ")}`, 240);
}
