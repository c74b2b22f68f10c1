import { commandName, deployCommand } from "../lib/command-name";
import { counted } from "../lib/counted";
import { visibleText } from "../lib/visible-text";
import type { Draft } from "./draft";

/** What was written, what is not known, and what comes next. */
export function reportLines(
  draft: Draft,
  { output, logs }: { readonly output: string; readonly logs: readonly string[] },
): readonly string[] {
  const { account, region, buckets, allowed, doubtful, gaps } = draft;
  const kept = buckets.flatMap(({ policy }) => (policy.kind === "kept" ? [policy.file] : []));
  const isUsual = output === "palisade.yaml";
  const config = isUsual ? "" : ` --config ${shellWord(output)}`;
  const environment = isUsual ? "" : `export PALISADE_CONFIG=${shellWord(output)}; `;
  const doubts =
    doubtful.length === 0 ? "" : `; ${counted(doubtful.length, "other")} seen and not sure enough, as comments`;
  return [
    `Wrote ${visibleText(output)}: account ${account.value} (${account.why}), ${region.value}, mode observe, which denies nothing.`,
    `Protects ${counted(buckets.length, "bucket")}, allows ${allowed.length === 0 ? "no network yet" : counted(allowed.length, "network")}${doubts}.`,
    ...(kept.length > 0 ? [`Kept the policies of ${counted(kept.length, "bucket")} in policies/.`] : []),
    ...(gaps.length > 0 ? ["Not known, or not looked at:", ...gaps.map((gap) => `  - ${gap}`)] : []),
    "Next:",
    `  ${commandName()} config check${config}`,
    `  ${commandName()} preview --enforce${config} ${logs.length === 0 ? "LOGS" : logs.map(shellWord).join(" ")}`,
    `  ${environment}${deployCommand("perimeter")}, then ${deployCommand("alerting")}: README.md, "Deploy in five steps"`,
  ];
}

/** As a shell takes it for one word. */
function shellWord(text: string): string {
  const shown = visibleText(text);
  return /^[\w./:@%+=,-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
