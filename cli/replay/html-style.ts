import { HTML_THEME } from "../lib/reports/html-theme";

/** The report's whole style; the content security policy in it lets in this text and no other. */
export const REPORT_STYLE = `${HTML_THEME}
body { padding-bottom: 3rem; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding-inline: 1rem; }
header { padding-block: 1.75rem .5rem; }
.brand { display: flex; align-items: center; gap: .5rem; margin: 0 0 1rem; color: var(--quiet); font-size: .9rem; font-weight: 600; }
.brand svg { width: 1.4rem; height: 1.4rem; flex: none; }
h1 { margin: 0 0 .35rem; font-size: clamp(1.5rem, 5vw, 2.1rem); font-weight: 680; letter-spacing: -.02em; line-height: 1.2; }
.verdict.unknown h1 { color: var(--high); }
.about { margin: 0; color: var(--quiet); overflow-wrap: anywhere; }
section { margin-top: 2rem; }
h2 { margin: 0 0 .75rem; font-size: 1.1rem; font-weight: 650; letter-spacing: -.01em; }
h2 small { margin-left: .4rem; color: var(--quiet); font-weight: 400; font-size: .85rem; }
.panel { padding: 1rem 1.15rem; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); box-shadow: var(--shadow); }
.gaps { margin-top: 1.25rem; border-left: 5px solid var(--medium); background: color-mix(in srgb, var(--medium) 13%, var(--surface)); }
.gaps.grave { border-left-color: var(--high); background: color-mix(in srgb, var(--high) 10%, var(--surface)); }
.gaps h2 { margin-bottom: .35rem; font-size: 1rem; }
.gaps ul, .notes ul { margin: 0; padding-left: 1.2rem; }
.gaps li + li, .notes li + li { margin-top: .3rem; }
.notes { color: var(--quiet); font-size: .9rem; }
.tiles { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: .6rem; }
.tile { position: relative; display: block; padding: .75rem .85rem; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); box-shadow: inset 0 4px 0 var(--hue), var(--shadow); cursor: pointer; }
.tile b { display: block; font-size: 1.6rem; font-weight: 680; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile span { color: var(--quiet); font-size: .8rem; }
.tile.none { opacity: .55; }
.tile:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.tile:has(input:not(:checked)) { border-style: dashed; background: transparent; box-shadow: inset 0 4px 0 var(--line); }
.tile:has(input:not(:checked)) b { color: var(--quiet); text-decoration: line-through; }
.tile input { position: absolute; opacity: 0; pointer-events: none; }
${["critical", "high", "medium", "low", "informational"]
  .map((severity) => `body:has(#show-${severity}:not(:checked)) :is(.card, .mark).${severity} { display: none; }`)
  .join("\n")}
.hint { margin: .5rem 0 0; color: var(--quiet); font-size: .82rem; }
.timeline { display: grid; grid-template-columns: max-content minmax(0, 1fr); column-gap: .9rem; }
.timeline .names { display: grid; grid-auto-rows: 34px; font-size: .8rem; color: var(--quiet); align-items: center; text-transform: capitalize; }
.timeline svg { display: block; width: 100%; overflow: visible; font: 12px system-ui, sans-serif; }
.lane { stroke: var(--line); }
.tick { stroke: var(--line); stroke-dasharray: 2 4; }
.tick-name { fill: var(--quiet); }
.mark line { stroke: var(--hue); stroke-width: 6; stroke-linecap: round; opacity: .35; }
.mark circle { fill: var(--hue); stroke: var(--surface); stroke-width: 2; }
.mark:hover circle, .mark:focus circle { stroke: var(--text); }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th { padding: 0 .6rem .45rem; text-align: left; color: var(--quiet); font-size: .8rem; font-weight: 500; }
td { padding: .55rem .6rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td.name { font: .84rem/1.5 var(--mono); min-width: 14rem; }
td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
td[data-label="From"], td[data-label="Buckets"] { min-width: 8.5rem; }
.pills { display: flex; flex-wrap: wrap; gap: .3rem; }
.pills .pill { white-space: nowrap; letter-spacing: 0; text-transform: none; }
ul.alerts { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; }
.card:target { outline: 3px solid color-mix(in srgb, var(--hue) 60%, transparent); }
.empty { padding: 1.5rem; text-align: center; color: var(--quiet); }
.rest summary { padding: .2rem 0; display: block; color: var(--accent); font-size: .9rem; }
.rest summary::after { display: none; }
.rest ul { margin: .4rem 0 0; padding-left: 1.2rem; font-size: .88rem; }
footer { margin-top: 2.5rem; color: var(--quiet); font-size: .82rem; }
@media (max-width: 36rem) {
  .tiles { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .tick-name.odd { display: none; }
  .actors thead { display: none; }
  .actors, .actors tbody, .actors tr, .actors td { display: block; }
  .actors tr { padding: .6rem 0; border-top: 1px solid var(--line); }
  .actors tr:first-child { border-top: 0; }
  .actors td { padding: .1rem 0; border: 0; min-width: 0; text-align: left; }
  .actors td[data-label]::before { content: attr(data-label) " "; color: var(--quiet); font: .8rem system-ui, sans-serif; }
}
@media print {
  :root { --bg: #fff; --surface: #fff; --shadow: none; color-scheme: light; }
  body { font-size: 11pt; }
  .card, .panel, .tile { break-inside: avoid; box-shadow: none; }
  .card { print-color-adjust: exact; }
  summary::after, .hint { display: none; }
  .opening { -webkit-line-clamp: unset; display: block; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
