import Table from "cli-table3";
import type { createColors } from "picocolors";
import { isFromConfiguration } from "../../functions/src/hunts/bind-hunt";
import type { HuntParameter } from "../../functions/src/hunts/define-hunt";
import { DETECTION_HUNT_PREFIX, huntableDetections } from "../../functions/src/hunts/detection-hunts";
import { HUNTS } from "../../functions/src/hunts/registry";
import { wrapText } from "../replay/wrap-text";
import { visibleJson } from "../visible-text";

interface ListedHunt {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly log: string;
  readonly parameters: readonly HuntParameter[];
}

function listed(all: boolean): readonly ListedHunt[] {
  const made = huntableDetections().map(({ id, title, log }) => ({
    id: `${DETECTION_HUNT_PREFIX}${id}`,
    title,
    question: `Which past events would ${id} have been asked about?`,
    log,
    parameters: [],
  }));
  return [...HUNTS, ...(all ? made : [])];
}

export function huntListJson(all: boolean): readonly string[] {
  const hunts = listed(all).map(({ id, title, question, log, parameters }) => ({
    id,
    title,
    question,
    log,
    parameters,
  }));
  return [visibleJson(hunts, 2)];
}

/** Together with borders 100 columns; ids of detections' hunts are longer. */
const QUESTION = 52;

export function huntListTable(all: boolean, colors: ReturnType<typeof createColors>): readonly string[] {
  const table = new Table({
    head: ["Hunt", "What it asks, and parameters"].map(colors.bold),
    style: { head: [], border: [] },
  });
  for (const { id, question, log, parameters } of listed(all)) {
    const lines = [...wrapText(question, QUESTION), ...parameters.map(parameterLine), log].flatMap(
      (line, index, every) =>
        wrapText(line, QUESTION).map((part) => (index === every.length - 1 ? colors.dim(part) : part)),
    );
    table.push([id, lines.join("\n")]);
  }
  const made = huntableDetections().length;
  return [
    table.toString(),
    ...(all ? [] : [`And one for each of ${made} detections, such as detection.s3.policy-made-public: --all`]),
    "All take --since, --until and --limit. docs/hunts.md says what to look for in the answers.",
  ];
}

function parameterLine(parameter: HuntParameter): string {
  const { name, type, default: usual } = parameter;
  const isNeeded = usual === undefined && !isFromConfiguration(parameter);
  return `  ${name}=<${type}>${isNeeded ? " (needed)" : ""}`;
}
