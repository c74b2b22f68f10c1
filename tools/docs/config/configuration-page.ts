import path from "node:path";
import { SECTIONS } from "../../../config/sections/registry";
import { type DocumentedKey, documentedKeys } from "./documented-keys";

const WRITTEN_BY = "node tools/build/run.mjs tools/docs/config/write-docs.ts";

/** docs/configuration.md. */
export function configurationPage(): string {
  const example = SECTIONS.map((section) => section.example.trim()).join("\n");
  return `${[
    "# Configuration",
    `<!-- Written from config/sections by \`${WRITTEN_BY}\`. Change that, not this. -->`,
    "Every key of `palisade.yaml`, with its default or an example; below it the same keys with their types. Four are required: `project`, `account`, `region`, and one perimeter with `buckets` and `allow`. The [`palisade.yaml`](../palisade.yaml) at the root of the repository is a good start.",
    [
      "- `npx palisade config check` prints every fault with its line and column, and a warning for a region that Palisade does not know.",
      "- `--config FILE` or `PALISADE_CONFIG` selects another file, such as [one per environment](guides/environments.md). Files that the configuration names are relative to it.",
      "- `palisade.schema.json` gives editors completion.",
    ].join("\n"),
    `\`\`\`yaml\n# yaml-language-server: $schema=./palisade.schema.json\n${example}\n\`\`\``,
    ...SECTIONS.flatMap(sectionLines),
  ].join("\n\n")}\n`;
}

function sectionLines({ keys, example, guide, affects }: (typeof SECTIONS)[number]): readonly string[] {
  const documented = documentedKeys(keys);
  const top = documented.filter(({ depth }) => depth === 0);
  const below = documented.filter(({ depth }) => depth > 0);
  return [
    `## ${Object.keys(keys).join(", ")}`,
    ...top.map((key) => `${top.length > 1 ? `\`${key.name}\`: ` : ""}${key.about} ${factsOf(key)}`),
    ...(below.length > 0 ? [table(below)] : []),
    ...(below.length > 0 ? [] : [`\`\`\`yaml\n${example.trim()}\n\`\`\``]),
    [`Used by ${affects}.`, ...(guide === undefined ? [] : [`More: [${path.basename(guide, ".md")}](${guide}).`])].join(
      " ",
    ),
  ];
}

function factsOf({ type, fallback, isRequired }: DocumentedKey): string {
  const rest = isRequired ? ["Required."] : fallback === undefined ? [] : [`Default: ${inCell(fallback)}.`];
  return [`${sentenceCase(type)}.`, ...rest].join(" ");
}

function table(keys: readonly DocumentedKey[]): string {
  const rows = keys.map(({ name, type, fallback, about, isRequired }) =>
    row([`\`${name}\``, type, isRequired ? "required" : (fallback ?? ""), about]),
  );
  return [row(["Key", "Type", "Default", "What it does"]), "| --- | --- | --- | --- |", ...rows].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(inCell).join(" | ")} |`;
}

/** A bar would end the cell, and `<project>` would be taken for HTML. */
function inCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/<([a-z]+)>/g, "&lt;$1&gt;");
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
