import { type NdArray, type Shape, size, toNested } from "../solver/ndarray.ts";
import { type NumberFormat, numberTex, numberText } from "../solver/numbers.ts";
import { type Exact, fromNumber, isFraction, toNumber } from "../solver/readings/exact.ts";
import type { Nested, Tex } from "./solution.ts";

/** A number as it is shown: its text, and whether that text is the number itself. */
export interface Shown {
  text: string;
  exact: boolean;
}

/** @param known the number with more digits, or as a fraction: that alone may print after an equals sign */
export function showNumber(value: number, known: Exact | undefined, format: NumberFormat): Shown {
  if (format.kind === "fractions" && isFraction(known) && isShort(known))
    return { text: known.toFraction(), exact: true };
  const text = numberText(known === undefined ? value : toNumber(known), format, isFraction(known));
  const shown = fromNumber(Number(text));
  return { text, exact: isFraction(known) && isFraction(shown) && shown.equals(known) };
}

/** Denominators beyond this say less than a decimal does. */
const LARGEST_DENOMINATOR = 100_000n;
const isShort = ({ n, d }: { n: bigint; d: bigint }): boolean =>
  d > 1n && d <= LARGEST_DENOMINATOR && n <= LARGEST_DENOMINATOR * 1000n;

/** Matrices beyond this are named by their size instead of being printed. */
const MOST_ROWS = 16;
const MOST_COLUMNS = 12;

/** Lists and matrices that are not too large, and matrices of such matrices: images with their channels beside each other. */
export const isPrintable = (shape: Shape): boolean =>
  shape.length <= 4 &&
  size(shape) > 0 &&
  (shape.at(-1) ?? 1) * (shape.at(-3) ?? 1) <= MOST_COLUMNS &&
  (shape.at(-2) ?? 1) * (shape.at(-4) ?? 1) <= MOST_ROWS;

/** A single number without brackets, a list or matrix with them; of more axes, the last two as entries of the others. */
export function arrayTex(shape: Shape, cells: readonly Tex[]): Tex {
  if (size(shape) === 1) return cells[0] as Tex;
  if (!isPrintable(shape)) return `\\text{(${shape.join("×")} numbers)}`;
  if (shape.length === 1) return `\\left[${cells.join(",\\,")}\\right]`;
  if (shape.length > 2) return arrayTex(...ofMatrices(shape, cells));
  const rows = toNested({ shape, cells }) as Tex[][];
  return `\\begin{bmatrix}${rows.map((row) => row.join("&")).join("\\\\")}\\end{bmatrix}`;
}

/** An array with the matrices of its last two axes as its entries. */
function ofMatrices(shape: Shape, cells: readonly Tex[]): [Shape, Tex[]] {
  const [outer, inner] = [shape.slice(0, -2), shape.slice(-2)];
  const each = size(inner);
  return [outer, Array.from({ length: size(outer) }, (_, k) => arrayTex(inner, cells.slice(k * each, (k + 1) * each)))];
}

/** `[1 2; 3 4]`, as plain text. */
export function arrayText(shape: Shape, texts: readonly string[]): string {
  if (size(shape) === 1) return texts[0] as string;
  if (shape.length !== 2)
    return JSON.stringify(toNested({ shape, cells: texts }))
      .replaceAll('"', "")
      .replaceAll(",", ", ");
  const rows = toNested({ shape, cells: texts }) as string[][];
  return `[${rows.map((row) => row.join(" ")).join("; ")}]`;
}

export const texOf = (shown: readonly Shown[]): Tex[] => shown.map(({ text }) => numberTex(text));

/** JSON has no word for what is not finite. */
export const nestedValue = (array: NdArray<number>): Nested =>
  toNested({ ...array, cells: array.cells.map((x) => (Number.isFinite(x) ? x : String(x))) }) as Nested;

/** `3/20`, or nested lists of such; null unless every cell is rational. */
export function nestedFractions({ shape, cells }: NdArray<Exact>): Nested | null {
  if (!cells.every(isFraction)) return null;
  return toNested({ shape, cells: cells.map((fraction) => fraction.toFraction()) }) as Nested;
}
