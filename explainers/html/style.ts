/**
 * The page's own style: paper by day, a blackboard by night. Remarks are written in the margin where there is one, as a
 * teacher would; wide formulas scroll in their own box, so that the page never does.
 */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #faf8f2; --card: #fffefb; --ink: #22271f; --soft: #5a6156; --rule: #d9d5c7; --accent: #1d6a4f; --chalk: #8a4b0f; --shade: #22271f2e;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", P052, "URW Palladio L", Georgia, serif;
  --sans: "Avenir Next", Avenir, "Segoe UI", "Helvetica Neue", Inter, "DejaVu Sans", sans-serif;
  font-size: clamp(1.0625rem, .9rem + .3vw, 1.75rem);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17201c; --card: #1d2823; --ink: #ebe7da; --soft: #a9b2a7; --rule: #37443d; --accent: #8ed1b1; --chalk: #eac883; --shade: #0009;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0 auto; padding: clamp(1.5rem, 5vw, 4.5rem) clamp(1rem, 4vw, 3rem) 3rem;
  max-width: 46em; background: var(--paper); color: var(--ink);
  font: 1em/1.55 var(--serif); overflow-wrap: anywhere; text-wrap: pretty;
}
html { background: var(--paper); }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: .06em; }
:focus-visible { outline: .15em solid var(--accent); outline-offset: .2em; border-radius: .2em; }
p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }

header { margin-bottom: 3rem; }
.kind, dt, .maker, summary, .jump { font: .78em/1.5 var(--sans); letter-spacing: .02em; }
.kind { color: var(--accent); }
h1 { margin: .1em 0 .7em; font-size: clamp(1.9em, 1.4em + 2.4vw, 2.9em); font-weight: 500; line-height: 1.1; letter-spacing: -.015em; }
header dl { display: grid; gap: .5em; padding-top: 1em; border-top: .12em solid var(--ink); }
header dl div { display: grid; grid-template-columns: 4.2em minmax(0, 1fr); align-items: baseline; }
dt { color: var(--soft); }
.warning dd { color: var(--chalk); }
.jump { margin: 1em 0 0 5.4em; }

h2 { margin: 0 0 1.1rem; padding-bottom: .35em; border-bottom: 1px solid var(--rule); font-size: 1.35em; font-weight: 500; line-height: 1.25; break-after: avoid; }
section, figure { margin-bottom: 3.25rem; }
h3 { margin: 0; font-size: 1.06em; font-weight: 600; line-height: 1.4; break-after: avoid; }

.drawing, .chain, .table { overflow: auto hidden; position: relative; scrollbar-width: thin; scrollbar-color: var(--rule) transparent; }
.chain, .table {
  --cover: var(--ground, var(--paper)) 40%, transparent;
  background: linear-gradient(to right, var(--cover)) left -2px top / 2.5em 100% no-repeat local,
    linear-gradient(to left, var(--cover)) right -2px top / 2.5em 100% no-repeat local,
    linear-gradient(to right, var(--shade), transparent) left / .7em 100% no-repeat scroll,
    linear-gradient(to left, var(--shade), transparent) right / .7em 100% no-repeat scroll;
}
.drawing { padding-block: .5em; }
svg { display: block; margin-inline: auto; max-width: 100%; min-width: min(100%, 22rem); height: auto; overflow: visible; }
.node rect { fill: var(--card); stroke: var(--ink); stroke-width: 1.4; }
.edge { fill: none; stroke: var(--soft); stroke-width: 1.1; }
marker path { fill: var(--soft); }
svg text { fill: var(--ink); font: italic 17px var(--serif); text-anchor: middle; }
svg .edge-label { fill: var(--accent); font-size: 15px; stroke: var(--paper); stroke-width: 5px; paint-order: stroke; stroke-linejoin: round; }
svg .script { font-size: 12px; font-style: normal; }
.grid { fill: none; stroke: var(--rule); stroke-width: 1; }
.zero { stroke: var(--soft); }
svg .tick, svg .axis-name, svg .legend { font-size: 13px; }
svg .tick { fill: var(--soft); font-style: normal; font-variant-numeric: lining-nums; }
svg .upwards, svg .axis-name { text-anchor: end; }
svg .legend { text-anchor: start; }
.curve { fill: none; stroke: var(--ink); stroke-width: 2; stroke-linejoin: round; }
.look-0 { stroke: var(--accent); }
.look-1 { stroke: var(--chalk); stroke-dasharray: 7 4; }
.look-2 { stroke-dasharray: 2 3; }
.look-3 { stroke: var(--accent); stroke-dasharray: 12 4 2 4; }
.look-4 { stroke: var(--chalk); }
.look-5 { stroke: var(--soft); stroke-dasharray: 4 3; }
.mark { fill: var(--paper); stroke: var(--ink); stroke-width: 1.8; }
svg .mark-label { font-size: 14px; stroke: var(--paper); stroke-width: 4px; paint-order: stroke; stroke-linejoin: round; }

