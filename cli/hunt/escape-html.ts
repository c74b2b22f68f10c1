import { visibleText } from "../lib/visible-text";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text from a log as text of a page: nothing in it is markup, and nothing in it is hidden or turned around. */
export function escapeHtml(text: string, longest = 2000): string {
  return visibleText(text, longest).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
