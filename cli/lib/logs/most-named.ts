/** More would push what matters off the screen: a folder that was named by mistake may hold thousands of files that are no logs. */
const MOST_NAMED = 50;

/** The lines of what could not be read; of many the first, and how many more there are. */
export function mostNamed(lines: readonly string[]): readonly string[] {
  const left = lines.length - MOST_NAMED;
  if (left <= 0) return lines;
  return [...lines.slice(0, MOST_NAMED), `and ${left.toLocaleString("en-US")} more like these, not listed`];
}