.given ul { display: flex; flex-wrap: wrap; align-items: center; gap: .4em 2.2em; }
.given li { max-width: 100%; }
.assumed li + li { margin-top: .5em; }
.convention { color: var(--soft); }
.convention strong { color: var(--ink); font-weight: 600; }
.convention::after { content: "."; }

.step + .step { margin-top: 2.4rem; }
.number { margin-right: .35em; color: var(--accent); font-weight: 500; font-variant-numeric: lining-nums; white-space: nowrap; }
.why { color: var(--soft); }
.chain { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: .3em; align-items: baseline; justify-content: start; padding: .55em 3px .55em 0; }
.links { display: flex; flex-wrap: wrap; align-items: baseline; gap: .7em .3em; }
.link { max-width: 100%; padding-left: 1.3em; text-indent: -1.3em; line-height: 1.9; }
.links .katex-base { margin-block: .2em; }
.katex { font-size: 1.1em; text-indent: 0; }
.katex .katex-html { overflow-wrap: normal; }
.cell { padding-left: 1em; border-left: .16em solid var(--rule); font-size: .9em; }
.remarks { margin-top: .3em; color: var(--chalk); font-size: .93em; font-style: italic; line-height: 1.5; }
.remarks p + p { margin-top: .5em; }

.table { width: fit-content; max-width: 100%; margin-top: 1.4em; padding-bottom: .2em; }
section > h2 + .table { margin-top: 0; }
table { border-collapse: collapse; font-variant-numeric: lining-nums tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .3em .75em; font-weight: inherit; text-align: left; white-space: nowrap; }
th:first-child, td:first-child { padding-left: .2em; }
.right { text-align: right; }
thead { border-bottom: .1em solid var(--ink); }
tbody tr + tr { border-top: 1px solid var(--rule); }
.table .katex { font-size: 1em; }

details { margin-top: .5em; }
details.folded + details.folded { margin-top: 0; }
.folded > .steps { padding-bottom: 1.4em; }
summary { width: fit-content; padding: .3em 0; color: var(--accent); cursor: pointer; }
summary:hover { text-decoration: underline; text-underline-offset: .2em; }
details[open] > summary { margin-bottom: .3em; }
details > p { color: var(--soft); font-size: .93em; }

.answer ul { display: flex; flex-wrap: wrap; gap: 1.2em; align-items: flex-start; }
.answer li { max-width: 100%; padding: .7em 1.2em .6em; border: .11em solid var(--accent); border-radius: .3em; background: var(--card); --ground: var(--card); break-inside: avoid; }
.answer .name { color: var(--soft); font: .82em/1.4 var(--sans); }
.answer .name::first-letter { text-transform: uppercase; }
.exact { color: var(--soft); font-size: .9em; }
footer { padding-top: 1em; border-top: 1px solid var(--rule); color: var(--soft); font-size: .9em; }
footer p + p { margin-top: .4em; }
.maker strong { color: var(--ink); font-weight: 600; }

@media (min-width: 70rem) {
  body { max-width: 66rem; padding-left: 6rem; }
  header, section > h2, .given, .assumed, .answer, figure, footer { max-width: 43rem; }
  .step { display: grid; grid-template-columns: 43rem minmax(0, 1fr); column-gap: 2.6em; }
  .step > * { grid-column: 1; }
  .step > .remarks { grid-column: 2; grid-row: 1; align-self: start; margin-top: 1.8em; padding-left: 1em; border-left: .12em solid currentColor; }
  h3 { position: relative; }
  .number { position: absolute; right: calc(100% + .7em); margin: 0; }
}
@media (max-width: 34rem) {
  header dl div { display: block; }
  .jump { margin-left: 0; }
}
@media print {
  @page { margin: 18mm 17mm 20mm; }
  :root {
    color-scheme: light; font-size: 10.5pt;
    --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --accent: #124c38; --chalk: #5c330a;
  }
  body { max-width: none; padding: 0; }
  header { margin-bottom: 1.6rem; }
  section, figure { margin-bottom: 1.6rem; }
  .step { display: block; }
  .step:not(:has(details)), .work, .remarks, .cell, details > .chain { break-inside: avoid; }
  .remarks { break-before: avoid; }
  summary, details > p { break-after: avoid; }
  .step + .step { margin-top: 1.2rem; }
  .number { position: static; margin-right: .35em; }
  .remarks { padding: 0; border: 0; }
  .chain, .drawing, .table { overflow: visible; background: none; }
  .table { font-size: min(1em, 38em / var(--ems, 1)); }
  .folded { break-after: avoid; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .link { font-size: min(1em, 38em / var(--ems, 1)); }
  .step:has(> .cells:not(.long)) > .work > .cell { display: none; }
  .jump, details.long:not([open]), summary { display: none; }
  details:not(.long) > summary { display: block; padding: 0; color: var(--soft); }
  details:not(.folded)::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; }
  p { orphans: 3; widows: 3; }
}
`;
