import { type Shape, size } from "../ndarray.ts";
import type { Mark, Style } from "./spelling.ts";

/** One way to part a spelling into the name of a quantity and the indices of a cell of it. */
export interface Form {
  /** Ids that the name may be. Less cost is likelier. */
  ids: { id: string; cost: number }[];
  /** The marks that belong to the name. */
  marks: Mark[];
  indices: string[];
  /** How unusual it is to part it so. */
  cost: number;
}

type Join = (item: string) => string;
const PLAIN: Join = (item) => item;
const BELOW: Join = (item) => `_${item}`;
const BRACKETS: Join = (item) => `(${item})`;

/** How ids carry an index, the likeliest way first. */
const JOINS: Readonly<Record<Style, readonly Join[]>> = {
  attached: [PLAIN, BELOW, BRACKETS],
  below: [BELOW, PLAIN, BRACKETS],
  above: [PLAIN, BELOW, BRACKETS],
  layer: [PLAIN, BRACKETS, BELOW],
  time: [BRACKETS, BELOW, PLAIN],
  index: [PLAIN, BELOW, BRACKETS],
  argument: [BRACKETS, BELOW, PLAIN],
};
/** Within an id, a layer comes first and an example last: `dw1(2)`. */
const ORDER: Readonly<Record<Style, number>> = {
  layer: 0,
  above: 1,
  attached: 2,
  below: 3,
  index: 4,
  argument: 5,
  time: 6,
};

/** Everything that a base with its marks may be: `z1[2]` the cell of `z1`, `w_{11}^{(1)}` that of `w1`, `z_1` the id `z1`. */
export function formsOf(base: string, marks: readonly Mark[]): Form[] {
  const subsets = Array.from({ length: 2 ** marks.length }, (_, bits) => bits);
  return subsets.flatMap((bits) => {
    const isCell = (_: Mark, k: number) => (bits & (1 << k)) > 0;
    const cell = marks.filter(isCell);
    const rest = marks.filter((mark, k) => !isCell(mark, k));
    const cost = costOf(cell, rest);
    const indices = cell.flatMap(({ items }) => items);
    return cost === undefined ? [] : [{ ids: joined(base, rest), marks: rest, indices, cost }];
  });
}

/** How unusual it is that some marks are a cell's indices and the others belong to the name; undefined where it is never so. */
function costOf(cell: readonly Mark[], rest: readonly Mark[]): number | undefined {
  const has = (marks: readonly Mark[], ...styles: Style[]) => marks.some(({ style }) => styles.includes(style));
  if (has(cell, "layer", "above")) return undefined;
  if (has(rest, "index")) return rest.length === 1 && cell.length === 0 ? 6 : undefined;
  const isUpper = has(rest, "layer", "above");
  return (
    (has(cell, "argument") ? 1 : 0) +
    (has(cell, "below", "attached") ? (rest.length > 0 ? 1 : 3) : 0) +
    (has(cell, "time") ? 4 : 0) +
    (isUpper && has(rest, "below") ? 3 : 0)
  );
}

export const inOrder = (marks: readonly Mark[]): Mark[] => [...marks].sort((a, b) => ORDER[a.style] - ORDER[b.style]);

function joined(base: string, marks: readonly Mark[]): { id: string; cost: number }[] {
  return inOrder(marks).reduce<{ id: string; cost: number }[]>(
    (forms, { style, items }) =>
      forms.flatMap(({ id, cost }) =>
        JOINS[style].map((join, k) => ({
          id: id + join(items.join(",")),
          cost: cost + (style === "above" ? Math.max(0, k - 1) : style === "argument" && k > 0 ? k + 3 : k),
        })),
      ),
    [{ id: base, cost: 0 }],
  );
}

/**
 * The cell of an array that indices from 1 mean: `2,3`, or `23` where there are two axes; a row or column takes one.
 * The empty cell is the whole of a single number.
 */
export function cellOf(indices: readonly string[], shape: Shape): number[] | undefined {
  if (!indices.every((index) => /^\d{1,6}$/.test(index))) return undefined;
  const numbers = indices.map(Number);
  const digits = indices.length === 1 ? [...(indices[0] as string)].map(Number) : [];
  return within(digits, shape) ?? within(numbers, shape) ?? alongLine(numbers, shape);
}

const within = (numbers: readonly number[], shape: Shape): number[] | undefined =>
  shape.length > 0 && numbers.length === shape.length && numbers.every((n, d) => n >= 1 && n <= (shape[d] as number))
    ? numbers.map((n) => n - 1)
    : undefined;

/** One index into `1×n` or `n×1`. */
function alongLine(numbers: readonly number[], shape: Shape): number[] | undefined {
  const [n = 0, more] = numbers;
  const isLine = shape.length > 0 && shape.filter((m) => m > 1).length <= 1;
  if (!isLine || more !== undefined || n < 1 || n > size(shape)) return undefined;
  return shape.map((m) => (m > 1 ? n - 1 : 0));
}
