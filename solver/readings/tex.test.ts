import { expect, test } from "vitest";
import { bind, evaluateExpr } from "../expression.ts";
import { parseFormula } from "../formula.ts";
import { fromNested, type NestedNumbers } from "../ndarray.ts";
import { defaultFormat, numberTex, numberText } from "../numbers.ts";
import { texArithmetic } from "./tex.ts";

/** The handwritten arithmetic of the first cell of a formula. */
function firstCell(formula: string, given: Record<string, NestedNumbers>): string {
  const tex = texArithmetic((x) => numberTex(numberText(x, defaultFormat)));
  const values = Object.fromEntries(
    Object.entries(given).map(([id, value]) => {
      const { shape, cells } = fromNested(value);
      return [id, { shape, cells: cells.map(tex.number) }];
    }),
  );
  const bound = bind(parseFormula(formula), (id) => values[id]?.shape);
  return evaluateExpr(bound, (id) => values[id], tex).cells[0]?.tex as string;
}

const x = [[2, 3, 5, 6]];
const W = [[1], [2], [3], [2]];

test.each<[string, Record<string, NestedNumbers>, string]>([
  // products of matrices
  ["x * W", { x, W }, String.raw`2\cdot1+3\cdot2+5\cdot3+6\cdot2`],
  ["x * W", { x: [[-1, 2]], W: [[3], [-4]] }, String.raw`-1\cdot3+2\cdot\left(-4\right)`],
  ["x * W", { x: [[1, -2]], W: [[3], [-4]] }, String.raw`1\cdot3-2\cdot\left(-4\right)`],
  ["W' * x'", { x, W }, String.raw`1\cdot2+2\cdot3+3\cdot5+2\cdot6`],
  // signs
  ["a + b", { a: 1, b: -2 }, "1-2"],
  ["a - b", { a: 1, b: -2 }, String.raw`1-\left(-2\right)`],
  ["a - (b + c)", { a: 1, b: 2, c: 3 }, String.raw`1-\left(2+3\right)`],
  ["a - (b - c)", { a: 1, b: 2, c: 3 }, String.raw`1-\left(2-3\right)`],
  ["-(a + b)", { a: 1, b: 2 }, String.raw`-\left(1+2\right)`],
  ["-a", { a: -2 }, String.raw`-\left(-2\right)`],
  ["a .* b", { a: -2, b: -3 }, String.raw`-2\cdot\left(-3\right)`],
  ["a .* (b + c)", { a: 2, b: 3, c: -4 }, String.raw`2\cdot\left(3-4\right)`],
  // powers of ten and of other things
  ["a .* b", { a: 0.5, b: 4.91e-6 }, String.raw`0.5000\cdot4.91\cdot10^{-6}`],
  ["a ^ 2", { a: -3 }, String.raw`\left(-3\right)^{2}`],
  ["a ^ 2", { a: 4.91e-6 }, String.raw`\left(4.91\cdot10^{-6}\right)^{2}`],
  ["log(a)", { a: 4.91e-6 }, String.raw`\ln \left(4.91\cdot10^{-6}\right)`],
  // functions
  ["sigmoid(z)", { z: 1.1835 }, String.raw`\frac{1}{1+e^{-1.1835}}`],
  ["sigmoid(z)", { z: -2 }, String.raw`\frac{1}{1+e^{2}}`],
  ["sigmoid(-z)", { z: -2 }, String.raw`\frac{1}{1+e^{-2}}`],
  ["softmax(z)", { z: [1, 2, -3] }, String.raw`\frac{e^{1}}{e^{1}+e^{2}+e^{-3}}`],
  ["relu(z)", { z: -2 }, String.raw`\max\left(0,\,-2\right)`],
  ["sum(a)", { a: [1, -2, 3] }, "1-2+3"],
  ["mean(a)", { a: [1, -2, 3] }, String.raw`\frac{1-2+3}{3}`],
  ["squaredError(a, y)", { a: 0.25, y: 1 }, String.raw`\left(0.2500-1\right)^{2}`],
  ["sum(a / b)", { a: [-1, -2], b: 4 }, String.raw`-\frac{1}{4}-\frac{2}{4}`],
  ["a - b / c", { a: 1, b: -2, c: 4 }, String.raw`1-\left(-\frac{2}{4}\right)`],
  ["largestPer(a)", { a: [1, -2, 3] }, String.raw`\max\left(1,\,-2,\,3\right)`],
  ["smallestPer(a)", { a: [1, -2, 3] }, String.raw`\min\left(1,\,-2,\,3\right)`],
  // what is multiplied by 0 is not there
  ["bce(a, y)", { a: 0.7656, y: 1 }, String.raw`-\ln 0.7656`],
  ["bce(a, y)", { a: 0.7656, y: 0 }, String.raw`-\ln \left(1-0.7656\right)`],
  ["bce(a, y)", { a: 1, y: 1 }, String.raw`-\ln 1`],
  ["cce(a, y)", { a: [0.2, 0.7, 0.1], y: [0, 1, 0] }, String.raw`-\ln 0.7000`],
  ["cce(a, y)", { a: [0, 1], y: [0, 1] }, String.raw`-\ln 1`],
])("%s of %o", (formula, given, expected) => {
  expect(firstCell(formula, given)).toBe(expected);
});
