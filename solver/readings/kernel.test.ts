import { describe, expect, test } from "vitest";
import * as c from "../cell.ts";
import { defineFunction, type FunctionDefinition, type Options } from "../function.ts";
import { functions } from "../functions/index.ts";
import { LEVEL } from "../levels.ts";
import type { Shape } from "../ndarray.ts";
import { printKernel } from "./kernel.ts";

const printed = (fn: string, shapes: Shape[], options: Options = {}): string =>
  printKernel(functions.get(fn) as FunctionDefinition, shapes, options).source;

/** Every cell of a printed kernel, computed as JavaScript. */
function run(definition: FunctionDefinition, shapes: Shape[], inputs: number[][], options: Options = {}): number[] {
  const { source, cells } = printKernel(definition, shapes, options);
  const kernel = new Function(`return ${source}`)();
  return Array.from({ length: cells }, (_, x) => kernel.apply({ thread: { x } }, inputs));
}

test("a matrix product", () => {
  expect(
    printed("matmul", [
      [3, 4],
      [4, 2],
    ]),
  ).toMatchInlineSnapshot(`
    "function (a, b) {
      const i0 = Math.floor((this.thread.x + 0.5) / 2.0);
      const i1 = this.thread.x - i0 * 2;
      let sum0 = 0.0;
      for (let k0 = 0; k0 < 4; k0++) {
        sum0 = sum0 + a[i0 * 4 + k0] * b[k0 * 2 + i1];
      }
      return sum0;
    }"
  `);
});

test("a softmax takes its largest logit out once, before the sum", () => {
  expect(printed("softmax", [[3, 4]], { axis: 1 })).toMatchInlineSnapshot(`
    "function (z) {
      const i0 = Math.floor((this.thread.x + 0.5) / 4.0);
      const i1 = this.thread.x - i0 * 4;
      let most0 = -3.4028234e38;
      for (let k0 = 0; k0 < 4; k0++) {
        most0 = Math.max(most0, z[i0 * 4 + k0]);
      }
      let sum0 = 0.0;
      for (let k1 = 0; k1 < 4; k1++) {
        sum0 = sum0 + Math.exp(z[i0 * 4 + k1] - most0);
      }
      return Math.exp(z[i0 * 4 + i1] - most0) / sum0;
    }"
  `);
});

test("a branch holds whatever may not be computed outside it", () => {
  expect(printed("cce", [[3], [3]])).toMatchInlineSnapshot(`
    "function (a, y) {
      let sum0 = 0.0;
      for (let k0 = 0; k0 < 3; k0++) {
        let value0 = 0.0;
        if (y[k0] === 0.0) {
          value0 = 0.0;
        } else {
          let value1 = 0.0;
          if (y[k0] === 1.0) {
            value1 = Math.log(a[k0]);
          } else {
            value1 = y[k0] * Math.log(a[k0]);
          }
          value0 = value1;
        }
        sum0 = sum0 + -value0;
      }
      return sum0;
    }"
  `);
});

test("axes of size 1, single numbers and numbers as operands need no index", () => {
  expect(printed("plus", [[1, 1], []])).toMatchInlineSnapshot(`
    "function (a, b) {
      return a[0] + b[0];
    }"
  `);
  expect(printed("plus", [[2, 1, 3], [1]])).toMatchInlineSnapshot(`
    "function (a, b) {
      const i0 = Math.floor((this.thread.x + 0.5) / 3.0);
      const i1 = this.thread.x - i0 * 3;
      return a[i0 * 3 + i1] + b[0];
    }"
  `);
});

/** A function of one operand, for the sake of its cell. */
const cellOf = (cell: (x: c.Operand, i: c.Index) => c.Cell): FunctionDefinition =>
  defineFunction({
    name: "test",
    params: ["sum0"],
    shape: ({ sum0 }) => sum0,
    cell: ({ sum0 }, [i]) => cell(sum0, i as c.Index),
    notation: () => ({ tex: "", level: LEVEL.atom }),
    pullback: {},
  });

describe("a cell", () => {
  test.each<[string, (x: c.Operand, i: c.Index) => c.Cell, number[], number[]]>([
    ["nothing at all", () => c.none, [1, 2], [0, 0]],
    ["numbers of every size", (x, i) => c.add(c.mul(x.at(i), -1e21), c.add(1e-7, -2)), [0, 1], [1e-7 - 2, -1e21]],
    ["minus a minus", (x, i) => c.neg(c.sub(-1, c.neg(x.at(i)))), [-3, 4], [4, -3]],
    ["differences in brackets", (x, i) => c.sub(1, c.sub(2, x.at(i))), [3, 5], [2, 4]],
    ["a square of a difference", (x, i) => c.pow(c.sub(x.at(i), 3), 2), [1, -1], [4, 16]],
    ["a cube", (x, i) => c.pow(x.at(i), 3), [-2, 3], [-8, 27]],
    ["tanh far out", (x, i) => c.tanh(x.at(i)), [-1000, 1000, 0], [-1, 1, 0]],
    ["a sum in a sum", (x) => c.sum(2, (k) => c.sum(2, (l) => c.mul(x.at(k), x.at(l)))), [2, 3], [25, 25]],
    ["a sum of one term", (x, i) => c.sum(1, (k) => c.mul(x.at(k), x.at(i))), [2, 3], [4, 6]],
    [
      "a sum in a branch",
      (x, i) =>
        c.where(
          c.less(0, x.at(i)),
          () => c.sum(2, x.at),
          () => 7,
        ),
      [-1, 3],
      [7, 2],
    ],
    [
      "a branch in a branch",
      (x, i) =>
        c.where(
          c.equal(x.at(i), 0),
          () => 1,
          () =>
            c.where(
              c.less(x.at(i), 0),
              () => 2,
              () => 3,
            ),
        ),
      [0, -1, 1],
      [1, 2, 3],
    ],
    ["the largest of negative numbers", (x) => c.most(2, x.at), [-5, -3], [-3, -3]],
  ])("may be %s", (_, cell, given, expected) => {
    expect(run(cellOf(cell), [[given.length]], [given])).toEqual(expected);
  });

  test("is computed before the loops that do not change it", () => {
    const total = (x: c.Operand) => c.log(c.sum(3, x.at));
    const { source } = printKernel(
      cellOf((x) => c.sum(3, (k) => c.div(x.at(k), total(x)))),
      [[3]],
    );
    expect(source.match(/Math\.log/g)).toHaveLength(1);
    expect(source.indexOf("Math.log")).toBeLessThan(source.lastIndexOf("for"));
  });
});
