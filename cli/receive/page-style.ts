import { HTML_THEME } from "../lib/reports/html-theme";

/** The page's whole style; the content security policy allows this text and no other. */
export const PAGE_STYLE = `${HTML_THEME}
header { position: sticky; top: 0; z-index: 1; background: color-mix(in srgb, var(--bg) 94%, transparent); backdrop-filter: blur(12px); border-bottom: 1px solid var(--line); }
.bar, main, footer { max-width: 58rem; margin: 0 auto; padding-inline: 1rem; }
.bar { padding-block: .75rem; }
.brand { display: flex; align-items: center; gap: .6rem; }
.brand svg { width: 1.6rem; height: 1.6rem; flex: none; }
h1 { font-size: 1.05rem; font-weight: 650; letter-spacing: -.01em; margin: 0; }
.state { margin-left: auto; display: flex; align-items: center; gap: .45rem; color: var(--quiet); font-size: .85rem; }
.state::before { content: ""; width: .55rem; height: .55rem; border-radius: 50%; background: var(--quiet); }
.state.live::before { background: #2ea56a; box-shadow: 0 0 0 4px rgb(46 165 106 / .18); }
.state.lost::before { background: var(--medium); }
.tools, .severities { display: flex; flex-wrap: wrap; gap: .5rem; }
.tools { margin-top: .7rem; }
.tools button { display: inline-flex; align-items: center; gap: .4rem; min-height: 2.25rem; padding: .2rem .75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--surface); color: var(--text); font: inherit; font-size: .85rem; cursor: pointer; }
.tools button::before { content: ""; width: .6rem; height: .6rem; border-radius: 50%; background: var(--hue); }
.tools button[aria-pressed="false"] { color: var(--quiet); background: transparent; border-style: dashed; }
.tools button[aria-pressed="false"]::before { background: transparent; box-shadow: inset 0 0 0 2px var(--hue); }
.tools button b { font-weight: 600; font-variant-numeric: tabular-nums; color: var(--quiet); }
.tools input { flex: 1 1 12rem; min-width: 0; min-height: 2.25rem; padding: .2rem .9rem; border: 1px solid var(--line); border-radius: 99px; background: var(--surface); color: inherit; font: inherit; font-size: .9rem; }
main { padding-block: 1rem 2rem; }
ul.alerts { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; }
.card.fresh { animation: arrive 1.6s ease-out; }
@keyframes arrive { from { transform: translateY(-.5rem); background: color-mix(in srgb, var(--hue) 22%, var(--surface)); } }
@media (prefers-reduced-motion: reduce) { .card.fresh { animation: none; } }
.warning { margin: 0 0 .9rem; padding: .55rem .75rem; border-radius: 8px; background: color-mix(in srgb, var(--medium) 20%, transparent); font-size: .9rem; }
.empty { margin: 3rem auto; max-width: 32rem; text-align: center; color: var(--quiet); }
.empty svg { width: 3.2rem; height: 3.2rem; opacity: .75; }
.empty h2 { margin: .75rem 0 .25rem; font-size: 1.15rem; color: var(--text); }
.empty p { margin: .3rem 0; }
[hidden] { display: none !important; }
footer { padding-block: 0 2rem; color: var(--quiet); font-size: .82rem; }
footer a { color: inherit; }
@media (max-width: 36rem) {
  .tools { flex-flow: column nowrap; }
  .tools input { flex: none; order: -1; }
  .severities { flex-wrap: nowrap; overflow-x: auto; scrollbar-width: none; margin-inline: -1rem; padding: .15rem 1rem; }
  .severities button { flex: none; }
}
`;
