import * as c from "../cell.ts";
import { call, defineMap, type Notation, type Written } from "../function.ts";
import { bracket, LEVEL } from "../levels.ts";

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

/** Two numbers whose difference is this small beside them are equal: 0.8 − 0.1 is 0.7, whatever float64 makes of it. */
const TIE = 1e-12;
const isLess = (a: c.Cell, b: c.Cell): c.Test => c.less(c.mul(TIE, c.max(c.abs(a), c.abs(b))), c.sub(b, a));

const relation =
  (sign: string): Notation =>
  ([a, b]) => ({
    tex: `\\mathbb{1}${bracket(`${(a as Written).tex}${sign}${(b as Written).tex}`)}`,
    level: LEVEL.atom,
  });

/** 1 where a < b, else 0. */
export const lessThan = defineMap({
  name: "lessThan",
  params: ["a", "b"],
  map: (a, b) =>
    c.where(
      isLess(a, b),
      () => 1,
      () => 0,
    ),
  notation: relation("<"),
  pullback: {},
});

/** 1 where a ≥ b, else 0. */
export const atLeast = defineMap({
  name: "atLeast",
  params: ["a", "b"],
  map: (a, b) =>
    c.where(
      isLess(a, b),
      () => 0,
      () => 1,
    ),
  notation: relation("\\ge "),
  pullback: {},
});

/** 1 where a = b, else 0. */
export const equals = defineMap({
  name: "equals",
  params: ["a", "b"],
  map: (a, b) =>
    c.where(
      isLess(a, b),
      () => 0,
      () =>
        c.where(
          isLess(b, a),
          () => 0,
          () => 1,
        ),
    ),
  notation: relation("="),
  pullback: {},
});

/** One of two numbers: `yes` unless the condition is 0. */
export const choose = defineMap({
  name: "choose",
  params: ["condition", "yes", "no"],
  map: (condition, yes, no) =>
    c.where(
      c.equal(condition, 0),
      () => no,
      () => yes,
    ),
  notation: ([condition, yes, no]) => ({
    tex: `${(yes as Written).tex}\\text{ if }${(condition as Written).tex}\\text{, else }${(no as Written).tex}`,
    level: LEVEL.sum,
  }),
  pullback: {
    yes: { formula: "g .* choose(condition, 1, 0)", because: "Only what was chosen receives the gradient." },
    no: { formula: "g .* choose(condition, 0, 1)", because: "Only what was chosen receives the gradient." },
  },
});

/** 1 where two sizes go together in NumPy's broadcasting, since they are equal or one of them is 1; else 0. */
export const compatible = defineMap({
  name: "compatible",
  params: ["a", "b"],
  map: (a, b) =>
    c.where(
      c.equal(a, b),
      () => 1,
      () =>
        c.where(
          c.equal(a, 1),
          () => 1,
          () =>
            c.where(
              c.equal(b, 1),
              () => 1,
              () => 0,
            ),
        ),
    ),
  notation: call("\\mathrm{compatible}"),
  pullback: {},
});
