import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import {
  call,
  defineFunction,
  type FunctionDefinition,
  type Notation,
  type Options,
  type Written,
} from "../function.ts";
import { at, LEVEL } from "../levels.ts";
import { describeShape, type Shape } from "../ndarray.ts";

/**
 * Statistics of features or channels: one number for each place along `axis`, over all the other axes (without an
 * axis, over everything). They are lists, however the examples lie; `along` lays them beside the data again.
 */
function featureAxis(fn: string, shape: Shape, { axis }: Options): number | undefined {
  if (axis === undefined) return undefined;
  const d = Number(axis);
  if (Number.isInteger(d) && d >= 0 && d < shape.length) return d;
  throw new ShapeError(`${fn}: there is no axis ${d} in ${describeShape(shape)}; axes are counted from 0`);
}

const listShape = (shape: Shape, axis: number | undefined): Shape =>
  axis === undefined ? [] : [shape[axis] as number];

function definePer(
  name: string,
  notation: Notation,
  over: (extent: number, body: (k: c.Index) => c.Cell) => c.Cell,
  pullback: { formula: string; because: string },
): FunctionDefinition {
  return defineFunction({
    name,
    params: ["x"],
    options: ["axis"],
    shape: ({ x }, options) => listShape(x, featureAxis(name, x, options)),
    cell: ({ x }, [place], options) => {
      const axis = featureAxis(name, x.shape, options);
      const visit = (d: number, chosen: c.Index[]): c.Cell => {
        if (d === x.shape.length) return x.at(...chosen);
        if (d === axis) return visit(d + 1, [...chosen, place as c.Index]);
        return over(x.shape[d] as number, (k) => visit(d + 1, [...chosen, k]));
      };
      return visit(0, []);
    },
    notation,
    pullback: { x: pullback },
  });
}

const sigma: Notation = ([x]) => ({
  tex: `\\sum ${at(x as Written, LEVEL.product)}`,
  level: LEVEL.product,
  open: true,
});

export const sumPer = definePer("sumPer", sigma, c.sum, {
  formula: "along(g, x, {axis: axis})",
  because: "Every term of a sum receives the same gradient.",
});

/** Equal ones share the gradient of a largest or a smallest. */
const WINNERS = "stepAtLeast(SIGN * (x - along(out, x, {axis: axis})))";
const toWinners = (sign: "1" | "-1") => {
  const winners = WINNERS.replace("SIGN", sign);
  return {
    formula: `along(g, x, {axis: axis}) .* ${winners} ./ along(sumPer(${winners}, {axis: axis}), x, {axis: axis})`,
    because: "Only the one that was taken receives the gradient.",
  };
};
export const largestPer = definePer("largestPer", call("\\max"), c.most, toWinners("1"));
export const smallestPer = definePer(
  "smallestPer",
  call("\\min"),
  (extent, body) => c.neg(c.most(extent, (k) => c.neg(body(k)))),
  toWinners("-1"),
);

/** A list with one number for each place along an axis of `like`, in the shape of `like`; without an axis, a number. */
export const along = defineFunction({
  name: "along",
  params: ["v", "like"],
  options: ["axis"],
  shape: ({ v, like }, options) => {
    const fitting = listShape(like, featureAxis("along", like, options));
    if (v.length === fitting.length && v.every((n, d) => n === fitting[d])) return like;
    throw new ShapeError(
      `along: of ${describeShape(v)} there is not one number for each place along ${options.axis === undefined ? "no axis" : `axis ${options.axis}`} of ${describeShape(like)}`,
    );
  },
  cell: ({ v, like }, index, options) => {
    const axis = featureAxis("along", like.shape, options);
    return axis === undefined ? v.at() : v.at(index[axis] as c.Index);
  },
  notation: ([v]) => v as Written,
  pullback: {
    v: { formula: "sumPer(g, {axis: axis})", because: "It stands in every example, so its gradients add up." },
  },
});
