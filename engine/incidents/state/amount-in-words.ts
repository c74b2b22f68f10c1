import type { Match } from "../incident";
import type { WindowRule } from "./share";

/** The match with what came together at the end of its sentence. */
export function withAmount(match: Match, rule: WindowRule, amount: number): Match {
  return { ...match, summary: `${match.summary}, ${inWords(rule, amount)} within ${timeInWords(rule.withinMinutes)}` };
}

function inWords(rule: WindowRule, amount: number): string {
  if (rule.kind === "sequence") return rule.steps.map(({ what }) => what).join(", then ");
  // More may have come than is kept, and will.
  return `at least ${rule.unit === "bytes" ? bytesInWords(amount) : `${inEnglish(amount)} ${rule.unit}`}`;
}

const UNITS = ["bytes", "KB", "MB", "GB", "TB"];

function bytesInWords(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1_000 && unit < UNITS.length - 1) {
    amount /= 1_000;
    unit++;
  }
  return `${inEnglish(Number(amount.toFixed(1)))} ${UNITS[unit]}`;
}

function timeInWords(minutes: number): string {
  if (minutes % (24 * 60) === 0) return counted(minutes / (24 * 60), "day");
  return minutes % 60 === 0 && minutes > 60 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
}

function counted(count: number, noun: string): string {
  return `${inEnglish(count)} ${noun}${count === 1 ? "" : "s"}`;
}

const EVERY_THIRD = /\B(?=(?:\d{3})+$)/g;

/** As toLocaleString("en-US") has it, which looks the language up each time; of amounts with decimals there are none above 999. */
function inEnglish(amount: number): string {
  return amount < 1_000 ? String(amount) : String(Math.round(amount)).replace(EVERY_THIRD, ",");
}
