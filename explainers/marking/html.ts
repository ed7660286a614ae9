import { escapeHtml } from "../html/escape.ts";
import { inline } from "../html/formula.ts";
import { type HtmlAssets, htmlPage, workedHtml } from "../html.ts";
import { mapProse } from "../prose.ts";
import type { Prose, Solution } from "../solution.ts";
import type { MarkedRow, MarkedSheet, Note } from "./sheet.ts";
import { MEANINGS, SIGNS } from "./signs.ts";

const style = `
.sheet { max-width: 43rem; margin-bottom: 3rem; }
.score { font: 1.1em var(--sans); }
.sheet ol { padding: 0; margin: 1.2em 0; list-style: none; counter-reset: none; }
.sheet li { display: grid; grid-template-columns: 1.4em 2.6em minmax(0, 1fr); gap: 0 .6em; padding: .35em .2em; border-top: 1px solid var(--rule); }
.sheet .sign { font-weight: 700; text-align: center; }
.sheet .line { color: var(--soft); font: .78em/1.9 var(--sans); text-align: right; }
.sheet code { font: .9em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.sheet .note { grid-column: 3; color: var(--soft); }
.sheet .off .sign, .sheet .off .note { color: var(--chalk); }
.sheet .off { background: color-mix(in srgb, var(--chalk) 9%, transparent); }
.sheet .fine .sign { color: var(--accent); }
.first { border-left: .2em solid var(--chalk); padding-left: .8em; }
@media (min-width: 80rem) {
  body:has(.sheet) { max-width: 112rem; display: grid; grid-template-columns: minmax(0, 38rem) minmax(0, 1fr); gap: 0 4rem; align-items: start; }
  .sheet ~ div .step { grid-template-columns: minmax(0, 43rem); }
  .sheet ~ div .step > .remarks { grid-column: 1; grid-row: auto; }
  .sheet { position: sticky; top: 2rem; max-height: calc(100vh - 4rem); overflow: auto; }
}
@media print { .sheet { position: static; } }
`;

/** A marked working beside the worked solution: one page that needs nothing else. */
export function renderSheetHtml(sheet: MarkedSheet, solution: Solution, { css }: HtmlAssets): string {
  const body = `<section class="sheet" aria-labelledby="marked">
<p class="kind">Marked working</p>
<h1 id="marked">${escapeHtml(sheet.title)}</h1>
<p class="score"><strong>${sheet.awarded}</strong> of ${sheet.of} marks</p>
${firstWrong(sheet)}
<ol>
${sheet.rows.map(rowHtml).join("\n")}
</ol>
${missing(sheet)}
${legend(sheet)}
</section>
<div role="region" aria-labelledby="worked">
<p class="kind" id="worked">Worked solution</p>
${workedHtml(solution)}
</div>`;
  return htmlPage(`${sheet.title}: marked working`, body, css, style);
}

const text = (prose: Prose): string => mapProse(prose, escapeHtml, inline);

const firstWrong = ({ first, rows }: MarkedSheet): string =>
  first
    ? `<p class="first">First wrong line: ${first.line}, ${inline(first.tex)}.</p>`
    : `<p>${rows.length > 0 ? "No line is wrong." : "Nothing was handed in."}</p>`;

function rowHtml({ line, text: written, status, notes }: MarkedRow): string {
  const sign = SIGNS[status];
  const kind = sign === "✗" ? "off" : sign === "✓" ? "fine" : "open";
  return `<li class="${kind}"><span class="sign" role="img" aria-label="${escapeHtml(MEANINGS[status])}">${sign}</span><span class="line">${line}</span><code>${escapeHtml(written)}</code>${notes.map(noteHtml).join("")}</li>`;
}

const noteHtml = ({ cell, text: said }: Note): string =>
  `<p class="note">${cell === null ? "" : `${inline(cell)}: `}${text(said)}</p>`;

function missing({ missing: all }: MarkedSheet): string {
  const list = (items: MarkedSheet["missing"]) => items.map(({ tex }) => inline(tex)).join(", ");
  const [implied, open] = [all.filter(({ marks }) => marks > 0), all.filter(({ marks }) => marks === 0)];
  return [
    implied.length > 0 ? `<p class="note">Not written, but what rests on it is right: ${list(implied)}.</p>` : "",
    open.length > 0 ? `<p class="note">Not given: ${list(open)}.</p>` : "",
  ].join("\n");
}

function legend({ rows }: MarkedSheet): string {
  const met = new Map(rows.map(({ status }) => [SIGNS[status], MEANINGS[status]]));
  met.delete("✓");
  return met.size > 0
    ? `<p class="note">${[...met].map(([sign, meaning]) => `${sign} ${escapeHtml(meaning)}`).join(" · ")}</p>`
    : "";
}
