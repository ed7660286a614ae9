import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type FunctionDefinition, type Options, type Written } from "../function.ts";
import { at, LEVEL, type Piece, subscripted } from "../levels.ts";
import { describeShape, type Shape, sameShape, size } from "../ndarray.ts";

/** The cell of `x` that stands at the same place when both are read row by row. */
function sameCell(x: c.Operand, shape: Shape, index: readonly c.Index[]): c.Cell {
  const position = c.aff(0, ...index.map((i, d) => [size(shape.slice(d + 1)), i] as const));
  return x.at(
    ...x.shape.map((n, d) => {
      const whole = c.quot(position, size(x.shape.slice(d + 1)));
      return n === 1 ? 0 : d === 0 ? whole : c.rem(whole, n);
    }),
  );
}

const named = (name: string, x: Written): Piece => ({
  tex: `\\mathrm{${name}}\\left(${x.tex}\\right)`,
  level: LEVEL.atom,
});

function checkSize(fn: string, x: Shape, shape: Shape): Shape {
  if (size(x) === size(shape)) return shape;
  throw new ShapeError(
    `${fn}: ${describeShape(x)} has ${size(x)} numbers, and ${describeShape(shape)} has ${size(shape)}`,
  );
}

/** The same numbers, read row by row, in other rows. */
export const reshape = defineFunction({
  name: "reshape",
  params: ["x"],
  options: ["shape"],
  shape: ({ x }, { shape }) => {
    if (Array.isArray(shape) && shape.every((n) => Number.isInteger(n) && n > 0)) return checkSize("reshape", x, shape);
    throw new ShapeError(`reshape: ${describeShape(x)} needs the new shape as a list, such as {shape: [2, 3]}`);
  },
  cell: ({ x }, index, { shape }) => sameCell(x, shape as Shape, index),
  notation: ([x]) => named("reshape", x as Written),
  pullback: { x: { formula: "reshapeLike(g, x)", because: "The gradient goes back to where its number came from." } },
});

/** In the shape of another array. */
export const reshapeLike = defineFunction({
  name: "reshapeLike",
  params: ["x", "like"],
  shape: ({ x, like }) => checkSize("reshapeLike", x, like),
  cell: ({ x, like }, index) => sameCell(x, like.shape, index),
  notation: ([x]) => named("reshape", x as Written),
  pullback: { x: { formula: "reshapeLike(g, x)", because: "The gradient goes back to where its number came from." } },
});

/** From `axis` on (from the first without one), all axes become a single one, read row by row. */
function flatShape(x: Shape, { axis = 0 }: Options): Shape {
  const from = axis as number;
  if (x.length === 0 && from === 0) return [1];
  if (Number.isInteger(from) && from >= 0 && from < x.length) return [...x.slice(0, from), size(x.slice(from))];
  throw new ShapeError(`flatten: there is no axis ${from} in ${describeShape(x)}; axes are counted from 0`);
}

export const flatten = defineFunction({
  name: "flatten",
  params: ["x"],
  options: ["axis"],
  shape: ({ x }, options) => flatShape(x, options),
  cell: ({ x }, index, options) => sameCell(x, flatShape(x.shape, options), index),
  notation: ([x]) => named("flatten", x as Written),
  pullback: { x: { formula: "reshapeLike(g, x)", because: "The gradient goes back to where its number came from." } },
});

/** An axis of size 1 is left out: what a sum along it becomes in NumPy, unless its dimensions are kept. */
export const squeeze = defineFunction({
  name: "squeeze",
  params: ["x"],
  options: ["axis"],
  shape: ({ x }, { axis = 0 }) => {
    if (x[axis as number] === 1) return x.toSpliced(axis as number, 1);
    throw new ShapeError(`squeeze: axis ${axis} of ${describeShape(x)} is not of size 1; axes are counted from 0`);
  },
  cell: ({ x }, index, { axis = 0 }) => x.at(...index.toSpliced(axis as number, 0, 0)),
  notation: ([x]) => x as Written,
  pullback: { x: { formula: "reshapeLike(g, x)", because: "The gradient goes back to where its number came from." } },
});

/** The axis, once the two are known to be alike everywhere else. */
function joinedAxis(fn: string, a: Shape, b: Shape, { axis = 0 }: Options): number {
  const d = axis as number;
  const isAxis = Number.isInteger(d) && d >= 0 && d < a.length && a.length === b.length;
  if (isAxis && sameShape(a.toSpliced(d, 1), b.toSpliced(d, 1))) return d;
  throw new ShapeError(`${fn}: ${describeShape(a)} and ${describeShape(b)} must be alike except along axis ${d}`);
}

const moved = (index: readonly c.Index[], axis: number, by: number): c.Index[] =>
  index.map((i, d) => (d === axis ? c.aff(by, [1, i]) : i));

/** A list that is written out becomes part of a longer one without brackets of its own. */
const itemsOf = ({ tex, level, shape }: Written): string =>
  (shape.length === 1 && level === LEVEL.atom && /^\\left\[(.*)\\right\]$/.exec(tex)?.[1]) || tex;

