/** Colours and type of every page: light or dark as the reader's system is, and a hue for each severity. */
export const HTML_THEME = `
:root {
  color-scheme: light dark;
  --bg: #f3f5f8; --surface: #ffffff; --raised: #eef1f5; --line: #dde2e9; --text: #161b22; --quiet: #596373; --accent: #1f5fbf;
  --critical: #8e0e3d; --high: #c9202c; --medium: #f2a93b; --low: #1f66bf; --informational: #5d6673;
  --critical-on: #fff; --high-on: #fff; --medium-on: #2b1a00; --low-on: #fff; --informational-on: #fff;
  --shadow: 0 1px 2px rgb(20 30 50 / .06), 0 6px 20px rgb(20 30 50 / .06);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0c1016; --surface: #151b23; --raised: #1d252f; --line: #2a3441; --text: #e8edf3; --quiet: #98a4b3; --accent: #7db2ff;
    --critical: #ff5d8f; --high: #ff6b66; --medium: #f5b74f; --low: #6fb0ff; --informational: #9aa6b4;
    --critical-on: #2c0011; --high-on: #2b0302; --medium-on: #2b1a00; --low-on: #021a38; --informational-on: #10161d;
    --shadow: 0 1px 2px rgb(0 0 0 / .4), 0 8px 24px rgb(0 0 0 / .25);
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--bg); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.critical { --hue: var(--critical); --on: var(--critical-on); }
.high { --hue: var(--high); --on: var(--high-on); }
.medium { --hue: var(--medium); --on: var(--medium-on); }
.low { --hue: var(--low); --on: var(--low-on); }
.informational { --hue: var(--informational); --on: var(--informational-on); }
.card { position: relative; overflow: hidden; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); box-shadow: var(--shadow); }
.card::before { content: ""; position: absolute; inset: 0 auto 0 0; width: 5px; background: var(--hue); }
summary { position: relative; display: grid; grid-template-columns: minmax(0, 1fr); gap: .3rem; padding: .9rem 1rem .95rem 1.25rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ""; position: absolute; right: 1.15rem; bottom: 1.35rem; width: .5rem; height: .5rem; border: solid var(--quiet); border-width: 0 2px 2px 0; rotate: 45deg; transition: rotate .15s; }
details[open] > summary::after { rotate: 225deg; }
summary:hover { background: color-mix(in srgb, var(--hue) 4%, transparent); }
:is(button, input, summary, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.top { display: flex; align-items: center; gap: .55rem; font-size: .8rem; color: var(--quiet); }
.top time { margin-left: auto; font-variant-numeric: tabular-nums; white-space: nowrap; }
.pill { padding: .1rem .55rem; border-radius: 99px; background: var(--hue); color: var(--on); font-size: .72rem; font-weight: 700; letter-spacing: .04em; text-transform: uppercase; }
.title { font-size: 1.06rem; font-weight: 620; letter-spacing: -.01em; line-height: 1.35; }
.opening { color: var(--quiet); display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
details[open] .opening { -webkit-line-clamp: unset; display: block; }
.title, .opening, dd, li { overflow-wrap: anywhere; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; margin: .2rem 1.75rem 0 0; }
.chips span { max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; padding: .1rem .5rem; border-radius: 6px; background: var(--raised); font: .78rem/1.5 var(--mono); }
.more { margin: 0 1rem 0 1.25rem; padding: .9rem 0 1rem; border-top: 1px solid var(--line); }
dl { margin: 0; display: grid; gap: .45rem; }
dl div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .75rem; }
dt { color: var(--quiet); font-size: .85rem; padding-top: .05rem; overflow-wrap: anywhere; }
dd { margin: 0; min-width: 0; font-size: .9rem; }
dd.theirs { font: .84rem/1.6 var(--mono); }
h3 { margin: 1.1rem 0 .4rem; font-size: .95rem; }
ol { margin: 0; padding-left: 1.3rem; font-size: .93rem; }
ol li + li { margin-top: .3rem; }
.links { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: 1.1rem 0 0; font-size: .88rem; }
.links a { padding: .35rem .8rem; border: 1px solid var(--line); border-radius: 8px; color: var(--accent); text-decoration: none; }
.links a:hover { background: var(--raised); }
.links span { margin-left: auto; color: var(--quiet); font-size: .8rem; }
code { font: .86em var(--mono); background: var(--raised); padding: .1rem .35rem; border-radius: 5px; overflow-wrap: anywhere; }
@media (max-width: 36rem) {
  dl div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .opening { -webkit-line-clamp: 3; }
}
`;

export const PALISADE_MARK = `<svg viewBox="0 0 32 32" fill="none" aria-hidden="true"><path d="M16 2.5 27.5 7v8.2c0 7-4.7 12-11.5 14.3C9.200 27.200 4.500 22.200 4.500 15.200V7z" fill="#1f5fbf"/><path d="M9.500 22V12l2-2.500 2 2.500v12.300M14.500 24.800V11l2-2.500 2 2.500v13.300M19.500 23.500V12l2-2.500 2 2.500v7.500" stroke="#fff" stroke-width="1.500" stroke-linejoin="round"/></svg>`;
