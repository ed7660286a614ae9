import { evaluateExpr } from "../expression.ts";
import { numberPiece } from "../levels.ts";
import { type NdArray, size } from "../ndarray.ts";
import { type Term, texArithmetic } from "../readings/tex.ts";
import type { Step } from "../trace.ts";

/** Cells that are written out for the sake of one of them. */
const MOST_CELLS = 256;
/** Characters of TeX that are read without losing the thread. */
const MOST_CHARACTERS = 160;

/** One cell as it is worked out by hand with these values, `0.6\cdot0.537+0.3`; undefined where that says nothing or too much. */
export function substituted(
  { formula, value }: Step,
  position: number,
  carried: (id: string) => NdArray<number>,
  number: (x: number) => string,
): string | undefined {
  if (!formula || size(value.shape) > MOST_CELLS) return undefined;
  const operand = (id: string): NdArray<Term> => {
    const { shape, cells } = carried(id);
    return { shape, cells: cells.map((x) => ({ value: x, ...numberPiece(number(x)) })) };
  };
  const cell = evaluateExpr(formula, operand, texArithmetic(number)).cells[position];
  const isTelling = cell !== undefined && /[-+*/^]|\\(cdot|frac|sqrt|ln|tanh)/.test(cell.tex.replace(/^-/, ""));
  return isTelling && cell.tex.length <= MOST_CHARACTERS ? cell.tex : undefined;
}
