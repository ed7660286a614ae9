import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { defineFunction, type Notation, type Options, type Written } from "../function.ts";
import { at, LEVEL } from "../levels.ts";
import { broadcastShapes, describeShape, indices, type Shape, sameShape, size } from "../ndarray.ts";

/** Without an axis, everything to one number; with one, that axis is kept at size 1 so that it broadcasts back. */
export function reducedShape(shape: Shape, options: Options): Shape {
  if (options.axis === undefined) return [];
  const axis = options.axis as number;
  if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length) {
    throw new ShapeError(`there is no axis ${axis} in ${describeShape(shape)}; axes are counted from 0`);
  }
  return shape.map((n, d) => (d === axis ? 1 : n));
}

type Term = (...index: c.Index[]) => c.Cell;

/** `term` over the cells of `shape` that fall into the output cell at `index`, all of them or those along the axis. */
const over =
  (loop: typeof c.sum) =>
  (shape: Shape, options: Options, index: readonly c.Index[], term: Term): c.Cell => {
    const visit = (d: number, chosen: c.Index[]): c.Cell => {
      if (d === shape.length) return term(...chosen);
      if (options.axis !== undefined && options.axis !== d) return visit(d + 1, [...chosen, index[d] as c.Index]);
      return loop(shape[d] as number, (k) => visit(d + 1, [...chosen, k]));
    };
    return visit(0, []);
  };
export const sumOver = over(c.sum);
export const mostOver = over(c.most);

const sigma: Notation = ([x]) => ({
  tex: `\\sum ${at(x as Written, LEVEL.product)}`,
  level: LEVEL.product,
  open: true,
});

export const sum = defineFunction({
  name: "sum",
  params: ["x"],
  options: ["axis"],
  shape: ({ x }, options) => reducedShape(x, options),
  cell: ({ x }, index, options) => sumOver(x.shape, options, index, x.at),
  notation: ([x], options) => {
    const { shape } = x as Written;
    if (options.axis === undefined || shape.length < 2) return sigma([x as Written], options);
    const across = options.axis === shape.length - 1 ? "columns" : "rows";
    return { ...sigma([x as Written], {}), tex: `\\sum_{\\text{${across}}} ${at(x as Written, LEVEL.product)}` };
  },
  pullback: { x: { formula: "spread(g, x)", because: "Every term of a sum receives the same gradient." } },
});

/** Everything multiplied together. */
export const product = defineFunction({
  name: "product",
  params: ["x"],
  shape: () => [],
  cell: ({ x }) =>
    indices(x.shape)
      .map((index) => x.at(...index))
      .reduce(c.mul),
  notation: ([x]) => ({ ...sigma([x as Written], {}), tex: `\\prod ${at(x as Written, LEVEL.product)}` }),
  pullback: { x: { formula: "g .* out ./ x", because: "Each factor's gradient is the product of all the others." } },
});

/** The sum of the cells of `x` divided by `m`, which is the number of examples and stands where the convention wants. */
export const average = defineFunction({
  name: "average",
  params: ["x", "m"],
  options: ["axis"],
  shape: ({ x, m }, options) => {
    if (m.length === 0) return reducedShape(x, options);
    throw new ShapeError(`average: m must be a single number, but it is ${describeShape(m)}`);
  },
  cell: ({ x, m }, index, options) => c.div(sumOver(x.shape, options, index, x.at), m.at()),
  notation: ([x, m], options) => {
    const whole = size((x as Written).shape) === 1 ? (x as Written) : sigma([x as Written], options);
    if ((m as Written).tex === "1") return whole;
    return { ...whole, tex: `\\frac{1}{${(m as Written).tex}}${at(whole, LEVEL.product)}`, level: LEVEL.product };
  },
  pullback: {
    x: {
      formula: "spread(g, x)",
      because: "Every term of an average receives the same share.",
      average: "1 / m",
    },
    m: { formula: "-(g .* out ./ m)", because: "Quotient rule for the denominator." },
  },
});

/** How many numbers stand in an array, or along one of its axes. */
export const count = defineFunction({
  name: "count",
  params: ["x"],
  options: ["axis"],
  shape: ({ x }, options) => {
    reducedShape(x, options);
    return [];
  },
  cell: ({ x }, _, options) => ({
    op: "number",
    value: options.axis === undefined ? size(x.shape) : (x.shape[options.axis as number] as number),
  }),
  notation: ([x]) => ({ tex: `n_{${(x as Written).tex}}`, level: LEVEL.atom }),
  pullback: {},
});

/** Sums a broadcast gradient back to the shape of what was broadcast; `shape` has axes of size 1 or none there. */
export const sumTo = defineFunction({
  name: "sumTo",
  params: ["x"],
  options: ["shape"],
  shape: ({ x }, options) => {
    const target = options.shape;
    if (Array.isArray(target) && target.length <= x.length && sameShape(broadcastShapes([x, target]), x)) return target;
    throw new ShapeError(`sumTo: ${describeShape(x)} cannot be summed to the shape [${target ?? ""}]`);
  },
  cell: ({ x }, index, options) => {
    const target = options.shape as Shape;
    const skipped = x.shape.length - target.length;
    const loop = (d: number, chosen: c.Index[]): c.Cell => {
      if (d === x.shape.length) return x.at(...chosen);
      const n = x.shape[d] as number;
      const kept = d >= skipped && target[d - skipped] === n;
      if (kept) return loop(d + 1, [...chosen, n === 1 ? 0 : (index[d - skipped] as c.Index)]);
      return c.sum(n, (k) => loop(d + 1, [...chosen, k]));
    };
    return loop(0, []);
  },
  notation: ([x], options) => {
    const { shape } = x as Written;
    const target = options.shape as Shape;
    const axes = shape.flatMap((n, d) => (n > 1 && (target[d - shape.length + target.length] ?? 1) === 1 ? [d] : []));
    return axes.length === 1 && shape.length === 2
      ? sum.notation([x as Written], { axis: axes[0] as number })
      : sigma([x as Written], {});
  },
  pullback: { x: { formula: "spread(g, x)", because: "Every term of a sum receives the same gradient." } },
});
