import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bind, evaluateExpr } from "../expression.ts";
import { parseFormula } from "../formula.ts";
import type { NdArray } from "../ndarray.ts";
import { float } from "./float.ts";
import { type Interval, interval } from "./interval.ts";

/** Bounds of a formula over scalars or lists that are known to so much. */
function bounds(formula: string, operands: Record<string, [number, number] | [number, number][]>): Interval[] {
  const arrays = new Map(
    Object.entries(operands).map(([id, value]): [string, NdArray<Interval>] => {
      const isList = Array.isArray(value[0]);
      const pairs = (isList ? value : [value]) as [number, number][];
      return [id, { shape: isList ? [pairs.length] : [], cells: pairs.map(([lo, hi]) => ({ lo, hi })) }];
    }),
  );
  const expr = bind(parseFormula(formula), (id) => arrays.get(id)?.shape);
  return [...evaluateExpr(expr, (id) => arrays.get(id), interval).cells];
}

describe("bounds", () => {
  it.each([
    ["a + b", { a: [1, 2], b: [3, 5] }, [4, 7]],
    ["a - b", { a: [1, 2], b: [3, 5] }, [-4, -1]],
    ["a * b", { a: [-1, 2], b: [3, 5] }, [-5, 10]],
    ["a / b", { a: [1, 2], b: [4, 5] }, [0.2, 0.5]],
    ["a ^ 2", { a: [-1, 3] }, [0, 9]],
    ["a * a", { a: [-1, 3] }, [0, 9]],
    ["a .* (1 - a)", { a: [0.4, 0.9] }, [0.09, 0.25]],
    ["g .* a .* (1 - a)", { g: [2, 2], a: [0.6, 0.8] }, [0.32, 0.48]],
    ["(1 - a) .* g .* a", { g: [2, 2], a: [0.6, 0.8] }, [0.32, 0.48]],
    ["sigmoid(a)", { a: [0, 0] }, [0.5, 0.5]],
    ["relu(a)", { a: [-1, 2] }, [0, 2]],
    ["step(a)", { a: [-1, 2] }, [0, 1]],
  ] as const)("%s of %o", (formula, operands, [lo, hi]) => {
    const [found] = bounds(formula, operands as unknown as Record<string, [number, number]>);
    expect(found?.lo).toBeCloseTo(lo, 12);
    expect(found?.hi).toBeCloseTo(hi, 12);
  });

  it("knows nothing after a division by what may be 0", () => {
    expect(bounds("a / b", { a: [1, 1], b: [-1, 1] })).toEqual([
      { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY },
    ]);
  });

  it("takes the softmax at the corners, not piece by piece", () => {
    const [first] = bounds("softmax(z)", {
      z: [
        [1, 1.1],
        [0, 0.1],
        [-1, -0.9],
      ],
    });
    const share = (z: number[]) => Math.exp(z[0] as number) / z.reduce((total, x) => total + Math.exp(x), 0);
    expect(first?.lo).toBeCloseTo(share([1, 0.1, -0.9]), 12);
    expect(first?.hi).toBeCloseTo(share([1.1, 0, -1]), 12);
  });
});

describe("every value lies within its bounds", () => {
  const operand = fc.tuple(
    fc.double({ min: -3, max: 3, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  const formulas = [
    "a * b + a",
    "sigmoid(a * b)",
    "a .* (1 - a) .* b",
    "tanh(a - b) ^ 2",
    "relu(a) - exp(b)",
    "(a - b)^3",
    "a / (1 + exp(b))",
    "a * a * b",
  ];
  it.each(formulas)("%s", (formula) => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        const [x, y] = [a, b].map(([center, width, place]) => ({
          range: [center, center + width] as [number, number],
          value: center + place * width,
        }));
        const [found] = bounds(formula, {
          a: (x as { range: [number, number] }).range,
          b: (y as { range: [number, number] }).range,
        });
        const values = new Map(
          [
            ["a", x?.value],
            ["b", y?.value],
          ].map(([id, v]) => [id as string, { shape: [], cells: [v as number] }]),
        );
        const value = evaluateExpr(
          bind(parseFormula(formula), () => []),
          (id) => values.get(id),
          float,
        ).cells[0] as number;
        return (found as Interval).lo <= value && value <= (found as Interval).hi;
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
