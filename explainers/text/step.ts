import { type Chapter, stepCount } from "../outline.ts";
import { cellLinks, freshWhy, type Link, links, shownCells, stepLinks } from "../parts.ts";
import { prose } from "../prose.ts";
import type { Cell, DerivationLine, Prose, Section, SolutionStep } from "../solution.ts";
import { cells, printable } from "./cells.ts";
import { chain, formula } from "./chain.ts";
import type { Ink } from "./ink.ts";
import { display } from "./layout.ts";
import { hang, indent, paragraph, wrap } from "./paragraph.ts";
import { tableLines } from "./table.ts";

export interface Look {
  /** Cells of the terminal that a line may take. */
  width: number;
  ink: Ink;
  details: boolean;
}

const margin = 3;

/** A heading with its steps and tables; of what is folded, only how much of it there is. */
export function chapterLines(chapter: Chapter, look: Look): string[] {
  const { title, first, last, sections, folded } = chapter;
  const number = first === last ? `${first}` : `${first}–${last}`;
  const head = hang(`${number}  `, wrap(printable(title), look.width - number.length - 4));
  const inner = { ...look, width: look.width - margin };
  const note = folded ? paragraph(`As before; ${stepCount(sections)} (shown with --details).`, inner.width) : [];
  const blocks = [
    ...(folded ? [] : sections.flatMap((section) => section.steps.map((step) => stepLines(step, section, inner)))),
    ...sections.flatMap(({ table }) => (table ? [tableLines(table, inner.width, look.ink)] : [])),
  ];
  const body = blocks.flatMap((lines) => ["", ...indent(margin, lines)]);
  return [...head.map(look.ink.bold), ...indent(margin, note).map(look.ink.dim), ...body];
}

function stepLines(step: SolutionStep, section: Section, look: Look): string[] {
  const own = step.title !== section.title || !freshWhy(step);
  const cells = look.details ? step.cells : shownCells(step);
  const lone = cells.length === 1 && cells[0]?.symbol === step.tex.symbol ? cells[0] : undefined;
  const equation = chain(step.tex.symbol, lone ? loneLinks(step, lone) : stepLinks(step), look.width);
  return [
    ...headLines(own ? step.title : "", freshWhy(step), look),
    ...equation.lines,
    ...(lone ? [] : indent(margin, cellLines(cells, look.width - margin))),
    ...step.remarks.flatMap((remark) => hang("· ", paragraph(remark, look.width - 2)).map(look.ink.italic)),
    ...(look.details && step.derivation.length ? derivationLines(step.derivation, look) : []),
  ];
}

/** The arithmetic of a result that is a single number belongs into its chain. */
function loneLinks({ tex, exact }: SolutionStep, cell: Cell): Link[] {
  return links([tex.formula, tex.substituted, cell.arithmetic], tex.value || cell.value, exact);
}

/** The title in bold, and why in the same paragraph. */
function headLines(title: Prose, why: Prose, { width, ink }: Look): string[] {
  const name = paragraph(title, Number.POSITIVE_INFINITY).join("");
  const start = name && /[.:!?]$/.test(name) ? name : name && `${name}.`;
  if (cells(start) >= width) return [...wrap(start, width).map(ink.bold), ...paragraph(why, width).map(ink.dim)];
  const [first = "", ...rest] = paragraph(`${prose(start.replaceAll(" ", "\u00a0"))} ${why}`, width);
  return [ink.bold(start) + ink.dim(first.slice(start.length)), ...rest.map(ink.dim)].filter(Boolean);
}

/** The arithmetic of the cells, their signs in one column. */
function cellLines(cells: Cell[], width: number): string[] {
  const column = Math.max(0, ...cells.map((cell) => display(cell.symbol).width));
  return cells.flatMap((cell) => chain(cell.symbol, cellLinks(cell), width, column).lines);
}

function derivationLines(derivation: DerivationLine[], { width, ink }: Look): string[] {
  const lines = derivation.flatMap(({ why, tex }) => [
    ...paragraph(why, width - margin).map(ink.dim),
    ...indent(margin, formula(tex, width - 2 * margin).lines),
  ]);
  return [ink.bold("How this comes about:"), ...indent(margin, lines)];
}
