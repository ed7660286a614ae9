import * as c from "../cell.ts";
import { call, defineMap, type Written } from "../function.ts";
import { LEVEL } from "../levels.ts";

/** The larger of two numbers; where they are equal, the first. */
export const maximum = defineMap({
  name: "maximum",
  params: ["a", "b"],
  map: c.max,
  notation: call("\\max"),
  pullback: {
    a: { formula: "g .* stepAtLeast(a - b)", because: "Only the larger of the two receives the gradient." },
    b: { formula: "g .* step(b - a)", because: "Only the larger of the two receives the gradient." },
  },
});

/** The smaller of two numbers; where they are equal, the first. */
export const minimum = defineMap({
  name: "minimum",
  params: ["a", "b"],
  map: c.min,
  notation: call("\\min"),
  pullback: {
    a: { formula: "g .* stepAtLeast(b - a)", because: "Only the smaller of the two receives the gradient." },
    b: { formula: "g .* step(a - b)", because: "Only the smaller of the two receives the gradient." },
  },
});

export const abs = defineMap({
  name: "abs",
  params: ["a"],
  map: c.abs,
  notation: ([a]) => ({ tex: `\\left|${(a as Written).tex}\\right|`, level: LEVEL.atom }),
  pullback: { a: { formula: "g .* sign(a)", because: "The slope of the absolute value is the sign." } },
});

/** −1, 0 or 1: the slope of the absolute value, which at 0 is taken to be 0. */
export const sign = defineMap({
  name: "sign",
  params: ["a"],
  map: c.sign,
  notation: call("\\operatorname{sgn}"),
  pullback: {},
});
