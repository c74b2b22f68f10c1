import { visibleText } from "../lib/visible-text";

/** One thing that a plan does, as Markdown. */
export interface Finding {
  /** True where someone gets further in than before, or no one can tell. */
  readonly isLoud: boolean;
  readonly text: string;
}

export const loud = (text: string): Finding => ({ isLoud: true, text });
export const quiet = (text: string): Finding => ({ isLoud: false, text });

/** Text from a plan; in a code span nothing in it is a link, a mention or markup. */
export function code(text: string): string {
  return `\`${visibleText(text).replaceAll("`", "'")}\``;
}

const MOST_VALUES = 30;

/** Values in code spans; the rest of a long list is counted. */
export function codes(values: readonly string[]): string {
  const left = values.length - MOST_VALUES;
  return values.slice(0, MOST_VALUES).map(code).join(", ") + (left > 0 ? ` and ${left} more` : "");
}
