import { describe, expect, test } from "vitest";
import { ShapeError } from "../errors.ts";
import { bind, evaluateExpr } from "../expression.ts";
import { parseFormula } from "../formula.ts";
import { fromNested, type NdArray, type NestedNumbers, type Shape, size, toNested } from "../ndarray.ts";
import { float } from "../readings/float.ts";
import { texArithmetic } from "../readings/tex.ts";
import { Tape } from "../tape.ts";
import { finiteDifferenceError } from "../verify.ts";

const x = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];
const w = [
  [0.5, -1],
  [2, 3],
];

/** The arithmetic of the first cell, as written by hand. */
function firstCell(formula: string, given: Record<string, NestedNumbers>): string | undefined {
  const tex = texArithmetic(String);
  const values = new Map(
    Object.entries(given).map(([id, value]) => {
      const { shape, cells } = fromNested(value);
      return [id, { shape, cells: cells.map(tex.number) }];
    }),
  );
  const bound = bind(parseFormula(formula), (id) => values.get(id)?.shape);
  return evaluateExpr(bound, (id) => values.get(id), tex).cells[0]?.tex;
}

describe("one cell by hand", () => {
  test.each<[string, string]>([
    ["crossCorrelation(x, w)", String.raw`1\cdot0.5+2\cdot\left(-1\right)+4\cdot2+5\cdot3`],
    ["convolution(x, w)", String.raw`1\cdot3+2\cdot2+4\cdot\left(-1\right)+5\cdot0.5`],
    // What lies on the padding is not written.
    ["crossCorrelation(x, w, {padding: 1})", String.raw`1\cdot3`],
    ["crossCorrelation(x, w, {padding: [1, 0]})", String.raw`1\cdot2+2\cdot3`],
    ["crossCorrelation(x, w, {dilation: 2})", String.raw`1\cdot0.5+3\cdot\left(-1\right)+7\cdot2+9\cdot3`],
    ["crossCorrelationKernel(w, x, w)", String.raw`1\cdot0.5+2\cdot\left(-1\right)+4\cdot2+5\cdot3`],
    ["maxPool(x, {size: 2})", String.raw`\max\left(1,\,2,\,4,\,5\right)`],
    ["maxPool(x, {size: 2, padding: 1})", "1"],
    ["avgPool(x, {size: 2})", String.raw`\frac{1+2+4+5}{4}`],
    ["avgPool(x, {size: 2, padding: 1})", String.raw`\frac{1}{4}`],
  ])("%s", (formula, expected) => {
    expect(firstCell(formula, { x, w })).toBe(expected);
  });
});

describe("what does not fit", () => {
  const shapeOf = (formula: string) => () => firstCell(formula, { x, w, image: [x, x], kernels: [[w], [w]] });
  test.each<[string, string]>([
    ["crossCorrelation(w, x)", "a 3×3 kernel does not fit an input of 2×2"],
    ["crossCorrelation(w, x, {padding: [1, 0]})", "a 3×3 kernel does not fit an input of 2×2, even with padding 1,0"],
    ["crossCorrelation(x, w, {dilation: 3})", "a 2×2 kernel with dilation 3 does not fit an input of 3×3"],
    ["crossCorrelation(image, kernels)", "the channels of an input of 2×3×3 are not those of a kernel of 2×1×2×2"],
    ["crossCorrelation(image, w)", "an input of 2×3×3 and a kernel of 2×2 do not go together"],
    ["crossCorrelation(x, w, {stride: 0})", "stride must be a whole number from 1 on"],
    ["maxPool(x, {size: 4})", "a 4×4 window does not fit an input of 3×3"],
    ["maxPool(x)", "needs a size"],
    ["maxPool(x, {size: 2, padding: 2})", "could lie beside an input of 3×3"],
    ["reshape(x, {shape: [2, 4]})", "3×3 has 9 numbers, and 2×4 has 8"],
    ["concat(x, w)", "3×3 and 2×2 must be alike except along axis 0"],
  ])("%s", (formula, message) => {
    expect(shapeOf(formula)).toThrow(ShapeError);
    expect(shapeOf(formula)).toThrow(message);
  });
});

test("the first of several equal maxima wins", () => {
  const flat = fromNested([
    [2, 2],
    [2, 1],
  ]);
  const formula = bind(parseFormula("winner(x, {size: 2})"), () => flat.shape);
  expect(evaluateExpr(formula, () => flat, float).cells).toEqual([0]);
});

test("a small network of convolution, pooling and a flat layer has the gradients that differences give", () => {
  const numbers = (...shape: Shape): NestedNumbers =>
    toNested({ shape, cells: Array.from({ length: size(shape) }, (_, k) => Math.sin(3 * k + 1)) }) as NestedNumbers;
  const tape = new Tape();
  tape.given("x", numbers(2, 6, 6));
  tape.given("K", numbers(4, 1, 3, 3));
  tape.given("b", numbers(4, 1, 1));
  tape.given("W", numbers(3, 16));
  tape.given("y", 2);
  tape.let("Z1", "crossCorrelation(x, K, {padding: 1, stride: 1, groups: 2}) + b");
  tape.let("A1", "gelu(Z1)");
  tape.let("P", "maxPool(A1, {size: 3, stride: 2, padding: [0, 1, 0, 1]})");
  tape.let("Q", "avgPool(P, {size: 2, stride: 1})");
  tape.let("z", "W * flatten(Q)");
  tape.let("yhat", "softmax(z)");
  tape.let("L", "sparseCce(yhat, y)");
  tape.backward("L", ["K", "b", "W", "x"]);
  expect(tape.step("dK").value.shape).toEqual([4, 1, 3, 3]);
  expect(finiteDifferenceError(tape.trace())).toBeLessThan(1e-8);
});

test("an image of 28 by 28 takes far less than a second", () => {
  const array = (...shape: Shape): NdArray<number> => ({ shape, cells: new Array(size(shape)).fill(0.5) });
  const values = new Map([
    ["x", array(1, 28, 28)],
    ["K", array(8, 1, 3, 3)],
  ]);
  const formula = bind(parseFormula("crossCorrelation(x, K)"), (id) => values.get(id)?.shape);
  const before = performance.now();
  evaluateExpr(formula, (id) => values.get(id), float);
  expect(performance.now() - before).toBeLessThan(1000);
});
