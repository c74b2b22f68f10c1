import { SEVERITIES, type Severity } from "@palisade/engine/severity";
import { type Markup, markup } from "../lib/reports/markup";

/** One thing on the timeline, with where it leads. */
export interface TimelineMark {
  readonly severity: Severity;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly label: string;
  readonly href: string;
}

const LANE = 34;
const AXIS = 26;
const TICKS = 5;
const LEAST_RADIUS = 5;
const MOST_RADIUS = 12;
/** So much is kept free on both sides, in percent, for marks at the edges. */
const EDGE = 2;

/** Marks in time, a lane for each severity that there is; as wide as the page, with text that keeps its size. */
export function timeline(marks: readonly TimelineMark[], from: number, to: number): Markup {
  const severities = SEVERITIES.toReversed().filter((severity) => marks.some((mark) => mark.severity === severity));
  const height = severities.length * LANE;
  const most = Math.max(...marks.map(({ count }) => count));
  const x = (time: number) => percent(EDGE + ((100 - 2 * EDGE) * (time - from)) / Math.max(1, to - from));
  const y = (severity: Severity) => severities.indexOf(severity) * LANE + LANE / 2;
  return markup`<div class="timeline">
<div class="names">${severities.map((severity) => markup`<span>${severity}</span>`)}</div>
<svg height="${height + AXIS}" role="img" aria-label="Alerts in time, by severity">
${severities.map((severity) => markup`<line class="lane" x1="0" x2="100%" y1="${y(severity)}" y2="${y(severity)}"/>`)}
${ticksBetween(from, to).map(({ time, name }, index) => tick(x(time), name, index, height))}
${marks.map((mark) => markOf(mark, { x, y: y(mark.severity), radius: radiusOf(mark.count, most) }))}
</svg>
</div>`;
}

function markOf(
  { severity, from, to, label, href }: TimelineMark,
  { x, y, radius }: { readonly x: (time: number) => string; readonly y: number; readonly radius: number },
): Markup {
  return markup`<a class="mark ${severity}" href="${href}"><title>${label}</title><line x1="${x(from)}" x2="${x(to)}" y1="${y}" y2="${y}"/><circle cx="${x(from)}" cy="${y}" r="${radius}"/></a>`;
}

/** Counts differ by orders of magnitude. */
function radiusOf(count: number, most: number): number {
  const share = most <= 1 ? 0 : Math.log(count) / Math.log(most);
  return Math.round(10 * (LEAST_RADIUS + share * (MOST_RADIUS - LEAST_RADIUS))) / 10;
}

function tick(x: string, name: string, index: number, height: number): Markup {
  const anchor = index === 0 ? "start" : index === TICKS - 1 ? "end" : "middle";
  const parity = index % 2 === 1 ? " odd" : "";
  return markup`<line class="tick" x1="${x}" x2="${x}" y1="0" y2="${height}"/><text class="tick-name${parity}" x="${x}" y="${height + 18}" text-anchor="${anchor}">${name}</text>`;
}

const DAY_MS = 86_400_000;

function ticksBetween(from: number, to: number) {
  const isWithinDays = to - from < 2 * DAY_MS;
  return Array.from({ length: TICKS }, (_, index) => {
    const time = from + ((to - from) * index) / (TICKS - 1);
    const iso = new Date(time).toISOString();
    return { time, name: isWithinDays ? `${iso.slice(5, 10)} ${iso.slice(11, 16)}` : iso.slice(0, 10) };
  });
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
