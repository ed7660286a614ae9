import fc from "fast-check";
import type { NestedNumbers } from "../solver/ndarray.ts";

/** What random formulas are about: numbers, lists, matrices that fit each other, and what broadcasts to them. */
export const OPERANDS: Readonly<Record<string, NestedNumbers>> = {
  s: 0.7,
  t: -1.3,
  v: [0.4, -0.8, 1.1],
  w: [-0.6, 0.9],
  A: [
    [0.5, -1.2, 0.3],
    [1.4, 0.8, -0.7],
  ],
  C: [
    [-0.9, 0.2, 1.3],
    [0.6, -0.4, 0.1],
  ],
  B: [
    [0.3, 1.1],
    [-0.5, 0.9],
    [1.2, -0.2],
  ],
  r: [[0.8, -0.3, 0.6]],
  k: [[-1.1], [0.7]],
  q: [[0.9]],
};

type Text = fc.Arbitrary<string>;

/** Formulas with others in the places of the marks: `fill(["# + #"], a, b)`. */
const fill = (templates: string[], ...parts: Text[]): Text =>
  fc
    .tuple(fc.constantFrom(...templates), ...parts)
    .map(([template, ...texts]) => texts.reduce((filled, text) => filled.replace("#", () => `(${text})`), template));

const IDLE = ["# * 1", "1 .* #", "# / 1", "-(-#)", "#^1", "2 * (0.5 * #)", "0.1 * (3 * #)", "-(3 * #)", "-# + 1"];
const MAPS = [
  "tanh#",
  "sigmoid#",
  "relu(0.0123 + #)",
  "linear#",
  "exp(tanh#)",
  "log(2 + tanh#)",
  "#^2",
  "(1.5 + tanh#)^0.5",
];
const SCALED = ["s * #", "# * t", "# / (1 + s^2)", "2 / (3 + tanh#)"];
const PAIRS = ["# + #", "# - #", "# .* #", "# ./ (1 + #^2)", "(1.5 + tanh#) .^ tanh#"];
const sameShape = (x: Text): Text[] => [fill([...IDLE, ...MAPS, ...SCALED], x), fill(PAIRS, x, x)];

const LOSSES = [
  "squaredError(#, C)",
  "squaredError(v, #)",
  "bce(sigmoid#, sigmoid(C))",
  "sum(bce(sigmoid#, 1, {axis: 0}))",
  "cce(softmax#, sigmoid(C))",
  "sum(cce(softmax(#, {axis: 1}), softmax(C, {axis: 1}), {axis: 1}))",
];
const REDUCED = ["sum#", "mean#", "sum(r * #')", "mean(k' * #)", "sum(spread(s, #) .* #)"];
const BROADCAST = ["r .* #", "# + k", "v - #", "sum(#, {axis: 0}) .* C", "mean(#, {axis: 1}) + A", "# + q", "(#')'"];

const { scalar, matrix } = fc.letrec<Record<"scalar" | "list" | "matrix" | "tall", string>>((tie) => {
  const depth = { maxDepth: 3, depthIdentifier: "formula" };
  const [number, list, wide, tall] = [tie("scalar"), tie("list"), tie("matrix"), tie("tall")];
  return {
    scalar: fc.oneof(
      depth,
      fc.constantFrom("s", "t", "0.5", "3"),
      ...sameShape(number),
      fill([...LOSSES, ...REDUCED], wide, wide),
      fill(["# * #", "sum(outer(#, w) * (A * #))"], list, list),
    ),
    list: fc.oneof(depth, fc.constant("v"), ...sameShape(list), fill(["#' * w", "w * #"], wide), fill(["# * w"], tall)),
    matrix: fc.oneof(
      depth,
      fc.constantFrom("A", "C"),
      ...sameShape(wide),
      fill([...BROADCAST, "softmax#", "softmax(#, {axis: 0})", "spread(1, #) .* C"], wide),
      fill(["# * (# * #)"], wide, tall, wide),
      fill(["outer(w, #)"], list),
      fill(["#'"], tall),
    ),
    tall: fc.oneof(depth, fc.constant("B"), ...sameShape(tall), fill(["#'"], wide)),
  };
});

/** Random formulas whose value is one number, and ones whose value is 2×3. */
export const scalarFormula = scalar;
export const matrixFormula = matrix;

/** Random formulas of numbers alone. */
export const numberFormula = fc.letrec<{ number: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 4, depthIdentifier: "number" },
    fc.constantFrom("s", "t", "2", "0.5", "1e-3", "(-3)"),
    ...sameShape(tie("number")),
  ),
})).number;
