import Fraction from "fraction.js";
import { derivationOf } from "../solver/derivation.ts";
import { definitionOf, type Expr, evaluateExpr, type Lookup, namesIn } from "../solver/expression.ts";
import { atom, LEVEL, numberPiece, type Piece } from "../solver/levels.ts";
import { indices, type NdArray, type Shape, size } from "../solver/ndarray.ts";
import { indexed, writeFormula } from "../solver/notation.ts";
import { defaultFormat, type NumberFormat, numberTex } from "../solver/numbers.ts";
import { approximately, type Exact, exact, fromNumber, isFraction, toNumber } from "../solver/readings/exact.ts";
import { type Term, texArithmetic } from "../solver/readings/tex.ts";
import { inputsOf, type Step, type Trace } from "../solver/trace.ts";
import { workOf } from "../solver/verify.ts";
import { isBeyondDigits, remarksOn } from "./remarks.ts";
import { senseChecks } from "./sense.ts";
import type { Answer, Cell, Prose, Section, SolutionStep, Table, Tex } from "./solution.ts";
import {
  arrayTex,
  arrayText,
  isPrintable,
  nestedFractions,
  nestedValue,
  type Shown,
  showNumber,
  texOf,
} from "./values.ts";

/** Matrices with more cells in all than this are not put into a formula: the arithmetic of single cells says more. */
const MOST_SUBSTITUTED = 48;
/** Traces with more products than this, roughly, are not computed exactly as well. */
const MOST_EXACT = 50_000;
/** A given with more characters than this is a constant such as e, and is rounded like any other number. */
const MOST_WRITTEN = 12;
/** Operands with more cells than this make arithmetic that nobody reads. */
const MOST_OPERAND_CELLS = 1000;
/** Cells of a step whose arithmetic is kept. */
const MOST_CELLS = 64;

/** TeX as it stands, the value of a step, or of one of its cells in row-major order the value or the arithmetic. */
export type TableCell = { tex: Tex } | { id: string; cell?: number; worked?: true };

/**
 * Turns the steps of a trace into lines of a worked solution. What is shown is read from the trace: the formula that was
 * computed, the numbers that went into it, and what came out.
 */
export class Explainer {
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #values: Lookup<NdArray<number>>;
  readonly #shapes: Lookup<Shape>;
  readonly #exact: ReadonlyMap<string, NdArray<Exact>>;
  readonly #format: NumberFormat;
  readonly #explained = new Set<string>();
  readonly #said = new Set<Prose>();
  /** A value is shown where it comes out and wherever it goes in: its texts are made once for each number of digits. */
  readonly #texts = new Map<string, Shown[]>();
  /** Largest disagreement of the float64 values with exact arithmetic; null where that was not done. */
  readonly exactAgainstFloat: number | null;

