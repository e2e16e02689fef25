/** The report's style sheet: the studio's tokens, light and dark as the reader's system has it, and for print. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --canvas: #c8c8c8; --panel: #f3f3f3; --raised: #ffffff; --line: #d4d4d4;
  --text: #1d1d1d; --second: #565656; --accent: #1565d8;
  --wrong: #c62f23; --doubtful: #9a6700; --fine: #1a7f4b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #1b1b1b; --panel: #242424; --raised: #2e2e2e; --line: #3a3a3a;
    --text: #e8e8e8; --second: #a8a8a8; --accent: #4f9cf9;
    --wrong: #ff6b5e; --doubtful: #f0b429; --fine: #4cc38a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 32px 24px 64px; background: var(--panel); color: var(--text);
  font: 13px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 1280px; margin: 0 auto; }
h1 { font-size: 22px; line-height: 1.25; font-weight: 600; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 16px; font-weight: 600; margin: 40px 0 12px; padding-top: 12px; border-top: 1px solid var(--line); }
h3 { font-size: 13px; font-weight: 600; margin: 20px 0 8px; }
p { margin: 0 0 8px; max-width: 80ch; }
a { color: var(--accent); }
code, pre { font: 12px/1.5 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; }
pre {
  margin: 0; padding: 12px; background: var(--raised); border: 1px solid var(--line); border-radius: 4px;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
.second { color: var(--second); }
.wrong { color: var(--wrong); } .doubtful { color: var(--doubtful); } .fine { color: var(--fine); }
.key { display: grid; grid-template-columns: repeat(auto-fill, minmax(148px, 1fr)); gap: 8px; margin: 20px 0 0; }
.key div { background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: 8px 12px; }
.key span { display: block; color: var(--second); font-size: 12px; }
.key b { font-size: 16px; font-weight: 600; font-variant-numeric: tabular-nums; }
.wide { width: fit-content; max-width: 100%; overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; background: var(--raised); }
table { border-collapse: collapse; font-size: 12px; }
th, td { padding: 3px 10px; text-align: left; vertical-align: baseline; font-weight: 400; white-space: nowrap; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
thead th { color: var(--second); border-bottom: 1px solid var(--line); vertical-align: bottom; padding-top: 6px; }
thead small { display: block; font-size: 11px; min-height: 16px; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.note { white-space: normal; min-width: 24ch; max-width: 72ch; overflow-wrap: anywhere; }
tbody th .note { max-width: 40ch; font-size: 11px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; font-size: 12px; }
dt { color: var(--second); } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 16px; align-items: start; }
.card { background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: 12px; }
figure { margin: 0; min-width: 0; }
figcaption { font-size: 12px; margin-bottom: 6px; }
.chart { display: block; width: 100%; height: auto; color: var(--text); }
.chart text { font-size: 11px; fill: var(--second); font-variant-numeric: tabular-nums; }
.chart .bar { fill: currentColor; fill-opacity: .55; }
.chart .axis { stroke: var(--second); stroke-opacity: .6; } .chart .grid { stroke: var(--line); }
.chart .mean { stroke: var(--accent); stroke-width: 1.5; } .chart .meanLabel { fill: var(--accent); }
.region { break-inside: avoid; margin-top: 12px; }
.region > p { max-width: none; margin: 0 0 8px; }
.region > p span span { white-space: nowrap; }
.region > p b { font-weight: 600; }
.panes { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 8px; }
.panes figcaption { font-size: 11px; color: var(--second); margin: 0 0 3px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.shot { position: relative; background: var(--canvas); line-height: 0; }
.shot img { width: 100%; height: auto; image-rendering: pixelated; }
.shot svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.shot .under { fill: none; stroke: #000; stroke-opacity: .65; stroke-width: 3; }
.shot .over { fill: none; stroke: #fff; stroke-width: 1.2; }
.empty { display: grid; place-items: center; padding: 12px; min-height: 96px; line-height: 1.4; font-size: 11px; overflow-wrap: anywhere; color: var(--second); background: var(--panel); }
.scale { font-size: 11px; color: var(--second); font-variant-numeric: tabular-nums; margin-top: 4px; }
.scale i { display: block; height: 8px; border-radius: 2px; }
.scale span { display: flex; justify-content: space-between; gap: 4px; white-space: nowrap; }
.share { display: inline-block; width: 120px; height: 8px; border-radius: 2px; background: var(--line); vertical-align: middle; overflow: hidden; }
.share i { display: block; height: 100%; background: var(--accent); }
details > summary { cursor: pointer; margin: 12px 0 8px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 800px) { .panes { grid-template-columns: repeat(2, minmax(0, 1fr)); } body { padding: 20px 12px; } }
@media print {
  body { padding: 0; background: none; } .wide { overflow: visible; }
  h2 { break-after: avoid; } tr, .card { break-inside: avoid; }
}
`;
