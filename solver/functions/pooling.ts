import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type Options, type Written } from "../function.ts";
import { LEVEL, type Piece } from "../levels.ts";
import { describeShape, type Shape, sameShape } from "../ndarray.ts";
import { alongOneAxis, covered, placed, poolWindows, type Windows } from "./windows.ts";

/** Windows slide over the last two axes; every channel of every example is pooled for itself. */
const pooled = (fn: string, x: Shape, options: Options): Shape => {
  const { rows, columns } = poolWindows(fn, x, options);
  return [...x.slice(0, -2), rows.places, columns.places];
};

const OPTIONS = ["size", "stride", "padding"];
const HANDED_ON = "{size: size, stride: stride, padding: padding}";
/** A function of images that takes lists as well, as images of one row. */
const definePooling: typeof defineFunction = (spec) =>
  defineFunction({
    ...spec,
    shape: (shapes, options) => {
      if (!areLists(Object.values(shapes))) return spec.shape(shapes, options);
      return spec.shape(mapped(shapes, inOneRow), alongOneAxis(options)).slice(1);
    },
    cell: (operands, index, options) => {
      if (index.length !== 1) return spec.cell(operands, index, options);
      const rows = mapped(operands, (x) => ({
        shape: inOneRow(x.shape),
        at: (_row, column) => x.at(column as c.Index),
      }));
      return spec.cell(rows, [0, ...index], alongOneAxis(options));
    },
  });
const areLists = (shapes: readonly unknown[]): boolean => shapes.every((shape) => (shape as Shape).length === 1);
const inOneRow = (shape: Shape): Shape => [1, ...shape];
const mapped = <K extends string, T>(values: Readonly<Record<K, T>>, change: (value: T) => T): Record<K, T> =>
  Object.fromEntries(Object.entries<T>(values).map(([key, value]) => [key, change(value)])) as Record<K, T>;

const named = (name: string, x: Written): Piece => ({
  tex: `\\mathrm{${name}}\\left(${x.tex}\\right)`,
  level: LEVEL.atom,
});

/** Cell `k` of a window, counted row by row from 0; nothing where it lies on the padding. */
function windowCell(x: c.Operand, { rows, columns }: Windows, index: readonly c.Index[], k: c.Index): c.Cell {
  const [i, j] = index.slice(-2) as [c.Index, c.Index];
  const [u, v] = [c.quot(k, columns.size), c.rem(k, columns.size)];
  return c.or(x, c.none, ...index.slice(0, -2), covered(rows, i, u), covered(columns, j, v));
}

/** A term for every window that covers an input cell, and each cell (u, v) of the window that it can be. */
function overWindows(
  { rows, columns }: Windows,
  index: readonly c.Index[],
  term: (u: c.Index, v: c.Index, places: readonly (readonly [c.Index, number])[]) => c.Cell,
): c.Cell {
  const [h, q] = index.slice(-2) as [c.Index, c.Index];
  return c.sum(rows.size, (u) => c.sum(columns.size, (v) => term(u, v, [placed(rows, h, u), placed(columns, q, v)])));
}

function checkPooled(fn: string, dz: Shape, x: Shape, options: Options): Shape {
  const output = pooled(fn, x, options);
  if (sameShape(dz, output)) return x;
  throw new ShapeError(
    `${fn}: the gradient is ${describeShape(dz)}, but ${describeShape(x)} is pooled to ${describeShape(output)}`,
  );
}

export const maxPool = definePooling({
  name: "maxPool",
  params: ["x"],
  options: OPTIONS,
  shape: ({ x }, options) => pooled("maxPool", x, options),
  cell: ({ x }, index, options) => {
    const windows = poolWindows("maxPool", x.shape, options);
    return c.most(windows.rows.size * windows.columns.size, (k) => windowCell(x, windows, index, k));
  },
  notation: ([x]) => named("maxpool", x as Written),
  pullback: {
    x: {
      formula: `unpool(g, winner(x, ${HANDED_ON}), x, ${HANDED_ON})`,
      because: "Only the largest cell of each window, the first one where several are, receives the gradient.",
    },
  },
});

/** Which cell of its window is the largest, counted row by row from 0; the first one where several are. */
export const winner = definePooling({
  name: "winner",
  params: ["x"],
  options: OPTIONS,
  shape: ({ x }, options) => pooled("winner", x, options),
  cell: ({ x }, index, options) => {
    const windows = poolWindows("winner", x.shape, options);
    return c.argmost(windows.rows.size * windows.columns.size, (k) => windowCell(x, windows, index, k));
  },
  notation: ([x]) => named("winner", x as Written),
  pullback: {},
});

