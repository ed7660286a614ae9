import * as c from "../cell.ts";
import { defineMap, type FunctionDefinition, type Written } from "../function.ts";
import { at, LEVEL, type Piece } from "../levels.ts";

const written = (base: string, a: Written): Piece => ({
  tex: `\\log_{${base}} ${at(a, LEVEL.power)}`,
  level: LEVEL.product,
  open: true,
});

/** How many times `base` is multiplied to give `a`. */
export const logBase = defineMap({
  name: "logBase",
  params: ["a", "base"],
  map: (a, base) => c.div(c.log(a), c.log(base)),
  notation: ([a, base]) => written((base as Written).tex, a as Written),
  pullback: {
    a: { formula: "g ./ (a .* log(base))", because: "A logarithm to another base is ln over the base's ln." },
    base: { formula: "-(g .* out ./ (base .* log(base)))", because: "Quotient rule for ln of the base." },
  },
});

const defineLog = (base: number): FunctionDefinition =>
  defineMap({
    name: `log${base}`,
    params: ["a"],
    map: (a) => c.div(c.log(a), c.log(base)),
    notation: ([a]) => written(String(base), a as Written),
    pullback: {
      a: { formula: `g ./ (a * log(${base}))`, because: "A logarithm to another base is ln over the base's ln." },
    },
  });

export const log2 = defineLog(2);
export const log10 = defineLog(10);
