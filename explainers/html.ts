import { escapeHtml } from "./html/escape.ts";
import { chain, inline, scrollable } from "./html/formula.ts";
import { drawPicture } from "./html/picture.ts";
import { drawPlot } from "./html/plot.ts";
import { style } from "./html/style.ts";
import { tableHtml } from "./html/table.ts";
import { type Chapter, outline, stepCount } from "./outline.ts";
import {
  cellLinks,
  exactText,
  freshWhy,
  hasMoreCells,
  relation,
  shownCells,
  stepLinks,
  stepNumbers,
  verification,
} from "./parts.ts";
import { mapProse } from "./prose.ts";
import type {
  Answer,
  Assumption,
  Cell,
  DerivationLine,
  Equation,
  Picture,
  Prose,
  Section,
  Solution,
  SolutionStep,
} from "./solution.ts";

export interface HtmlAssets {
  /** KaTeX's style sheet with its fonts as data URIs. */
  css: string;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";

/** One page that needs nothing else: no network, no script. */
export function renderHtml(solution: Solution, assets: HtmlAssets): string {
  return htmlPage(`${solution.title}: worked solution`, `${header(solution)}\n${workedHtml(solution)}`, assets.css);
}

/** A whole page around what its body holds; `styles` come before the page's own. */
export function htmlPage(title: string, body: string, ...styles: string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="chalkgrad">
<title>${escapeHtml(title)}</title>
${styles.map((css) => `<style>${css}</style>`).join("\n")}
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** The worked solution below its header. */
export function workedHtml(solution: Solution): string {
  const numbers = stepNumbers(solution);
  return `<main>
${solution.picture ? figure(solution.picture) : ""}
${list("Given", "given", solution.given.map(given))}
${list("Assumed", "assumed", solution.assumed.map(assumption))}
${each(outline(solution.sections), (chapter) => chapterHtml(chapter, numbers))}
${answers(solution.answers)}
</main>
<footer>
${verification(solution.certificate).map(paragraph).join("\n")}
<p class="maker">Worked by <strong>chalkgrad</strong></p>
</footer>`;
}

const text = (prose: Prose) => mapProse(prose, escapeHtml, inline);
const paragraph = (prose: Prose) => `<p>${text(prose)}</p>`;
const each = <T>(items: T[], write: (item: T, index: number) => string) => items.map(write).join("\n");

function header({ title, asked, plan, warnings, answers }: Solution): string {
  return `<header>
<p class="kind">Worked solution</p>
<h1>${escapeHtml(title)}</h1>
<dl>
<div><dt>Asked</dt><dd>${text(asked)}</dd></div>
<div><dt>Plan</dt><dd>${text(plan)}</dd></div>
${each(warnings, (warning) => `<div class="warning"><dt>Note</dt><dd>${text(warning)}</dd></div>`)}
</dl>
${answers.length ? `<p class="jump"><a href="#answer">To the answer</a></p>` : ""}
</header>`;
}

function figure(picture: Picture): string {
  const drawing = "curves" in picture ? drawPlot(picture) : picture.nodes.length > 0 ? drawPicture(picture) : "";
  return drawing && `<figure><div class="drawing"${scrollable("Picture of the computation")}>${drawing}</div></figure>`;
}

const list = (title: string, kind: string, items: string[]) =>
  items.length
    ? `<section class="${kind}" aria-labelledby="${kind}">\n<h2 id="${kind}">${title}</h2>\n<ul>\n${items.join("\n")}\n</ul>\n</section>`
    : "";

const given = ({ symbol, value, exact }: Equation) =>
  `<li>${chain(symbol, [{ relation: relation(exact), tex: value }], "A given value")}</li>`;

const assumption = ({ convention, value, because }: Assumption) =>
  `<li><span class="convention">${escapeHtml(convention)}: <strong>${escapeHtml(value)}</strong></span> ${text(because)}</li>`;

function chapterHtml({ title, first, sections, folded }: Chapter, numbers: Map<SolutionStep, number>): string {
  const lists = sections.map((section) => {
    const steps = stepsHtml(section, numbers);
    const name = sections.length > 1 ? escapeHtml(section.title) : "As before";
    return folded ? details(`${name}: ${stepCount([section])}`, steps, "folded") : steps;
  });
  const tables = sections.map(({ table }) => (table ? tableHtml(table, title) : ""));
  return `<section aria-labelledby="section-${first}">
<h2 id="section-${first}">${escapeHtml(title)}</h2>
${[...lists, ...tables].filter(Boolean).join("\n")}
</section>`;
}

function stepsHtml({ steps }: Section, numbers: Map<SolutionStep, number>): string {
  const first = steps[0] && numbers.get(steps[0]);
  if (!first) return "";
  return `<ol class="steps" start="${first}">
${each(steps, (step) => stepHtml(step, numbers.get(step) ?? 0))}
</ol>`;
}

function stepHtml(step: SolutionStep, number: number): string {
  const { remarks, derivation } = step;
  return `<li class="step" id="step-${escapeHtml(step.id)}">
<div class="work">
<h3><span class="number">${number}</span> ${text(step.title)}</h3>
${freshWhy(step) && `<p class="why">${text(freshWhy(step))}</p>`}
${chain(step.tex.symbol, stepLinks(step), `Formula of step ${number}`)}
${each(shownCells(step), (cell) => `<div class="cell">${cellHtml(cell, number)}</div>`)}
</div>
${remarks.length ? `<div class="remarks">\n${each(remarks, paragraph)}\n</div>` : ""}
${hasMoreCells(step) ? allCells(step, number) : ""}
${
  derivation.length
    ? details(
        "How this comes about",
        each(derivation, (line) => derivationHtml(line, number)),
      )
    : ""
}
</li>`;
}

const cellHtml = (cell: Cell, number: number) => chain(cell.symbol, cellLinks(cell), `An entry in step ${number}`);

/** On paper a short list is printed unfolded; a long one would bury the step. */
function allCells(step: SolutionStep, number: number): string {
  const cells = each(step.cells, (cell) => `<li class="cell">${cellHtml(cell, number)}</li>`);
  return details(
    `All ${step.cells.length} entries`,
    `<ul>\n${cells}\n</ul>`,
    step.cells.length > 12 ? "cells long" : "cells",
  );
}

const derivationHtml = ({ why, tex }: DerivationLine, number: number) =>
  `${paragraph(why)}\n${chain(tex, [], `Derivation in step ${number}`)}`;

const details = (summary: string, body: string, kind = "") =>
  `<details${kind && ` class="${kind}"`}>\n<summary>${summary}</summary>\n${body}\n</details>`;

const answers = (answers: Answer[]) =>
  answers.length
    ? `<section class="answer" aria-labelledby="answer">\n<h2 id="answer">Answer</h2>\n<ul>\n${each(answers, answerHtml)}\n</ul>\n</section>`
    : "";

function answerHtml(answer: Answer): string {
  const exact = exactText(answer);
  return `<li>
<p class="name">${escapeHtml(answer.name)}</p>
${chain(answer.tex, [{ relation: relation(answer.isExact), tex: answer.shown }], answer.name)}
${exact ? `<p class="exact">exactly ${escapeHtml(exact)}</p>` : ""}
</li>`;
}
