import { displayWidth } from "./display-width";

/** Times and short names are this long and stay whole, unless the table would be too wide. */
const WHOLE = 20;
/** A day, and below it the time; an IPv4 address stays whole. */
const NARROW = 11;
const ADDRESS = 15;
/** A day stays whole. */
const DAY = 10;
const NARROWEST = 8;

export interface MeasuredColumn {
  /** The longest line that its cells hold. */
  readonly natural: number;
  readonly head: string;
  readonly isNumber: boolean;
}

/**
 * How wide the columns are so that they take `room` together. Takes from the widest column of text until all fit, from short ones only
 * where it must; undefined where they never do.
 */
export function columnWidths(columns: readonly MeasuredColumn[], room: number): readonly number[] | undefined {
  for (const shortest of [WHOLE, NARROW, DAY, NARROWEST]) {
    const widths = narrowedTo(shortest, columns, room);
    if (widths !== undefined) return widths;
  }
  return undefined;
}

function narrowedTo(shortest: number, columns: readonly MeasuredColumn[], room: number): readonly number[] | undefined {
  const widths = columns.map(({ natural }) => natural);
  const floors = columns.map((column) => floorOf(column, shortest));
  for (let excess = widths.reduce((sum, each) => sum + each, 0) - room; excess > 0; excess--) {
    const spare = widths.map((each, index) => (each > (floors[index] ?? 0) ? each : 0));
    const most = Math.max(...spare);
    if (most === 0) return undefined;
    widths[spare.lastIndexOf(most)] = most - 1;
  }
  return widths;
}

/** Numbers are never broken, and the words of a head only where they are longer than any text should be narrow. */
function floorOf({ natural, head, isNumber }: MeasuredColumn, shortest: number): number {
  if (isNumber || (natural <= ADDRESS && shortest > DAY)) return natural;
  const longestWord = Math.max(...head.split(" ").map(displayWidth));
  return Math.min(natural, Math.max(shortest, longestWord));
}
