import type { Severity } from "../severity";

/** What stands for a colour where Markdown has none. */
const SQUARES: Readonly<Record<Severity, string>> = {
  critical: "🟥",
  high: "🟥",
  medium: "🟧",
  low: "🟦",
  informational: "⬜",
};

/** A message as one block of HTML with a mark of its severity: GitHub reads Markdown again after an empty line, so there is none. */
export function messageBlock([first = "", ...others]: readonly string[], severity?: Severity): string {
  const lines = [severity === undefined ? first : `${SQUARES[severity]} ${first}`, ...others];
  return ["<blockquote>", ...lines.map((line) => `${line.replaceAll("\n", "<br>\n")}<br>`), "</blockquote>"].join("\n");
}

export function bold(text: string): string {
  return `<b>${html(text)}</b>`;
}

export function button(text: string, url: string): string {
  return `<kbd><a href="${url}">${html(text)}</a></kbd>`;
}

export function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
