import { escapeToFit } from "../escape-to-fit";

/** Text for a card. Cards replace `{{DATE(...)}}` and `{{TIME(...)}}` wherever they stand, so no brace follows another. */
export function teamsText(text: string, longest: number): string {
  return escapeToFit(text.replace(/\{(?=\{)/g, "{ "), longest);
}
