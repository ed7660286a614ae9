import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type FunctionDefinition, type Options, type Written } from "../function.ts";
import { LEVEL, type Piece } from "../levels.ts";
import { describeShape, type Shape, sameShape, size } from "../ndarray.ts";

/** What moves pixels about. The last two axes of an image are its rows and columns; every channel is treated alike. */

type Place = readonly [row: c.Index, column: c.Index];

const named = (name: string, x: Written): Piece => ({
  tex: `${name}\\left(${x.tex}\\right)`,
  level: LEVEL.atom,
});

function sides(fn: string, x: Shape): [height: number, width: number] {
  if (x.length >= 2) return x.slice(-2) as [number, number];
  throw new ShapeError(`${fn}: an image has rows and columns, but this is ${describeShape(x)}`);
}

const reversed = (i: c.Index, extent: number): c.Index => c.aff(extent - 1, [-1, i]);

/** A motion that takes the image's own cells to other places, and its inverse. */
function defineMotion(
  name: string,
  tex: string,
  inverse: string,
  source: (place: Place, height: number, width: number) => Place,
  turns: boolean,
): FunctionDefinition {
  return defineFunction({
    name,
    params: ["x"],
    shape: ({ x }) => {
      const [height, width] = sides(name, x);
      return [...x.slice(0, -2), ...(turns ? [width, height] : [height, width])];
    },
    cell: ({ x }, index) => {
      const [height, width] = sides(name, x.shape);
      return x.at(...index.slice(0, -2), ...source(index.slice(-2) as unknown as Place, height, width));
    },
    notation: ([x]) => named(tex, x as Written),
    pullback: { x: { formula: `${inverse}(g)`, because: "The gradient goes back to where its number came from." } },
  });
}

/** `flipHorizontal` exchanges left and right, `flipVertical` top and bottom; rotations are counterclockwise. */
export const motions: readonly FunctionDefinition[] = [
  defineMotion("flipHorizontal", "\\mathrm{flip}_{h}", "flipHorizontal", ([i, j], _, w) => [i, reversed(j, w)], false),
  defineMotion("flipVertical", "\\mathrm{flip}_{v}", "flipVertical", ([i, j], h) => [reversed(i, h), j], false),
  defineMotion("rot90", "\\mathrm{rot}_{90}", "rot270", ([i, j], _, w) => [j, reversed(i, w)], true),
  defineMotion("rot180", "\\mathrm{rot}_{180}", "rot180", ([i, j], h, w) => [reversed(i, h), reversed(j, w)], false),
  defineMotion("rot270", "\\mathrm{rot}_{270}", "rot90", ([i, j], h) => [reversed(j, h), i], true),
];

/** A list or an image turned by 180°: a kernel as a true convolution lays it on. */
export const reverse = defineFunction({
  name: "reverse",
  params: ["x"],
  shape: ({ x }) => {
    if (x.length > 0) return x;
    throw new ShapeError("reverse: a single number has no order");
  },
  cell: ({ x }, index) => {
    const axes = Math.min(2, index.length);
    return x.at(...index.map((i, d) => (d < index.length - axes ? i : reversed(i, x.shape[d] as number))));
  },
  notation: ([x]) =>
    (x as Written).shape.length === 1
      ? named("\\mathrm{reverse}", x as Written)
      : named("\\mathrm{rot}_{180}", x as Written),
  pullback: {
    x: { formula: "reverse(g)", because: "The gradient is turned back, so that each weight meets its own." },
  },
});

/** Two whole numbers, for rows and columns. */
function pair(fn: string, options: Options, option: string, least: number): readonly [number, number] {
  const value = options[option];
  if (Array.isArray(value) && value.length === 2 && value.every((n) => Number.isInteger(n) && n >= least))
    return value as unknown as readonly [number, number];
  throw new ShapeError(
    `${fn}: ${option} must be a pair of whole numbers for rows and columns, such as {${option}: [1, 2]}`,
  );
}

/** Moves an image down and to the right, or back. What comes in from outside is `fill`. */
function defineShift(name: string, sign: 1 | -1, back: string): FunctionDefinition {
  return defineFunction({
    name,
    params: ["x"],
    options: ["by", "fill"],
    shape: ({ x }, options) => {
      sides(name, x);
      pair(name, options, "by", Number.NEGATIVE_INFINITY);
      return x;
    },
    cell: ({ x }, index, options) => {
      const by = pair(name, options, "by", Number.NEGATIVE_INFINITY);
      const places = index.slice(-2).map((i, d) => c.aff(-sign * (by[d] as number), [1, i]));
      const fill = Number(options.fill ?? 0);
      return c.or(x, fill === 0 ? c.none : { op: "number", value: fill }, ...index.slice(0, -2), ...places);
    },
    notation: ([x]) => named("\\mathrm{shift}", x as Written),
    pullback: {
      x: { formula: `${back}(g, {by: by})`, because: "The gradient goes back to where its number came from." },
    },
  });
}
export const shifts: readonly FunctionDefinition[] = [
  defineShift("shift", 1, "shiftBack"),
  defineShift("shiftBack", -1, "shift"),
];

/** Where a part begins, once it is known to lie within the whole. */
function partOf(fn: string, whole: Shape, options: Options): { from: readonly [number, number]; part: Shape } {
  const [from, extent] = [pair(fn, options, "from", 0), pair(fn, options, "size", 1)];
  const [height, width] = sides(fn, whole);
  if (from[0] + extent[0] <= height && from[1] + extent[1] <= width)
    return { from, part: [...whole.slice(0, -2), ...extent] };
  throw new ShapeError(
    `${fn}: ${describeShape(extent)} cells from row ${from[0]} and column ${from[1]} on, counted from 0, do not lie within ${describeShape([height, width])}`,
  );
}

