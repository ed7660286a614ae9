import * as c from "../cell.ts";
import { defineFunction, type Written } from "../function.ts";
import { bracket, LEVEL } from "../levels.ts";
import { mostOver, reducedShape } from "./reductions.ts";

/** The largest cell of `x`, along `axis` or of everything. */
export const largest = defineFunction({
  name: "largest",
  params: ["x"],
  options: ["axis"],
  shape: ({ x }, options) => reducedShape(x, options),
  cell: ({ x }, index, options) => mostOver(x.shape, options, index, x.at),
  notation: ([x]) => ({ tex: `\\max${bracket((x as Written).tex)}`, level: LEVEL.atom }),
  pullback: {
    x: {
      formula: "spread(g, x) .* isLargest(x, {axis: axis}) ./ sum(isLargest(x, {axis: axis}), {axis: axis})",
      because: "Only the largest receives the gradient; equal ones share it.",
    },
  },
});

/** 1 where a cell is the largest, along `axis` or of everything, else 0. */
export const isLargest = defineFunction({
  name: "isLargest",
  params: ["x"],
  options: ["axis"],
  shape: ({ x }, options) => {
    reducedShape(x, options);
    return x;
  },
  cell: ({ x }, index, options) =>
    c.where(
      c.less(x.at(...index), mostOver(x.shape, options, index, x.at)),
      () => 0,
      () => 1,
    ),
  notation: ([x]) => ({ tex: `\\mathbb{1}${bracket(`${(x as Written).tex}=\\max`)}`, level: LEVEL.atom }),
  pullback: {},
});
