import { counted } from "../lib/counted";
import { STDIN_PATH } from "../lib/logs/find-inputs";
import { groupedBy } from "../lib/reports/grouped-by";
import { type Markup, markup } from "../lib/reports/markup";
import { detectionsOf } from "./detections-of";
import type { Gap } from "./gaps";
import type { Replay } from "./replay";
import type { ReplayQuestion } from "./replay-question";
import { summaryInWords } from "./summary-in-words";

const MOST_FILES = 200;

/** What the answer rests on: which logs were read, which detections had something to look at, and what else to know. */
export function basis(result: Replay, { settings }: ReplayQuestion, gaps: readonly Gap[]): Markup {
  const { logs, summary, inputs } = result;
  const detections = detectionsOf(settings);
  const blind = groupedBy(
    detections.filter(({ log }) => (logs[log] ?? 0) === 0),
    ({ log }) => log,
  );
  const notes = gaps.filter(({ level }) => level === "note");
  const left = inputs.length - MOST_FILES;
  return markup`<section>
<h2>What this report is based on</h2>
<div class="panel">
<dl>
<div><dt>Read</dt><dd>${summaryInWords(summary)}</dd></div>
${Object.entries(logs).map(([log, records]) => markup`<div><dt>${log}</dt><dd>${counted(records, "record")}</dd></div>`)}
<div><dt>Detections</dt><dd>${detections.length} are on, of which ${detections.length - [...blind.values()].flat().length} had records of their log to look at.</dd></div>
${blind.size === 0 ? "" : markup`<div><dt>No records of</dt><dd>${[...blind].map(([log, all]) => `${log} (${counted(all.length, "detection")})`).join(", ")}. That they raised no alert says nothing.</dd></div>`}
</dl>
<div class="notes">${notes.length === 0 ? "" : markup`<h3>Also to know</h3><ul>${notes.map(({ text }) => markup`<li>${text}</li>`)}</ul>`}</div>
<details class="rest"><summary>${counted(inputs.length, "file")}</summary><ul>${inputs
    .slice(0, MOST_FILES)
    .map(
      ({ path }) => markup`<li>${path === STDIN_PATH ? "standard input" : path}</li>`,
    )}${left > 0 ? markup`<li>and ${left.toLocaleString("en-US")} more</li>` : ""}</ul></details>
</div>
</section>`;
}