const moved = (index: readonly c.Index[], by: readonly [number, number]): c.Index[] =>
  index.map((i, d) => (d < index.length - 2 ? i : c.aff(by[d - index.length + 2] as number, [1, i])));

export const crop = defineFunction({
  name: "crop",
  params: ["x"],
  options: ["from", "size"],
  shape: ({ x }, options) => partOf("crop", x, options).part,
  cell: ({ x }, index, options) => x.at(...moved(index, partOf("crop", x.shape, options).from)),
  notation: ([x]) => named("\\mathrm{crop}", x as Written),
  pullback: {
    x: { formula: "cropInto(g, x, {from: from, size: size})", because: "What was cut off receives no gradient." },
  },
});

/** A part put back among zeros, in the shape of `x`. */
export const cropInto = defineFunction({
  name: "cropInto",
  params: ["dz", "x"],
  options: ["from", "size"],
  shape: ({ dz, x }, options) => {
    const { part } = partOf("cropInto", x, options);
    if (sameShape(dz, part)) return x;
    throw new ShapeError(`cropInto: the gradient is ${describeShape(dz)}, but the part is ${describeShape(part)}`);
  },
  cell: ({ dz, x }, index, options) => {
    const { from } = partOf("cropInto", x.shape, options);
    return c.or(dz, c.none, ...moved(index, [-from[0], -from[1]]));
  },
  notation: ([dz]) => named("\\mathrm{pad}", dz as Written),
  pullback: { dz: "crop(g, {from: from, size: size})" },
});

function axisOf(fn: string, x: Shape, { axis = 0 }: Options): number {
  const d = axis as number;
  if (Number.isInteger(d) && d >= 0 && d < x.length) return d;
  throw new ShapeError(`${fn}: there is no axis ${axis} in ${describeShape(x)}; axes are counted from 0`);
}
/** Whether a list names this place. Its numbers are whole, however they were computed. */
const isNamed = (number: c.Cell, place: c.Index): c.Test => c.less(c.abs(c.sub(number, c.place(place))), 0.5);

/** A list, or a row or column of numbers: its cell at a place. */
const entry = (list: c.Operand, place: c.Index): c.Cell => list.at(...list.shape.map((n) => (n === 1 ? 0 : place)));
function lengthOf(fn: string, list: Shape): number {
  if (list.length > 0 && list.filter((n) => n > 1).length <= 1) return size(list);
  throw new ShapeError(`${fn}: which rows to take is said by a list, not by ${describeShape(list)}`);
}

/** The rows (or what stands along another axis) that a list of numbers names, counted from 0. */
export const take = defineFunction({
  name: "take",
  params: ["x", "rows"],
  options: ["axis"],
  shape: ({ x, rows }, options) => {
    const axis = axisOf("take", x, options);
    return x.with(axis, lengthOf("take", rows));
  },
  cell: ({ x, rows }, index, options) => {
    const axis = axisOf("take", x.shape, options);
    const wanted = entry(rows, index[axis] as c.Index);
    return c.sum(x.shape[axis] as number, (k) =>
      c.where(
        isNamed(wanted, k),
        () => x.at(...index.with(axis, k)),
        () => c.none,
      ),
    );
  },
  notation: ([x, rows], { axis = 0 }) => {
    const places = (x as Written).shape.map((_, d) => (d === axis ? (rows as Written).tex : ":"));
    return { tex: `${(x as Written).tex}\\left[${places.join(",\\,")}\\right]`, level: LEVEL.atom };
  },
  pullback: {
    x: { formula: "takeInto(g, rows, x, {axis: axis})", because: "Each row receives the gradients of its copies." },
  },
});

/** Adds each row to the one that a list names, in the shape of `x`. */
export const takeInto = defineFunction({
  name: "takeInto",
  params: ["dz", "rows", "x"],
  options: ["axis"],
  shape: ({ dz, rows, x }, options) => {
    const axis = axisOf("takeInto", x, options);
    if (sameShape(dz, x.with(axis, lengthOf("takeInto", rows)))) return x;
    throw new ShapeError(
      `takeInto: the gradient is ${describeShape(dz)}, which are not so many rows of ${describeShape(x)}`,
    );
  },
  cell: ({ dz, rows, x }, index, options) => {
    const axis = axisOf("takeInto", x.shape, options);
    return c.sum(dz.shape[axis] as number, (k) =>
      c.where(
        isNamed(entry(rows, k), index[axis] as c.Index),
        () => dz.at(...index.with(axis, k)),
        () => c.none,
      ),
    );
  },
  notation: ([dz]) => named("\\mathrm{put}", dz as Written),
  pullback: { dz: "take(g, rows, {axis: axis})" },
});

/** 0, 1, 2, … in the shape that is asked for. */
export const range = defineFunction({
  name: "range",
  params: [],
  options: ["shape"],
  shape: (_, { shape }) => {
    if (Array.isArray(shape) && shape.length > 0 && shape.every((n) => Number.isInteger(n) && n > 0)) return shape;
    throw new ShapeError("range: how many numbers there are is said as a shape, such as {shape: [4]}");
  },
  cell: (_, index, { shape }) =>
    c.place(c.aff(0, ...index.map((i, d) => [size((shape as Shape).slice(d + 1)), i] as const))),
  notation: (_, { shape }) => ({ tex: `0,\\,\\dots,\\,${size(shape as Shape) - 1}`, level: LEVEL.sum }),
  pullback: {},
});