  /** @param carried whether every named step was rounded before it was carried on */
  constructor(trace: Trace, format: NumberFormat = defaultFormat, carried = false) {
    this.#steps = new Map(trace.steps.map((step) => [step.id, step]));
    this.#values = (id) => this.#steps.get(id)?.value;
    this.#shapes = (id) => this.#steps.get(id)?.value.shape;
    this.#format = format;
    const isLong = workOf(trace) > MOST_EXACT;
    this.#exact = isLong ? new Map() : exactValues(trace, carried);
    this.exactAgainstFloat = carried || isLong ? null : disagreement(trace, this.#exact);
  }

  sections(): Section[] {
    const sections = new Map<string, SolutionStep[]>();
    for (const step of this.#steps.values()) {
      if (step.formula) sections.set(step.section, [...(sections.get(step.section) ?? []), this.#line(step)]);
    }
    return [...sections].map(([title, steps]) => ({ title, steps }));
  }

  /** A table of steps' values; rows with a step that was not needed are left out. */
  table({ head, rows }: { head: Tex[]; rows: readonly (readonly TableCell[])[] }): Table {
    const known = rows.filter((row) => row.every((cell) => "tex" in cell || this.#steps.has(cell.id)));
    return { head, rows: known.map((row) => row.map(this.#tableCell)) };
  }

  #tableCell = (cell: TableCell): Tex => {
    if ("tex" in cell) return cell.tex;
    const step = this.#steps.get(cell.id) as Step;
    if (cell.cell === undefined) return this.#valueTex(step);
    if (cell.worked && step.formula) return this.#cells(step, this.#reckoned(step))[cell.cell]?.arithmetic ?? "";
    return texOf(this.#shown(step))[cell.cell] as Tex;
  };

  given() {
    const stated = [...this.#steps.values()].filter((step) => !step.formula);
    return stated.map((step) => ({ symbol: step.tex, value: this.#valueTex(step), exact: this.#isExact(step) }));
  }

  answer(id: string, as: string): Answer {
    const step = this.#steps.get(id) as Step;
    const { shape } = step.value;
    return {
      id: as,
      name: step.name || step.title.replaceAll("$", ""),
      tex: step.tex,
      shown: this.#valueTex(step),
      value: nestedValue(step.value),
      exact: this.#exact.has(id) ? nestedFractions(this.#exact.get(id) as NdArray<Exact>) : null,
      shape: [...shape],
      text:
        size(shape) > MOST_OPERAND_CELLS
          ? `(${shape.join("×")} numbers)`
          : arrayText(
              shape,
              this.#shown(step).map(({ text }) => text),
            ),
      isExact: this.#isExact(step),
    };
  }

  /** What is given is shown as it was written, however many digits it has; what was computed, to the digits wanted. */
  #shown(step: Step, moreDigits = step.moreDigits ?? 0): Shown[] {
    const key = `${moreDigits} ${step.id}`;
    const texts = this.#texts.get(key) ?? this.#show(step, moreDigits);
    this.#texts.set(key, texts);
    return texts;
  }

  #show({ id, formula, value, fractions }: Step, moreDigits: number): Shown[] {
    const known = this.#exact.get(id);
    const format = { ...this.#format, digits: this.#format.digits + moreDigits };
    return value.cells.map((x, k) => {
      const fraction = fractions?.[k];
      if (fraction) return { text: fraction, exact: true };
      const isWritten = !formula && String(x).length <= MOST_WRITTEN;
      return isWritten ? { text: String(x), exact: true } : showNumber(x, known?.cells[k], format);
    });
  }

  /** What is only named by its size claims no digits, unless it was given. */
  #isExact = (step: Step): boolean =>
    isPrintable(step.value.shape) ? this.#shown(step).every(({ exact }) => exact) : !step.formula;
  #valueTex = (step: Step): Tex =>
    arrayTex(step.value.shape, isPrintable(step.value.shape) ? texOf(this.#shown(step)) : []);

  #line(step: Step): SolutionStep {
    const { id, section, title, why, value } = step;
    const formula = step.formula as Expr;
    const cells = this.#cells(step, this.#reckoned(step));
    const single = size(value.shape) === 1;
    const shown = this.#valueTex(step);
    const arithmetic = single ? (cells[0]?.arithmetic ?? "") : shown;
    // A decision has no arithmetic: what it was about is said by the numbers in the formula itself.
    const substituted = arithmetic === shown ? this.#substituted(formula) : arithmetic;
    const symbolic = writeFormula(formula, this.#shapes, this.#symbol).tex;
    const worked = this.#worked(step, formula, cells);
    return {
      id,
      section,
      title,
      why,
      again: this.#wasSaid(why),
      tex: { symbol: step.tex, formula: symbolic, substituted: substituted === shown ? "" : substituted, value: shown },
      exact: this.#isExact(step),
      value: nestedValue(value),
      shape: [...value.shape],
      inputs: inputsOf(step),
      cells: single ? [] : worked === 1 ? workedFirst(cells) : cells,
      shownCells: worked,
      derivation: derivationOf(step, (name) => this.#steps.get(name), this.#shapes),
      remarks: [
        ...step.remarks,
        ...remarksOn(step, this.#values),
        ...senseChecks(
          step,
          (name) => this.#steps.get(name),
          () => !this.#wasSaid("the sign of a gradient"),
        ),
      ],
    };
  }

  #symbol = (id: string): Piece => {
    const { tex } = this.#steps.get(id) as Step;
    return /^-?\\frac|^d[^_^]+$/.test(tex) ? { tex, level: LEVEL.product } : atom(tex);
  };

  /** The formula with the operands' values in place of their symbols; empty where that would be a wall of numbers. */
  #substituted(formula: Expr): Tex {
    const operands = namesIn(formula).map((id) => this.#steps.get(id) as Step);
    const cells = operands.reduce((n, { value }) => n + size(value.shape), 0);
    const readable = operands.every(({ value }) => isPrintable(value.shape)) && isMatrixFormula(formula);
    if (cells > MOST_SUBSTITUTED || !readable) return "";
    return writeFormula(formula, this.#shapes, (id) => {
      const step = this.#steps.get(id) as Step;
      const tex = this.#valueTex(step);
      return size(step.value.shape) === 1 ? numberPiece(tex) : atom(tex);
    }).tex;
  }

  /** The formula whose arithmetic gives the value: not the usual one where that has lost all its digits. */
  #reckoned(step: Step): Expr {
    const instead = step.stable?.formula;
    return instead && this.#known(instead) && isBeyondDigits(step, this.#values) ? instead : (step.formula as Expr);
  }

  #known = (expr: Expr): boolean => namesIn(expr).every((id) => this.#steps.has(id));

  /** The arithmetic of each cell, as written by hand with the numbers shown. */
  #cells(step: Step, formula: Expr): Cell[] {
    const { shape } = step.value;
    const operands = namesIn(formula).map((id) => this.#steps.get(id) as Step);
    const operandCells = operands.reduce((n, { value }) => n + size(value.shape), 0);
    if (size(shape) > MOST_CELLS || operandCells > MOST_OPERAND_CELLS) return [];
    // A difference is taken of numbers with as many digits.
    const moreDigits = Math.max(0, ...operands.map((from) => from.moreDigits ?? 0));
    const operand = (id: string): NdArray<Term> => {
      const from = this.#steps.get(id) as Step;
      const texts = texOf(this.#shown(from, moreDigits));
      return {
        shape: from.value.shape,
        cells: from.value.cells.map((value, k) => ({ value, ...numberPiece(texts[k] as Tex) })),
      };
    };
    const written = evaluateExpr(
      formula,
      operand,
      texArithmetic((x) => numberTex(String(x))),
    );
    const shown = this.#shown(step);
    return indices(shape).map((index, k) => ({
      index,
      symbol: indexed(step.tex, shape, index),
      arithmetic: (written.cells[k] as Term).tex,
      value: numberTex((shown[k] as Shown).text),
      exact: (shown[k] as Shown).exact,
    }));
  }

  #wasSaid(why: Prose): boolean {
    const before = this.#said.has(why);
    this.#said.add(why);
    return before;
  }

  /** How many cells are worked with the step. */
  #worked({ shownCells }: Step, formula: Expr, cells: readonly Cell[]): number {
    const most = this.#isNew(formula) ? 1 : 0;
    return cells.some(({ arithmetic, value }) => arithmetic !== value) ? (shownCells ?? most) : 0;
  }

  /** Whether a formula of this form was not shown before: the first is worked in full, the following ones shorter. */
  #isNew(formula: Expr): boolean {
    const form = functionsIn(formula).sort().join();
    const isNew = !this.#explained.has(form);
    this.#explained.add(form);
    return isNew;
  }
}

/** Zeros that nobody works out make room for the first cell that is worth a look. */
function workedFirst(cells: Cell[]): Cell[] {
  if (cells[0]?.value !== "0") return cells;
  const k = cells.findIndex(({ arithmetic, value }) => arithmetic !== value && value !== "0");
  return k > 0 ? [cells[k] as Cell, ...cells.toSpliced(k, 1)] : cells;
}

const functionsIn = (expr: Expr): string[] =>
  expr.kind === "call" ? [...new Set([expr.fn, ...expr.args.flatMap(functionsIn)])] : [];

/** Whether a formula still reads well with matrices in it: products do, a sum over axes or a batch's losses do not. */
function isMatrixFormula(expr: Expr): boolean {
  if (expr.kind !== "call") return true;
  const { elementwise, cellwise, options } = definitionOf(expr.fn);
  return !cellwise && (elementwise || options.length === 0) && expr.args.every(isMatrixFormula);
}

/** Every step with more digits than a float64 has. Under carried rounding, each from the rounded values before it. */
function exactValues(trace: Trace, carried: boolean): Map<string, NdArray<Exact>> {
  const operands = new Map<string, NdArray<Exact>>();
  const results = new Map<string, NdArray<Exact>>();
  for (const { id, formula, stable, value, fractions } of trace.steps) {
    const asIs = { shape: value.shape, cells: value.cells.map((x, k) => asWritten(x, fractions?.[k])) };
    const best = carried ? formula : (stable?.formula ?? formula);
    const computed = best ? evaluateExpr(best, (name) => operands.get(name), exact) : asIs;
    operands.set(id, carried ? asIs : computed);
    results.set(id, carried ? unlessRounded(computed, asIs) : computed);
  }
  return results;
}

/** A given as it was written, which may be a fraction that no decimal equals. */
const asWritten = (x: number, fraction: string | null | undefined): Exact =>
  fraction ? new Fraction(fraction) : fromNumber(x);

/** What was carried on is what is shown; whether it is also what was computed decides between = and ≈. */
const unlessRounded = (computed: NdArray<Exact>, carried: NdArray<Exact>): NdArray<Exact> => ({
  shape: carried.shape,
  cells: carried.cells.map((cell, k) => {
    const before = computed.cells[k];
    const isSame = isFraction(before) && isFraction(cell) && cell.equals(before);
    return isSame ? cell : approximately(toNumber(cell));
  }),
});

/** How far the float64 values lie from the exact ones: relative to the largest of a step, or absolute if that is less. */
function disagreement(trace: Trace, known: ReadonlyMap<string, NdArray<Exact>>): number | null {
  const gaps = trace.steps.map(({ id, value }) => {
    const expected = (known.get(id) as NdArray<Exact>).cells.map(toNumber);
    const largest = Math.max(1, ...expected.map(Math.abs));
    return Math.max(0, ...expected.map((x, k) => Math.abs(x - (value.cells[k] as number)) / largest));
  });
  return gaps.every(Number.isFinite) ? Math.max(0, ...gaps) : null;
}
