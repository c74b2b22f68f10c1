import { createHash } from "node:crypto";
import { SEVERITIES } from "@palisade/engine/severity";
import { html, raw } from "hono/html";
import { PALISADE_MARK } from "../lib/reports/html-theme";
import { alertCard, type Html } from "./alert-card";
import type { KeptAlert } from "./alert-log";
import { PAGE_SCRIPT } from "./page-script";
import { PAGE_STYLE } from "./page-style";

const ICON = `data:image/svg+xml,${encodeURIComponent(PALISADE_MARK.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))}`;

const sourceOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing but the page's own script and style runs, and it talks to its own server only. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `script-src ${sourceOf(PAGE_SCRIPT)}`,
  `style-src ${sourceOf(PAGE_STYLE)}`,
  "img-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export interface ReceiverPage {
  /** Newest first. */
  readonly alerts: readonly KeptAlert[];
  /** How many are kept. */
  readonly most: number;
  /** Where to send alerts, in words. */
  readonly doors: readonly string[];
}

/** The whole page, which needs nothing from elsewhere; alerts that come later are added by its script. */
export function receiverPage({ alerts, most, doors }: ReceiverPage): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Palisade alerts</title>
<link rel="icon" href="${ICON}">
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<header>
<div class="bar">
<div class="brand">${raw(PALISADE_MARK)}<h1>Palisade alerts</h1><span class="state" id="state" role="status">connecting …</span></div>
<div class="tools" id="tools" role="group" aria-label="Filter" hidden>
<div class="severities">${[...SEVERITIES].reverse().map(severityButton)}</div>
<input id="search" type="search" placeholder="Bucket, address, detection …" aria-label="Search" autocomplete="off" spellcheck="false">
</div>
</div>
</header>
<main>
<ul class="alerts" id="alerts" data-most="${most}">${alerts.map(alertCard)}</ul>
<div class="empty" id="empty"${raw(alerts.length === 0 ? "" : " hidden")}>
${raw(PALISADE_MARK)}
<h2>All quiet</h2>
<p>Alerts appear here as they come, by</p>
${doors.map((door) => html`<p><code>${door}</code></p>`)}
</div>
<p class="empty" id="filtered" hidden>No alert passes this filter.</p>
</main>
<footer>The last ${most} alerts, in memory only. As JSON: <a href="/alerts">/alerts</a></footer>
<script>${raw(PAGE_SCRIPT)}</script>
</body>
</html>`;
}

function severityButton(severity: string): Html {
  return html`<button type="button" class="${severity}" data-severity="${severity}" aria-pressed="true">${severity} <b>0</b></button>`;
}
