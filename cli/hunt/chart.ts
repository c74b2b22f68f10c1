import type { HuntChart } from "@palisade/engine/hunts/define-hunt";
import { escapeHtml } from "./escape-html";
import type { HuntAnswer } from "./hunt-answer";

/** One bar: what it stands for and how long it is. */
interface Bar {
  readonly label: string;
  readonly value: number;
}

const MOST_BARS = 15;
/** More would be narrower than a line. */
const MOST_TIMES = 366;

const WIDTH = 960;
const LABEL_WIDTH = 380;
const VALUE_WIDTH = 90;
const BAR_HEIGHT = 24;
const PLOT_HEIGHT = 180;
const AXIS_HEIGHT = 26;
const MARGIN = 64;
/** About as many letters as fit beside a bar. */
const LONGEST_LABEL = 52;

/** A chart as SVG; undefined where the answer has nothing to draw. Colours are the page's. */
export function chartSvg(answer: HuntAnswer, chart: HuntChart): string | undefined {
  const bars = chart.kind === "bars" ? barsOf(answer, chart).slice(0, MOST_BARS) : timesOf(answer, chart);
  if (bars.length === 0 || bars.every(({ value }) => value <= 0)) return undefined;
  return chart.kind === "bars" ? horizontalBars(bars, chart) : columnsInTime(bars, chart);
}

function barsOf({ columns, rows }: HuntAnswer, { of, value }: HuntChart): readonly Bar[] {
  const at = (name: string) => columns.findIndex((column) => column.name === name);
  const labels = of.map(at);
  const values = at(value);
  return rows.map((row) => ({
    label: labels.map((index) => String(row[index] ?? "–")).join("  ·  "),
    value: numberOf(row[values]),
  }));
}

/** Sums by hour, or by day or month where there are too many hours; times without anything are there as well, so that gaps show. */
function timesOf(answer: HuntAnswer, chart: HuntChart): readonly Bar[] {
  const found = barsOf(answer, chart).filter(({ label }) => HOUR.test(label) && !Number.isNaN(timeOf(label)));
  if (found.length === 0) return [];
  const labels = found.map(({ label }) => label).sort();
  const [first = "", last = ""] = [labels[0], labels.at(-1)];
  const hours = (timeOf(last) - timeOf(first)) / HOUR_MS;
  const length = hours < MOST_TIMES ? 13 : hours / 24 < MOST_TIMES ? 10 : 7;
  const totals = new Map<string, number>();
  for (const { label, value } of found) {
    const key = label.slice(0, length);
    totals.set(key, (totals.get(key) ?? 0) + value);
  }
  return between(first.slice(0, length), last.slice(0, length)).map((label) => ({
    label,
    value: totals.get(label) ?? 0,
  }));
}

const HOUR = /^\d{4}-\d{2}-\d{2}T\d{2}$/;
const HOUR_MS = 3_600_000;

function timeOf(label: string): number {
  return Date.parse(`${label}:00:00Z`);
}

/** All hours, days or months from one to the other. */
function between(first: string, last: string): readonly string[] {
  const labels: string[] = [];
  const time = new Date(`${first}${"-01T00:00:00Z".slice(first.length - 7)}`);
  while (labels.length < 10_000) {
    const label = time.toISOString().slice(0, first.length);
    if (label > last) break;
    labels.push(label);
    if (first.length === 13) time.setUTCHours(time.getUTCHours() + 1);
    else if (first.length === 10) time.setUTCDate(time.getUTCDate() + 1);
    else time.setUTCMonth(time.getUTCMonth() + 1);
  }
  return labels;
}

function numberOf(value: unknown): number {
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
}

function horizontalBars(bars: readonly Bar[], chart: HuntChart): string {
  const most = Math.max(...bars.map(({ value }) => value));
  const room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
  const drawn = bars.map(({ label, value }, index) => {
    const length = Math.max(2, (room * Math.max(0, value)) / most);
    const top = index * BAR_HEIGHT;
    const middle = top + BAR_HEIGHT / 2;
    return (
      `<g><title>${escapeHtml(`${label}: ${exact(value)}`)}</title>` +
      `<text class="label" x="${LABEL_WIDTH - 10}" y="${middle}" text-anchor="end">${escapeHtml(shortened(label), 300)}</text>` +
      `<rect class="bar" x="${LABEL_WIDTH}" y="${top + 4}" width="${rounded(length)}" height="${BAR_HEIGHT - 8}" rx="2"/>` +
      `<text class="value" x="${rounded(LABEL_WIDTH + length + 8)}" y="${middle}">${short(value)}</text></g>`
    );
  });
  return svg(bars.length * BAR_HEIGHT, chart, drawn);
}

function columnsInTime(bars: readonly Bar[], chart: HuntChart): string {
  const most = Math.max(...bars.map(({ value }) => value));
  const step = (WIDTH - MARGIN) / bars.length;
  const width = Math.max(0.8, Math.min(step * 0.8, 40));
  const drawn = bars.map(({ label, value }, index) => {
    const height = value <= 0 ? 0 : Math.max(1.5, (PLOT_HEIGHT * value) / most);
    const left = MARGIN + index * step + (step - width) / 2;
    return (
      `<g><title>${escapeHtml(`${label}: ${exact(value)}`)}</title>` +
      `<rect class="bar" x="${rounded(left)}" y="${rounded(8 + PLOT_HEIGHT - height)}" width="${rounded(width)}" height="${rounded(height)}"/></g>`
    );
  });
  return svg(8 + PLOT_HEIGHT + AXIS_HEIGHT, chart, [...scale(most), ...drawn, ...ticks(bars, step)]);
}

function scale(most: number): readonly string[] {
  return [1, 0.5, 0].map((part) => {
    const y = rounded(8 + PLOT_HEIGHT * (1 - part));
    const line = `<line class="grid" x1="${MARGIN}" x2="${WIDTH}" y1="${y}" y2="${y}"/>`;
    return `${line}<text class="value" x="${MARGIN - 8}" y="${y}" text-anchor="end">${short(most * part)}</text>`;
  });
}

const MOST_TICKS = 6;

function ticks(bars: readonly Bar[], step: number): readonly string[] {
  const every = Math.max(1, Math.ceil(bars.length / MOST_TICKS));
  return bars.flatMap(({ label }, index) => {
    if (index % every !== 0) return [];
    const x = rounded(MARGIN + index * step + step / 2);
    const anchor = index === 0 && bars.length > 3 ? "start" : "middle";
    const text = label.length === 13 ? `${label.slice(0, 10)} ${label.slice(11)}h` : label;
    return [
      `<text class="value" x="${x}" y="${8 + PLOT_HEIGHT + 16}" text-anchor="${anchor}">${escapeHtml(text)}</text>`,
    ];
  });
}

function svg(height: number, { of, value }: HuntChart, parts: readonly string[]): string {
  const name = escapeHtml(`${value} by ${of.join(" and ")}`);
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${name}">${parts.join("")}</svg>`;
}

/** The middle of a long ARN says least. */
function shortened(text: string): string {
  if (text.length <= LONGEST_LABEL) return text;
  const half = Math.floor(LONGEST_LABEL / 2);
  return `${text.slice(0, half - 1)}…${text.slice(text.length - half)}`;
}

function exact(value: number): string {
  return value.toLocaleString("en-US");
}

function short(value: number): string {
  return value.toLocaleString("en-US", { notation: "compact", maximumFractionDigits: 1 });
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
