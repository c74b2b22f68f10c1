/** Long enough to recognise the value, short enough for one line. */
const MAX_LENGTH = 80;

/** A value in quotes and on one line, for messages. */
export function shown(text: string): string {
  return JSON.stringify(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text);
}
