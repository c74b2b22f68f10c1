import { html, type raw } from "hono/html";
import { visibleText } from "../visible-text";

export type Markup = ReturnType<typeof raw>;

type Value = string | number | undefined | Markup | readonly Value[];

const LONGEST_TEXT = 4000;

/** A template of HTML: every text in it is escaped, and what cannot be seen or turns text around is spelled out. Absent is nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return html(strings, ...values.map(harmless)) as Markup;
}

function harmless(value: Value): unknown {
  if (Array.isArray(value)) return value.map(harmless);
  return typeof value === "string" ? visibleText(value, LONGEST_TEXT) : value;
}
