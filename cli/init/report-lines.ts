import { resolve } from "node:path";
import { type CommandPlace, commandName, commandPlace, isInClone } from "../lib/command-name";
import { counted } from "../lib/counted";
import { visibleText } from "../lib/visible-text";
import type { Draft } from "./draft";

/** What was written, and what is not known. */
export function reportLines(draft: Draft, output: string): readonly string[] {
  const { account, region, buckets, allowed, doubtful, gaps } = draft;
  const kept = buckets.flatMap(({ policy }) => (policy.kind === "kept" ? [policy.file] : []));
  const doubts =
    doubtful.length === 0 ? "" : `; ${counted(doubtful.length, "other")} seen and not sure enough, as comments`;
  return [
    `Wrote ${visibleText(output)}: account ${account.value} (${account.why}), ${region.value}, mode observe, which denies nothing.`,
    `Protects ${counted(buckets.length, "bucket")}, allows ${allowed.length === 0 ? "no network yet" : counted(allowed.length, "network")}${doubts}.`,
    ...(kept.length > 0 ? [`Kept the policies of ${counted(kept.length, "bucket")} in policies/.`] : []),
    ...(gaps.length > 0 ? ["Not known, or not looked at:", ...gaps.map((gap) => `  - ${gap}`)] : []),
  ];
}

interface Written {
  readonly output: string;
  readonly logs: readonly string[];
}

/** What comes next: commands to copy, a line each. */
export function nextLines({ output, logs }: Written, place: CommandPlace = commandPlace()): readonly string[] {
  const command = commandName(place);
  const isUsual = output === "palisade.yaml";
  const config = isUsual ? "" : ` --config ${shellWord(output)}`;
  const isHere = isInClone(place);
  const file = isHere ? output : resolve(place.folder, output);
  return [
    "Next:",
    `  ${command} config check${config}`,
    `  ${command} preview --enforce${config} ${logs.length === 0 ? "LOGS" : logs.map(shellWord).join(" ")}`,
    `Then deploy${isHere ? "" : " from a clone of Palisade"} (README.md, "Deploy in five steps"):`,
    ...(isHere && isUsual ? [] : [`  export PALISADE_CONFIG=${shellWord(file)}`]),
    "  npx cdktf deploy perimeter",
    "  npx cdktf deploy alerting",
  ];
}

/** As a shell takes it for one word. */
function shellWord(text: string): string {
  const shown = visibleText(text);
  return /^[\w./:@%+=,-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