/** One array after the other, along an axis (the first without one). */
export const concat = defineFunction({
  name: "concat",
  params: ["a", "b"],
  options: ["axis"],
  shape: ({ a, b }, options) => {
    const axis = joinedAxis("concat", a, b, options);
    return a.map((n, d) => (d === axis ? n + (b[d] as number) : n));
  },
  cell: ({ a, b }, index, options) => {
    const axis = joinedAxis("concat", a.shape, b.shape, options);
    return c.or(a, b.at(...moved(index, axis, -(a.shape[axis] as number))), ...index);
  },
  notation: ([a, b], { axis = 0 }) => {
    const isAcross = axis === (a as Written).shape.length - 1;
    const sign = isAcross ? ",\\," : ";\\,";
    return { tex: `\\left[${itemsOf(a as Written)}${sign}${itemsOf(b as Written)}\\right]`, level: LEVEL.atom };
  },
  pullback: {
    a: { formula: "head(g, a, {axis: axis})", because: "Each part receives the gradient of its own cells." },
    b: { formula: "tail(g, b, {axis: axis})", because: "Each part receives the gradient of its own cells." },
  },
});

/** The first, or the last, cells of `x` along an axis, as many as `like` has; and the same part among zeros. */
function definePart(name: string, start: (whole: number, part: number) => number, into: string): FunctionDefinition[] {
  const check = (fn: string, part: Shape, whole: Shape, options: Options): number => {
    const axis = joinedAxis(fn, part, whole, options);
    if ((part[axis] as number) <= (whole[axis] as number)) return axis;
    throw new ShapeError(`${fn}: ${describeShape(part)} is no part of ${describeShape(whole)}`);
  };
  const from = (whole: Shape, part: Shape, axis: number) => start(whole[axis] as number, part[axis] as number);
  const take = defineFunction({
    name,
    params: ["x", "like"],
    options: ["axis"],
    shape: ({ x, like }, options) => {
      check(name, like, x, options);
      return like;
    },
    cell: ({ x, like }, index, options) => {
      const axis = check(name, like.shape, x.shape, options);
      return x.at(...moved(index, axis, from(x.shape, like.shape, axis)));
    },
    notation: ([x]) => named(name, x as Written),
    pullback: { x: { formula: `${into}(g, x, {axis: axis})`, because: "What was not taken receives no gradient." } },
  });
  const put = defineFunction({
    name: into,
    params: ["x", "like"],
    options: ["axis"],
    shape: ({ x, like }, options) => {
      check(into, x, like, options);
      return like;
    },
    cell: ({ x, like }, index, options) => {
      const axis = check(into, x.shape, like.shape, options);
      return c.or(x, c.none, ...moved(index, axis, -from(like.shape, x.shape, axis)));
    },
    notation: ([x]) => named("pad", x as Written),
    pullback: { x: { formula: `${name}(g, x, {axis: axis})`, because: "Zeros that were added receive nothing." } },
  });
  return [take, put];
}

/** `head`, `headInto`, `tail`, `tailInto`: the two parts of what was joined. */
export const parts: readonly FunctionDefinition[] = [
  ...definePart("head", () => 0, "headInto"),
  ...definePart("tail", (whole, part) => whole - part, "tailInto"),
];

/** Where a part stands, axis by axis: a place from 1 on, or 0 for the whole axis. */
function placesIn(x: Shape, { at: places = [] }: Options): readonly number[] {
  const wanted = places as readonly number[];
  if (wanted.length !== x.length) {
    const example = x.length === 2 ? ": A[1, 2] is a cell, A[1, :] a row, A[:, 2] a column" : "";
    throw new ShapeError(`${describeShape(x)} needs one index for each of its ${x.length} axes${example}`);
  }
  for (const [d, k] of wanted.entries()) {
    if (Number.isInteger(k) && k >= 0 && k <= (x[d] as number)) continue;
    throw new ShapeError(`there is no place ${k} along axis ${d} of ${describeShape(x)}; places are counted from 1`);
  }
  return wanted;
}

const openAxes = <T>(of: readonly T[], places: readonly number[]): T[] => of.filter((_, d) => places[d] === 0);

/** A cell, a row or a column: `A[2, :]` is `part(A, {at: [2, 0]})`. */
export const part = defineFunction({
  name: "part",
  params: ["x"],
  options: ["at"],
  shape: ({ x }, options) => openAxes(x, placesIn(x, options)),
  cell: ({ x }, index, options) => {
    const open = [...index];
    return x.at(...placesIn(x.shape, options).map((k) => (k === 0 ? (open.shift() as c.Index) : k - 1)));
  },
  notation: ([x], { at: places = [] }) => {
    const marks = (places as readonly number[]).map((k) => (k === 0 ? ":" : String(k)));
    if (marks.length === 0) return x as Written;
    const sub = marks.join(marks.some((mark) => mark.length > 1 || mark === ":") ? "," : "");
    return { tex: subscripted(at(x as Written, LEVEL.atom), sub), level: LEVEL.atom };
  },
  pullback: { x: { formula: "partInto(g, x, {at: at})", because: "Only what was taken receives a gradient." } },
});

/** The same part among zeros. */
export const partInto = defineFunction({
  name: "partInto",
  params: ["x", "like"],
  options: ["at"],
  shape: ({ x, like }, options) => {
    if (sameShape(openAxes(like, placesIn(like, options)), x)) return like;
    throw new ShapeError(`partInto: ${describeShape(x)} is no such part of ${describeShape(like)}`);
  },
  cell: ({ x, like }, index, options) => {
    const places = placesIn(like.shape, options);
    const extents = like.shape.map((n, d) => (places[d] === 0 ? n : 1));
    const placings = index.map((i, d) => (places[d] === 0 ? i : c.aff(1 - (places[d] as number), [1, i])));
    return c.inside(extents, placings, (...found) => x.at(...openAxes(found, places)));
  },
  notation: ([x]) => named("pad", x as Written),
  pullback: { x: { formula: "part(g, {at: at})", because: "Zeros that were added receive nothing." } },
});
