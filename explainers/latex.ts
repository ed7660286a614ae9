import { escapeTex, escapeText } from "./latex/escape.ts";
import { preamble } from "./latex/preamble.ts";
import { tableBlocks } from "./latex/table.ts";
import { type Chapter, outline } from "./outline.ts";
import {
  breakable,
  cellLinks,
  exactText,
  freshWhy,
  hasMoreCells,
  type Link,
  relation,
  shownCells,
  stepLinks,
  stepNumbers,
  verification,
} from "./parts.ts";
import { mapProse } from "./prose.ts";
import type { Answer, Assumption, Cell, Equation, Prose, Section, Solution, SolutionStep, Tex } from "./solution.ts";

/** A complete LaTeX document that Debian's texlive-latex-base compiles. What a page folds away stands in an appendix. */
export function renderLatex(solution: Solution): string {
  const numbers = stepNumbers(solution);
  const number = (step: SolutionStep) => numbers.get(step) ?? 0;
  const chapters = outline(solution.sections);
  const body = [
    `{\\LARGE\\bfseries ${escapeText(solution.title)}\\par}`,
    `\\lead{Asked.}${text(solution.asked)}\\par`,
    `\\lead{Plan.}${text(solution.plan)}\\par`,
    ...solution.warnings.map((warning) => `\\lead{Note.}${text(warning)}\\par`),
    ...topic("Given", solution.given.length ? [givens(solution.given)] : []),
    ...topic("Assumed", solution.assumed.map(assumption)),
    ...chapters.flatMap((chapter) => topic(chapter.title, chapterBlocks(chapter, number))),
    ...topic("Answer", [...solution.answers.map(answer), verified(solution)]),
    ...topic(
      "Steps as before",
      chapters.filter(({ folded }) => folded).flatMap(({ sections }) => repeated(sections, number)),
    ),
    ...topic(
      "Every entry",
      solution.sections
        .flatMap(({ steps }) => steps.filter(hasMoreCells))
        .flatMap((step) => entries(step, number(step))),
    ),
  ];
  return [preamble(matrixColumns(body)), "\\begin{document}", ...body, "\\end{document}", ""].join("\n");
}

const topic = (title: string, blocks: string[]) =>
  blocks.some(Boolean) ? [`\n\\topic{${escapeText(title)}}`, ...blocks] : [];
const text = (prose: Prose) => mapProse(prose, escapeText, (tex) => `$${escapeTex(tex)}$`).trim();

const givens = (given: Equation[]) =>
  `{\\room=\\linewidth\\raggedright\n${given.map(equation).join("\\qquad\n")}\\par}`;
const equation = ({ symbol, value, exact }: Equation) =>
  `\\piece{${escapeTex(symbol)}${sign(relation(exact))}${escapeTex(value)}}`;
const assumption = ({ convention, value, because }: Assumption) =>
  `${escapeText(convention)}: \\textbf{${escapeText(value)}}. ${text(because)}\\par`;

function stepBlocks(step: SolutionStep, number: number): string[] {
  const shown = shownCells(step);
  return [
    `\\step{${number}}{${text(step.title)}}`,
    freshWhy(step) && `\\why{${text(freshWhy(step))}}`,
    chain(step.tex.symbol, stepLinks(step)),
    ...(shown.length ? ["\\begin{aside}", ...shown.map(cell), "\\end{aside}"] : []),
    ...step.remarks.map((remark) => `\\remark{${text(remark)}}`),
    ...(step.derivation.length ? ["\\begin{aside}", ...derivation(step), "\\end{aside}"] : []),
  ].filter(Boolean);
}

type Numbering = (step: SolutionStep) => number;

/** Of what is folded, only where it stands: at the end. */
function chapterBlocks({ sections, folded }: Chapter, number: Numbering): string[] {
  const steps = sections.flatMap((section) => section.steps);
  return [
    ...(folded ? [pointer(steps.map(number))] : steps.flatMap((step) => stepBlocks(step, number(step)))),
    ...sections.flatMap(({ table }) => (table ? tableBlocks(table) : [])),
  ];
}

function pointer(numbers: number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)];
  const span = `steps ${first} ${numbers.length > 2 ? "to" : "and"} ${last}`;
  return `\\why{As before: ${numbers.length > 1 ? span : `step ${first}`}, at the end.}`;
}

const repeated = (sections: Section[], number: Numbering) =>
  sections.flatMap(({ title, steps }) => [
    `\\repeated{${escapeText(title)}}`,
    "{\\small",
    ...steps.flatMap((step) => stepBlocks(step, number(step))),
    "}",
  ]);

const derivation = (step: SolutionStep) => [
  "\\textit{How this comes about.}",
  ...step.derivation.flatMap(({ why, tex }) => [`\\par ${text(why)}`, chain(tex, [])]),
];

const entries = (step: SolutionStep, number: number) => [
  `\\step{${number}}{${text(step.title)}}`,
  "{\\small",
  ...step.cells.map(cell),
  "}",
];

const cell = (cell: Cell) => chain(cell.symbol, cellLinks(cell));

function answer(answer: Answer): string {
  const exact = exactText(answer);
  const name = escapeText(answer.name) + (exact ? ` (exactly ${escapeText(exact)})` : "");
  return `\\answer{${name}}{${escapeTex(answer.tex)}${sign(relation(answer.isExact))}${escapeTex(answer.shown)}}`;
}

const verified = ({ certificate }: Solution) =>
  verification(certificate).length
    ? `\\medskip{\\small\\itshape ${text(verification(certificate).join(" "))}\\par}`
    : "";

const chain = (symbol: Tex, links: Link[]) => `\\chain{${escapeTex(symbol)}}{${links.map(link).join("")}}`;

// Delimiters that grow with a matrix must stay; round a long sum they would keep the line from breaking.
const link = ({ relation, tex }: Link) =>
  `\\link${tex.includes("\\begin{") ? "" : "[\\loosen]"}{${sign(relation)}}{${escapeTex(breakable(tex))}}`;

const sign = (relation: Link["relation"]) => (relation === "=" ? "=" : "\\approx ");

/** amsmath stops at as many columns as it is told. */
function matrixColumns(body: string[]): number {
  const rows = body.flatMap((block) => block.split("\\\\"));
  return Math.max(30, ...rows.map((row) => row.split("&").length));
}
