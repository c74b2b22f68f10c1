const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const MINUTE = 60_000;

/** Milliseconds since the epoch of `06/Feb/2026:00:00:38 +0000`; undefined where that is no time. */
export function parseAccessLogTime(text: string): number | undefined {
  if (text.length !== 26 || text[2] !== "/" || text[6] !== "/" || text[11] !== ":" || text[20] !== " ")
    return undefined;
  if (text[14] !== ":" || text[17] !== ":") return undefined;
  const month = MONTHS.indexOf(text.slice(3, 6));
  const day = twoDigits(text, 0);
  const hour = twoDigits(text, 12);
  const minute = twoDigits(text, 15);
  const second = twoDigits(text, 18);
  const year = 100 * twoDigits(text, 7) + twoDigits(text, 9);
  if (month < 0 || month % 3 !== 0 || day < 1 || hour > 23 || minute > 59 || second > 60) return undefined;
  const offset = offsetMinutes(text);
  const local = Date.UTC(year, month / 3, day, hour, minute, second);
  const isWhole = day <= 28 || new Date(local - second * 1000).getUTCDate() === day;
  return offset === undefined || Number.isNaN(local) || !isWhole ? undefined : local - offset * MINUTE;
}

/** NaN where there are no two digits, which makes the whole time NaN. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

function offsetMinutes(text: string): number | undefined {
  const sign = text[21];
  const minutes = 60 * twoDigits(text, 22) + twoDigits(text, 24);
  if (Number.isNaN(minutes) || minutes > 14 * 60 + 59) return undefined;
  if (sign === "+") return minutes;
  return sign === "-" ? -minutes : undefined;
}
