import * as c from "../cell.ts";
import { ShapeError } from "../errors.ts";
import { aligned, defineFunction, defineMap, type FunctionDefinition, type Written } from "../function.ts";
import { at, LEVEL } from "../levels.ts";
import { broadcastShapes, describeShape } from "../ndarray.ts";
import { defineLoss } from "./losses.ts";
import { reducedShape, sumOver } from "./reductions.ts";

const distance = (a: Written, y: Written): string => `\\left|${at(a, LEVEL.sum)}-${at(y, LEVEL.product)}\\right|`;

/** |a − y|, summed over the outputs. */
export const absoluteError = defineLoss({
  name: "absoluteError",
  term: (a, y) => c.abs(c.sub(a, y)),
  tex: distance,
  negative: false,
  pullback: {
    a: {
      formula: "g .* sign(a - y)",
      because: "Only the side on which the prediction lies counts, not how far off it is.",
    },
    y: { formula: "g .* sign(y - a)", because: "The other way round for the target." },
  },
});

/** max(0, 1 − ya), for targets −1 and 1. */
export const hinge = defineLoss({
  name: "hinge",
  term: (a, y) => c.max(0, c.sub(1, c.mul(y, a))),
  tex: (a, y) => `\\max\\left(0,\\,1-${at(y, LEVEL.product)}\\,${at(a, LEVEL.product)}\\right)`,
  negative: false,
  pullback: {
    a: { formula: "-(g .* y .* step(1 - y .* a))", because: "A prediction beyond the margin receives no gradient." },
    y: { formula: "-(g .* a .* step(1 - y .* a))", because: "A prediction beyond the margin receives no gradient." },
  },
});

/** Half the squared error up to an error of delta, and a line from there on. */
function defineHuber(name: string, offset: (delta: c.Cell) => c.Cell, tex: string, slope: string): FunctionDefinition {
  const clipped = "Up to $\\delta$ the error itself, beyond it only its sign, $\\delta$ times.";
  return defineFunction({
    name,
    params: ["a", "y", "delta"],
    options: ["axis"],
    shape: ({ a, y, delta }, options) => {
      if (delta.length === 0) return reducedShape(broadcastShapes([a, y]), options);
      throw new ShapeError(`${name}: delta must be a single number, but it is ${describeShape(delta)}`);
    },
    cell: ({ a, y, delta }, index, options) =>
      sumOver(broadcastShapes([a.shape, y.shape]), options, index, (...i) => {
        const error = c.sub(a.at(...aligned(a.shape, i)), y.at(...aligned(y.shape, i)));
        return c.where(
          c.less(delta.at(), c.abs(error)),
          () => c.sub(c.mul(delta.at(), c.abs(error)), offset(delta.at())),
          () => c.div(c.pow(error, 2), 2),
        );
      }),
    notation: ([a, y, delta]) => ({
      tex: `${tex}_{${(delta as Written).tex}}\\left(${at(a as Written, LEVEL.sum)}-${at(y as Written, LEVEL.product)}\\right)`,
      level: LEVEL.atom,
    }),
    pullback: {
      a: { formula: "g .* sign(a - y) .* minimum(abs(a - y), delta)", because: clipped },
      y: { formula: "g .* sign(y - a) .* minimum(abs(a - y), delta)", because: clipped },
      delta: { formula: slope, because: "Only errors beyond $\\delta$ change with it." },
    },
  });
}

/** Huber 1964: ½e² inside, δ|e| − ½δ² outside, so that the pieces meet. */
export const huber = defineHuber(
  "huber",
  (delta) => c.div(c.pow(delta, 2), 2),
  "H",
  "g .* maximum(abs(a - y) - delta, 0)",
);

/** As some lecture notes print it, with δ² for ½δ²: the pieces do not meet. */
export const huberNotes = defineHuber(
  "huberNotes",
  (delta) => c.pow(delta, 2),
  "\\tilde{H}",
  "g .* step(abs(a - y) - delta) .* (abs(a - y) - 2 * delta)",
);

/** The Huber loss of a single error, when the errors stand there already. */
const defineHuberOf = (
  name: string,
  tex: string,
  offset: (delta: c.Cell) => c.Cell,
  slope: string,
): FunctionDefinition =>
  defineMap({
    name,
    params: ["e", "delta"],
    map: (e, delta) =>
      c.where(
        c.less(delta, c.abs(e)),
        () => c.sub(c.mul(delta, c.abs(e)), offset(delta)),
        () => c.div(c.pow(e, 2), 2),
      ),
    notation: ([e, delta]) => ({
      tex: `${tex}_{${(delta as Written).tex}}\\left(${(e as Written).tex}\\right)`,
      level: LEVEL.atom,
    }),
    pullback: {
      e: {
        formula: "g .* sign(e) .* minimum(abs(e), delta)",
        because: "Up to $\\delta$ the error itself, beyond it only its sign, $\\delta$ times.",
      },
      delta: { formula: slope, because: "Only errors beyond $\\delta$ change with it." },
    },
  });

export const huberOf = defineHuberOf(
  "huberOf",
  "H",
  (delta) => c.div(c.pow(delta, 2), 2),
  "g .* maximum(abs(e) - delta, 0)",
);

export const huberOfNotes = defineHuberOf(
  "huberOfNotes",
  "\\tilde{H}",
  (delta) => c.pow(delta, 2),
  "g .* step(abs(e) - delta) .* (abs(e) - 2 * delta)",
);
