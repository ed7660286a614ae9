import * as c from "../cell.ts";
import { call, defineMap } from "../function.ts";

/** Of an angle in radians. */
export const cos = defineMap({
  name: "cos",
  params: ["a"],
  map: c.cos,
  notation: call("\\cos"),
  pullback: { a: { formula: "-(g .* sin(a))", because: "The derivative of cos is −sin." } },
});

export const sin = defineMap({
  name: "sin",
  params: ["a"],
  map: c.sin,
  notation: call("\\sin"),
  pullback: { a: { formula: "g .* cos(a)", because: "The derivative of sin is cos." } },
});
