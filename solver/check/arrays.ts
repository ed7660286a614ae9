import { ProblemError } from "../errors.ts";
import { describeShape, type NdArray, sameShape, scalar } from "../ndarray.ts";
import { negated, type Written } from "./written.ts";

/** A number on the way to a value: it keeps its text as long as nothing is done to it. */
export interface Cell {
  x: number;
  written?: Written;
  /** Whether it is the value of an expression, whose text it keeps as an entry of a list. */
  reckoned?: boolean;
}

export type Cells = NdArray<Cell>;

/** What was written makes no value; the message says why, and where it can, what would mend it. */
export class Unreadable extends ProblemError {
  constructor(message: string) {
    super("working", message);
    this.name = "Unreadable";
  }
}

export const isSingle = ({ shape }: Cells): boolean => shape.length === 0;
const pure = (x: number): Cell => ({ x });

export const map = (a: Cells, f: (x: number) => number): Cells => ({
  shape: a.shape,
  cells: a.cells.map(({ x }) => pure(f(x))),
});

/** Cell by cell; a single number goes with every cell. */
export function zip(a: Cells, b: Cells, f: (x: number, y: number) => number): Cells {
  if (isSingle(a)) return map(b, (y) => f((a.cells[0] as Cell).x, y));
  if (isSingle(b)) return map(a, (x) => f(x, (b.cells[0] as Cell).x));
  if (!sameShape(a.shape, b.shape))
    throw new Unreadable(`${describeShape(a.shape)} and ${describeShape(b.shape)} do not fit cell by cell`);
  return { shape: a.shape, cells: a.cells.map(({ x }, k) => pure(f(x, (b.cells[k] as Cell).x))) };
}

/** A product with a single number, or of matrices where it cannot be cell by cell. */
export function product(a: Cells, b: Cells): Cells {
  if (isSingle(a) || isSingle(b)) return zip(a, b, (x, y) => x * y);
  const [rows, inner] = a.shape.length === 1 ? [1, a.shape[0] as number] : (a.shape as [number, number]);
  const [depth, columns] = b.shape.length === 1 ? [b.shape[0] as number, 1] : (b.shape as [number, number]);
  const isClear = a.shape.length < 3 && b.shape.length < 3 && inner === depth && !sameShape(a.shape, b.shape);
  if (!isClear)
    throw new Unreadable(
      `a product of ${describeShape(a.shape)} and ${describeShape(b.shape)} can mean several things`,
    );
  const cell = (i: number, j: number): Cell => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += (a.cells[i * inner + k] as Cell).x * (b.cells[k * columns + j] as Cell).x;
    return pure(sum);
  };
  const shape = [...(a.shape.length === 1 ? [] : [rows]), ...(b.shape.length === 1 ? [] : [columns])];
  return { shape, cells: Array.from({ length: rows * columns }, (_, n) => cell(Math.floor(n / columns), n % columns)) };
}

/** A flat list lies down when written and stands when transposed. */
export function transpose<T>({ shape, cells }: NdArray<T>): NdArray<T> {
  if (shape.length > 2) throw new Unreadable(`${describeShape(shape)} cannot be transposed`);
  if (shape.length === 0) return { shape, cells };
  const [rows, columns] = shape.length === 1 ? [1, shape[0] as number] : (shape as [number, number]);
  return {
    shape: [columns, rows],
    cells: cells.map((_, n) => cells[(n % rows) * columns + Math.floor(n / rows)] as T),
  };
}

/** Entries between brackets, by rows: `[1, 2]` is flat, `[1 2; 3 4]` and `[[1, 2], [3, 4]]` are matrices. */
export function assemble(rows: readonly (readonly Cells[])[], isMatrix: boolean): Cells {
  const [only] = rows;
  if (!only || only.length === 0) throw new Unreadable("a list without numbers has no value");
  if (rows.length === 1 && !isMatrix) return stack(only, "entry");
  return stack(
    rows.map((row) => (row.length === 1 && !isSingle(row[0] as Cells) ? (row[0] as Cells) : stack(row, "entry"))),
    "row",
  );
}

function stack(parts: readonly Cells[], what: string): Cells {
  const first = parts[0] as Cells;
  const odd = parts.findIndex(({ shape }) => !sameShape(shape, first.shape));
  if (odd >= 0) {
    const [one, other] = [describeShape(first.shape), describeShape((parts[odd] as Cells).shape)];
    const kind = isSingle(first) ? what : "row";
    throw new Unreadable(`${kind} 1 is ${one} and ${kind} ${odd + 1} is ${other}: they must be of one length`);
  }
  return { shape: [parts.length, ...first.shape], cells: parts.flatMap(({ cells }) => cells) };
}

export const single = (x: number, written?: Written): Cells => scalar({ x, ...(written && { written }) });

export function softmax(a: Cells): Cells {
  if (a.shape.filter((n) => n > 1).length > 1)
    throw new Unreadable(`softmax of ${describeShape(a.shape)} can go by rows or by columns`);
  const exponents = a.cells.map(({ x }) => Math.exp(x));
  const total = exponents.reduce((sum, e) => sum + e, 0);
  return { shape: a.shape, cells: exponents.map((e) => pure(e / total)) };
}

export const negative = (value: Cells): Cells => ({
  shape: value.shape,
  cells: value.cells.map((cell) => ({ ...cell, x: -cell.x, ...(cell.written && { written: negated(cell.written) }) })),
});