/** Whether a winner is cell `k`. Winners are whole numbers, however they were computed. */
const isNamed = (winner: c.Cell, k: c.Index): c.Test => c.less(c.abs(c.sub(winner, c.place(k))), 0.5);

/** Puts each number back to where the winner of its window stands in `x`, which gives only its shape. */
export const unpool = definePooling({
  name: "unpool",
  params: ["dz", "winners", "x"],
  options: OPTIONS,
  shape: ({ dz, winners, x }, options) => {
    checkPooled("unpool", winners, x, options);
    return checkPooled("unpool", dz, x, options);
  },
  cell: ({ dz, winners, x }, index, options) => {
    const windows = poolWindows("unpool", x.shape, options);
    return overWindows(windows, index, (u, v, places) =>
      c.inside(dz.shape, [...index.slice(0, -2), ...places], (...window) =>
        c.where(
          isNamed(winners.at(...window), c.aff(0, [windows.columns.size, u], [1, v])),
          () => dz.at(...window),
          () => c.none,
        ),
      ),
    );
  },
  notation: ([dz, winners]) => ({
    tex: `\\mathrm{unpool}\\left(${(dz as Written).tex},\\,${(winners as Written).tex}\\right)`,
    level: LEVEL.atom,
  }),
  pullback: { dz: `pick(g, winners, ${HANDED_ON})` },
});

/** From each window of `x` the cell that `winners` names. */
export const pick = definePooling({
  name: "pick",
  params: ["x", "winners"],
  options: OPTIONS,
  shape: ({ x, winners }, options) => {
    checkPooled("pick", winners, x, options);
    return winners;
  },
  cell: ({ x, winners }, index, options) => {
    const windows = poolWindows("pick", x.shape, options);
    const own = winners.at(...index);
    return c.sum(windows.rows.size * windows.columns.size, (k) =>
      c.where(
        isNamed(own, k),
        () => windowCell(x, windows, index, k),
        () => c.none,
      ),
    );
  },
  notation: ([x]) => named("pick", x as Written),
  pullback: { x: `unpool(g, winners, x, ${HANDED_ON})` },
});

/** Whether what lies on the padding counts as a 0 (as PyTorch has it) or not at all: `{countPadding: 0}`. */
const AVERAGE_OPTIONS = [...OPTIONS, "countPadding"];
const AVERAGE_HANDED_ON = "{size: size, stride: stride, padding: padding, countPadding: countPadding}";

/** What the total of window (i, j) is divided by. */
function counted({ rows, columns }: Windows, i: c.Index, j: c.Index, { countPadding = 1 }: Options): c.Cell | number {
  if (countPadding !== 0) return rows.size * columns.size;
  const image = [rows.extent, columns.extent];
  return c.sum(rows.size, (u) =>
    c.sum(columns.size, (v) => c.inside(image, [covered(rows, i, u), covered(columns, j, v)], () => 1)),
  );
}

export const avgPool = definePooling({
  name: "avgPool",
  params: ["x"],
  options: AVERAGE_OPTIONS,
  shape: ({ x }, options) => pooled("avgPool", x, options),
  cell: ({ x }, index, options) => {
    const windows = poolWindows("avgPool", x.shape, options);
    const [i, j] = index.slice(-2) as [c.Index, c.Index];
    const total = c.sum(windows.rows.size * windows.columns.size, (k) => windowCell(x, windows, index, k));
    return c.div(total, counted(windows, i, j, options));
  },
  notation: ([x]) => named("avgpool", x as Written),
  pullback: {
    x: {
      formula: `unpoolEvenly(g, x, ${AVERAGE_HANDED_ON})`,
      because: "Every cell of a window receives an equal share of its gradient.",
    },
  },
});

/** Spreads each number evenly over its window in `x`, which gives only its shape. */
export const unpoolEvenly = definePooling({
  name: "unpoolEvenly",
  params: ["dz", "x"],
  options: AVERAGE_OPTIONS,
  shape: ({ dz, x }, options) => checkPooled("unpoolEvenly", dz, x, options),
  cell: ({ dz, x }, index, options) => {
    const windows = poolWindows("unpoolEvenly", x.shape, options);
    return overWindows(windows, index, (_u, _v, places) =>
      c.inside(dz.shape, [...index.slice(0, -2), ...places], (...window) => {
        const [i, j] = window.slice(-2) as [c.Index, c.Index];
        return c.div(dz.at(...window), counted(windows, i, j, options));
      }),
    );
  },
  notation: ([dz]) => named("unpool", dz as Written),
  pullback: { dz: `avgPool(g, ${AVERAGE_HANDED_ON})` },
});
