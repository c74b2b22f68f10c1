import type { Hunt } from "@palisade/engine/hunts/define-hunt";
import { raw } from "hono/html";
import { counted } from "../lib/counted";
import { htmlPage } from "../lib/reports/html-page";
import { chartSvg } from "./chart";
import { escapeHtml } from "./escape-html";
import type { AnswerColumn, Cell, HuntAnswer } from "./hunt-answer";

export interface HuntReport {
  readonly hunt: Pick<Hunt, "id" | "title" | "question" | "log" | "lookFor" | "chart">;
  readonly answer: HuntAnswer;
  /** As they were asked, defaults included. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the rows come from, in words. */
  readonly described: string;
  /** Why the answer is not whole; empty where it is. */
  readonly missing: readonly string[];
  /** Whether there was anything to ask; where there was not, that nothing was found says nothing. */
  readonly isAboutSomething?: boolean;
  readonly sql: string;
  /** When it was asked, in milliseconds since the epoch. */
  readonly askedAt: number;
}

/** A browser gets slow with more; the other formats have them all. */
const MOST_ROWS = 2000;

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2330; --soft: #5b6677; --paper: #fff; --raised: #f5f7fa; --line: #dce1e8; --bar: #2f6fd0; --warn: #8a4b00; --warn-paper: #fff4e0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e8ee; --soft: #9aa5b5; --paper: #14181f; --raised: #1d232c; --line: #323b48; --bar: #6ea5f5; --warn: #ffc680; --warn-paper: #33260f; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1200px; padding: 2rem 1.5rem 4rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.1rem; }
.question { margin: 0 0 1rem; color: var(--soft); font-size: 1.05rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.warning { margin: 1rem 0; padding: .75rem 1rem; border-left: 4px solid var(--warn); background: var(--warn-paper); color: var(--warn); overflow-wrap: anywhere; }
.warning p { margin: 0; }
svg { display: block; width: 100%; height: auto; margin: .5rem 0; font: 12px system-ui, sans-serif; }
svg text { dominant-baseline: central; }
.bar { fill: var(--bar); }
.label { fill: var(--ink); }
.value { fill: var(--soft); }
.grid { stroke: var(--line); stroke-width: 1; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tr:last-child td { border-bottom: 0; }
th { background: var(--raised); white-space: nowrap; }
td { max-width: 28rem; overflow-wrap: anywhere; }
td.short { white-space: nowrap; }
td.long { min-width: 15rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.absent { color: var(--soft); }
pre { padding: .75rem 1rem; overflow-x: auto; background: var(--raised); border-radius: 6px; font-size: 12.5px; line-height: 1.45; }
summary { cursor: pointer; color: var(--soft); }
@media print { .scroll { overflow: visible; border: 0; } details { display: none; } }
`;

export function htmlReport(report: HuntReport): string {
  const { hunt, answer, parameters, described, missing, sql, askedAt } = report;
  const chart = hunt.chart && chartSvg(answer, hunt.chart);
  const facts = {
    Log: hunt.log,
    Searched: described,
    ...parameters,
    Asked: `${new Date(askedAt).toISOString().slice(0, 16).replace("T", " ")} UTC`,
  };
  const body = `<h1>${escapeHtml(hunt.title)}</h1>
<p class="question">${escapeHtml(hunt.question)}</p>
${warnings(missing, answer)}
<dl>
${Object.entries(facts)
  .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
  .join("\n")}
</dl>
${chart ? `<h2>${escapeHtml(heading(hunt))}</h2>\n${chart}` : ""}
<h2>${counted(answer.rows.length, "row")}</h2>
${answer.rows.length === 0 ? "<p>Nothing was found.</p>" : tableHtml(answer)}
<h2>What to look for</h2>
<ul>
${hunt.lookFor.map((line) => `<li>${escapeHtml(line)}</li>`).join("\n")}
</ul>
<details>
<summary>The SQL, as it was asked</summary>
<pre>${sqlHtml(sql)}</pre>
</details>`;
  return htmlPage({ title: hunt.title, style: STYLE, body: raw(body) });
}

function heading({ chart }: HuntReport["hunt"]): string {
  return chart === undefined ? "" : `${chart.value} by ${chart.of.join(" and ")}`;
}

function warnings(missing: readonly string[], { isCut, rows }: HuntAnswer): string {
  const all = [
    ...missing,
    ...(isCut ? [`There are more rows than the ${rows.length.toLocaleString("en-US")} that were asked for.`] : []),
    ...(rows.length > MOST_ROWS ? [`This page shows the first ${MOST_ROWS.toLocaleString("en-US")}.`] : []),
  ];
  if (all.length === 0) return "";
  return `<div class="warning" role="note">\n${all.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n")}\n</div>`;
}

function tableHtml({ columns, rows }: HuntAnswer): string {
  const head = columns.map((column) => `<th scope="col"${classOf(column)}>${escapeHtml(column.name)}</th>`).join("");
  const body = rows
    .slice(0, MOST_ROWS)
    .map((row) => `<tr>${row.map((cell, index) => cellHtml(cell, columns[index])).join("")}</tr>`);
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table></div>`;
}

function classOf(column: AnswerColumn | undefined): string {
  return column?.kind === "number" ? ' class="number"' : "";
}

/** Times and addresses stay on one line, and an ARN gets room. */
const SHORT = 26;
const LONG = 48;

function cellHtml(cell: Cell, column: AnswerColumn | undefined): string {
  if (cell === null) return `<td${classOf(column)}><span class="absent">–</span></td>`;
  const text = typeof cell === "number" ? cell.toLocaleString("en-US", { maximumFractionDigits: 3 }) : String(cell);
  if (column?.kind === "number") return `<td${classOf(column)}>${escapeHtml(text)}</td>`;
  const room = text.length <= SHORT ? ' class="short"' : text.length >= LONG ? ' class="long"' : "";
  return `<td${room}>${escapeHtml(text)}</td>`;
}

/** A thousand networks are written on one line. */
const LONGEST_SQL_LINE = 4000;

function sqlHtml(sql: string): string {
  return sql
    .split("\n")
    .map((line) => escapeHtml(line, LONGEST_SQL_LINE))
    .join("\n");
}
