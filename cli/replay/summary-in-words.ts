import { counted } from "../lib/counted";
import type { LogStretch } from "../lib/logs/log-stretch";
import type { ReplaySummary } from "./replay";
import { type Learning, learnedAt } from "./still-learning";

export function summaryInWords(summary: ReplaySummary): string {
  const { files, read, skipped, matched, alerts, folded, suppressed } = summary;
  const records = `${counted(read, "record")} read from ${counted(files, "file")}`;
  const silenced = suppressed > 0 ? `, and ${number(suppressed)} suppressed` : "";
  return `${records}, ${number(skipped)} skipped; ${number(matched)} matched: ${number(alerts)} alerted, ${number(folded)} folded${silenced}.`;
}

export function mistimedInWords({ outside, from, to }: LogStretch): string {
  return `${counted(outside, "record")} dated more than half a year from all others, which cannot be: counted within ${day(from)} to ${day(to)}.`;
}

export function learningInWords({ detection, days, since }: Learning): string {
  const until =
    since === undefined
      ? `${days} days from the first event that concerns it, and there is none`
      : `${days} days, until ${day(learnedAt(since, days))}`;
  return `Still learning at the end of these records: ${detection}. It learns for ${until}; meanwhile it alerts on nothing.`;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
