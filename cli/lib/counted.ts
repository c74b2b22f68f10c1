/** A number with its noun, in the plural unless it is one: `1 network`, `2,500 networks`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
