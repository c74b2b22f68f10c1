const MINUTE = 60_000;

const SLASH = 0x2f;
const COLON = 0x3a;
const SPACE = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** `06/Feb/2026:`, and when it begins: nearly every line is of the same day as the one before. */
let lastDay = "";
let lastMidnight = 0;

/**
 * Milliseconds since the epoch of `06/Feb/2026:00:00:38 +0000`, where it stands in a text from `start` to `end`; undefined where that is no
 * time.
 */
export function parseAccessLogTime(text: string, start = 0, end = text.length): number | undefined {
  if (end - start !== 26 || !hasItsForm(text, start)) return undefined;
  if (lastDay === "" || !text.startsWith(lastDay, start)) {
    const midnight = midnightOf(text, start);
    if (midnight === undefined) return undefined;
    lastDay = text.slice(start, start + 12);
    lastMidnight = midnight;
  }
  const hour = twoDigits(text, start + 12);
  const minute = twoDigits(text, start + 15);
  const second = twoDigits(text, start + 18);
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const time = lastMidnight + ((hour * 60 + minute) * 60 + second) * 1000 - offsetOf(text, start + 21);
  return Number.isNaN(time) ? undefined : time;
}

function midnightOf(text: string, start: number): number | undefined {
  const month = MONTHS.indexOf(text.slice(start + 3, start + 6)) / 3;
  const day = twoDigits(text, start);
  const year = 100 * twoDigits(text, start + 7) + twoDigits(text, start + 9);
  if (month < 0 || !Number.isInteger(month)) return undefined;
  const midnight = Date.UTC(year, month, day);
  return new Date(midnight).getUTCDate() === day ? midnight : undefined;
}

function hasItsForm(text: string, start: number): boolean {
  return (
    text.charCodeAt(start + 2) === SLASH &&
    text.charCodeAt(start + 6) === SLASH &&
    text.charCodeAt(start + 11) === COLON &&
    text.charCodeAt(start + 14) === COLON &&
    text.charCodeAt(start + 17) === COLON &&
    text.charCodeAt(start + 20) === SPACE
  );
}

/** NaN where there are no two digits, which makes the whole time NaN. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

/** Milliseconds that the zone is ahead; NaN where there is none. */
function offsetOf(text: string, at: number): number {
  const minutes = 60 * twoDigits(text, at + 1) + twoDigits(text, at + 3);
  if (minutes > 14 * 60 + 59) return Number.NaN;
  const sign = text.charCodeAt(at);
  if (sign === PLUS) return minutes * MINUTE;
  return sign === MINUS ? -minutes * MINUTE : Number.NaN;
}
