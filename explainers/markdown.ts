import { columnsOf } from "./columns.ts";
import { type Chapter, outline, stepCount } from "./outline.ts";
import {
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
import { mapProse, oneLine } from "./prose.ts";
import type { Answer, Assumption, Cell, Equation, Prose, Solution, SolutionStep, Table, Tex } from "./solution.ts";
import { roughWidth } from "./width.ts";

/** GitHub-flavoured Markdown with mathematics between dollars, as GitHub, Jupyter, VS Code and pandoc read it. */
export function renderMarkdown(solution: Solution): string {
  const numbers = stepNumbers(solution);
  const blocks = [
    `# ${plain(solution.title)}`,
    `**Asked.** ${paragraph(solution.asked)}`,
    `**Plan.** ${paragraph(solution.plan)}`,
    ...solution.warnings.map((warning) => `> **Note.** ${paragraph(warning)}`),
    ...heading("Given", solution.given.map(equation)),
    ...heading("Assumed", [bullets(solution.assumed.map(assumption))]),
    ...outline(solution.sections).flatMap((chapter) => chapterBlocks(chapter, numbers)),
    ...heading("Answer", [
      ...solution.answers.flatMap(answer),
      paragraph(verification(solution.certificate).join(" ")),
    ]),
  ];
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

const heading = (title: string, blocks: string[]) => (blocks.some(Boolean) ? [`## ${title}`, ...blocks] : []);
const bullets = (items: string[]) => items.map((item) => `- ${item}`).join("\n");
const equation = ({ symbol, value, exact }: Equation) => chain(symbol, [{ relation: relation(exact), tex: value }]);
const assumption = ({ convention, value, because }: Assumption) =>
  `${plain(convention)}: **${plain(value)}**. ${paragraph(because)}`;

function chapterBlocks({ title, sections, folded }: Chapter, numbers: Map<SolutionStep, number>): string[] {
  const steps = sections.flatMap((section) => [
    ...(sections.length > 1 ? [`**${plain(section.title)}**`] : []),
    ...section.steps.flatMap((step) => stepBlocks(step, numbers.get(step) ?? 0)),
  ]);
  return [
    `## ${plain(title)}`,
    ...(folded ? details(`As before: ${stepCount(sections)}`, steps) : steps),
    ...sections.flatMap((section) => (section.table ? [table(section.table)] : [])),
  ];
}

function table(table: Table): string {
  const columns = columnsOf(table);
  const lines = [
    columns.map(({ head }) => tableCell(head)),
    columns.map(({ align }) => (align === "right" ? "--:" : ":--")),
    ...table.rows.map((_, i) => columns.map(({ cells }) => tableCell(cells[i] ?? ""))),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

const tableCell = (tex: Tex) => (tex.trim() ? `$${sturdy(unbarred(tex)).trim()}$` : "");

/** The same formula without `|`, which would end its cell: Markdown looks for cells before formulas. */
const unbarred = (tex: Tex) =>
  tex
    .replace(/(?<=\\begin\{array\})\{[^{}]*\}/g, (columns) => columns.replaceAll("|", ""))
    .replace(/(?<=\\text\{)[^{}]*/g, (text) => text.replaceAll("|", "∣"))
    .replace(/(?<!\\)\|/g, "\\vert ");

function stepBlocks(step: SolutionStep, number: number): string[] {
  return [
    `### ${number}. ${paragraph(step.title)}`,
    paragraph(freshWhy(step)),
    chain(step.tex.symbol, stepLinks(step)),
    ...shownCells(step).map(cell),
    step.remarks.map((remark) => `> ${paragraph(remark)}`).join("\n>\n"),
    ...(hasMoreCells(step) ? details(`All ${step.cells.length} entries`, step.cells.map(cell)) : []),
    ...(step.derivation.length
      ? details(
          "How this comes about",
          step.derivation.flatMap(({ why, tex }) => [paragraph(why), display(tex)]),
        )
      : []),
  ];
}

const cell = (cell: Cell) => chain(cell.symbol, cellLinks(cell));

// Only after an empty line does GitHub read Markdown again inside an HTML block.
const details = (summary: string, blocks: string[]) => [
  `<details>\n<summary>${summary}</summary>`,
  ...blocks,
  "</details>",
];

function answer(answer: Answer): string[] {
  const exact = exactText(answer);
  const boxed = `\\boxed{${answer.tex}${relationTex(relation(answer.isExact))}${answer.shown}}`;
  return [`**${plain(answer.name)}**${exact ? ` (exactly ${plain(exact)})` : ""}`, display(boxed)];
}

const lineLength = 44;

/** On one line where it fits, else a line for each link with the signs under each other. */
function chain(symbol: Tex, links: Link[]): string {
  const whole = symbol + links.map((link) => relationTex(link.relation) + link.tex).join("");
  if (links.length < 2 || roughWidth(whole) < lineLength) return display(whole);
  const lines = links.map((link, i) => `${i ? "" : symbol}&${relationTex(link.relation)}${link.tex}`);
  return display(`\\begin{aligned}${lines.join("\\\\")}\\end{aligned}`);
}

const relationTex = (relation: Link["relation"]) => (relation === "=" ? "=" : "\\approx ");

const display = (tex: Tex) => `$$\n${sturdy(tex)}\n$$`;

const spelled: Record<string, string> = {
  "\\\\": "\\cr ",
  "\\,": "\\thinspace ",
  "\\:": "\\medspace ",
  "\\>": "\\medspace ",
  "\\;": "\\thickspace ",
  "\\!": "\\negthinspace ",
  "\\{": "\\lbrace ",
  "\\}": "\\rbrace ",
  "\\|": "\\Vert ",
  "<": "\\lt ",
  ">": "\\gt ",
  "*": "\\ast ",
};

/**
 * The same formula without anything that Markdown takes for its own. GitHub removes the backslash before punctuation
 * in formulas, even `\\` within a line (github/markup#1746), so such commands are spelled by name; and an underscore
 * after a brace would open an emphasis, unless a space follows.
 */
function sturdy(tex: Tex): string {
  return tex
    .replace(/\s+/g, " ")
    .replace(/\\[^a-zA-Z]|[<>*]/g, (token) => spelled[token] ?? token)
    .replace(/(?<=[^a-zA-Z0-9\\])_(?! )/g, "_ ");
}

const paragraph = (text: Prose) =>
  mapProse(text, escapeText, (tex) => `$${sturdy(tex).trim()}$`)
    .trim()
    .replace(/^([-+=]|\d+(?=[.)]))/, (marker) => (/\d/.test(marker) ? `${marker}\\` : `\\${marker}`));

const plain = (text: string) => escapeText(text).trim();

/** A backslash does not keep GitHub from pairing dollars; an entity inside a tag does. */
function escapeText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#|~&!]/g, "\\$&")
    .replace(/\$/g, "<span>&#36;</span>")
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, "\\$&");
}
