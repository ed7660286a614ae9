import { ShapeError } from "../errors.ts";
import { defineFunction, type Options, type Written } from "../function.ts";
import { describeShape, type Shape } from "../ndarray.ts";

/** How many axes a map has: rows and columns, or with `{axes: 1}` only one. */
function axesOf(fn: string, { axes = 2 }: Options): number {
  if (axes === 1 || axes === 2) return axes;
  throw new ShapeError(`${fn}: a map has 1 or 2 axes, not ${axes}`);
}

/** One number for each map, in the shape that is added to maps: what a bias is. Nobody writes this down. */
export const perMap = defineFunction({
  name: "perMap",
  params: ["b"],
  options: ["axes"],
  shape: ({ b }, options) => [...b, ...new Array(axesOf("perMap", options)).fill(1)],
  cell: ({ b }, index) => b.at(...index.slice(0, b.shape.length)),
  notation: ([b]) => b as Written,
  pullback: {
    b: { formula: "ofMap(g, {axes: axes})", because: "What is added to a whole map receives the sum over its cells." },
  },
});

/** The one number that is left of each map. */
export const ofMap = defineFunction({
  name: "ofMap",
  params: ["x"],
  options: ["axes"],
  shape: ({ x }, options) => singleCells(x, axesOf("ofMap", options)),
  cell: ({ x }, index, options) => x.at(...index, ...new Array(axesOf("ofMap", options)).fill(0)),
  notation: ([x]) => x as Written,
  pullback: {
    x: { formula: "perMap(g, {axes: axes})", because: "The gradient of a map's one number goes back to that map." },
  },
});

function singleCells(x: Shape, axes: number): Shape {
  const map = x.slice(-axes);
  if (map.length === axes && map.every((n) => n === 1)) return x.slice(0, -axes);
  throw new ShapeError(`ofMap: a map of one cell was expected, not ${describeShape(x)}`);
}
