import { isFromConfiguration } from "@palisade/engine/hunts/bind-hunt";
import type { HuntParameter } from "@palisade/engine/hunts/define-hunt";
import { DETECTION_HUNT_PREFIX, huntableDetections } from "@palisade/engine/hunts/detection-hunts";
import { HUNTS } from "@palisade/engine/hunts/registry";
import { layoutTable } from "../lib/layout/layout-table";
import { fitProse } from "../lib/layout/paragraph";
import { proseWidth, type Screen } from "../lib/terminal";
import { visibleJson } from "../lib/visible-text";

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

export function huntListTable(all: boolean, screen: Screen): readonly string[] {
  const rows = listed(all).map(({ id, question, log, parameters }) => [
    id,
    [question, ...parameters.map(parameterLine), { text: log, paint: screen.colors.dim }],
  ]);
  const made = huntableDetections().length;
  const prose = [
    ...(all ? [] : [`And one for each of ${made} detections, such as detection.s3.policy-made-public: --all`]),
    "All take --since, --until and --limit. docs/catalogue/hunts.md says what to look for in the answers.",
  ];
  return [
    ...layoutTable([{ head: "Hunt" }, { head: "What it asks, and parameters" }], rows, screen),
    ...fitProse(prose, proseWidth(screen)),
  ];
}

function parameterLine(parameter: HuntParameter): string {
  const { name, type, default: usual } = parameter;
  const isNeeded = usual === undefined && !isFromConfiguration(parameter);
  return `  ${name}=<${type}>${isNeeded ? " (needed)" : ""}`;
}
