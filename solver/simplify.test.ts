import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFormula, OPERANDS, scalarFormula } from "../tests/formulas.ts";
import { bind, type Expr, evaluateExpr, shapeOf } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import { fromNested } from "./ndarray.ts";
import { float } from "./readings/float.ts";
import { isOnes, simplify } from "./simplify.ts";

const values = new Map(Object.entries(OPERANDS).map(([id, value]) => [id, fromNested(value)]));
const shapes = (id: string) => values.get(id)?.shape;
const bound = (formula: string): Expr => bind(parseFormula(formula), shapes);

test.each([
  ["1 * s", "s"],
  ["s * 1", "s"],
  ["-1 * s", "-s"],
  ["-(-s)", "s"],
  ["-(2 * s) + 4 * s", "(-2) .* s + 4 .* s"],
  ["2 * (3 * s)", "6 .* s"],
  ["(2 * s) * (3 * t)", "6 .* (s .* t)"],
  ["s * 3", "3 .* s"],
  ["0.1 * (3 * s)", "0.3 .* s"],
  ["0.1 + 0.2", "0.3"],
  ["1 - 0.9", "0.1"],
  ["2 * ((1 / 2) * s)", "s"],
  ["1 / 3 * s * t", "(1 / 3) .* (s .* t)"],
  ["(-s) * t", "-(s .* t)"],
  ["s * (-t)", "-(s .* t)"],
  ["(-s) * (-t)", "s .* t"],
  ["s + (-t)", "s - t"],
  ["s ^ (2 - 1)", "s"],
  ["s / 1", "s"],
  ["(A')'", "A"],
  ["(A * C')'", "C * A'"],
  ["(A' * C)'", "C' * A"],
  ["spread(1, A) .* C", "C"],
  ["C .* spread(s, A)", "s .* C"],
  ["spread(s, t)", "s"],
  ["spread(s, A) ./ t .* C", "s / t .* C"],
  ["C - 0", "C"],
  ["spread(spread(s, A), C)", "spread(s, C)"],
  ["spread(1, q) * r", "r"],
  ["k * spread(1, q)", "k"],
  // What would change the shape, or hide a rule, stays.
  ["spread(1, A)", "spread(1, A)"],
  ["spread(1, A) .* s", "spread(1, A) .* s"],
  ["spread(1, A) .* r", "spread(1, A) .* r"],
  ["spread(1, A) * B", "spread(1, A) * B"],
  ["spread(s, q) * r", "spread(s, q) * r"],
  ["0 * s", "0 .* s"],
  ["s + s", "s + s"],
  ["1 / 3", "1 / 3"],
])("%s becomes %s", (formula, simple) => {
  const negative = (expr: Expr): Expr => {
    if (expr.kind !== "call") return expr;
    const [only] = expr.args;
    return expr.fn === "negate" && only?.kind === "number"
      ? { kind: "number", value: -only.value }
      : { ...expr, args: expr.args.map(negative) };
  };
  expect(simplify(bound(formula), shapes)).toEqual(negative(bound(simple)));
});

test("the value and the shape stay, and nothing is left to do", () => {
  const value = (expr: Expr) => evaluateExpr(expr, (id) => values.get(id), float);
  fc.assert(
    fc.property(fc.oneof(scalarFormula, matrixFormula), (formula) => {
      const expr = bound(formula);
      const simple = simplify(expr, shapes);
      expect(shapeOf(simple, shapes)).toEqual(shapeOf(expr, shapes));
      expect(simplify(simple, shapes)).toEqual(simple);
      const [before, after] = [value(expr), value(simple)];
      for (const [k, x] of before.cells.entries())
        expect(Math.abs((after.cells[k] as number) - x)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(x)));
    }),
    { numRuns: 500, seed: 1 },
  );
});

test("is quick however deep the formula is", () => {
  const deep = `${"-(2 * (1 * ".repeat(25)}s${"))".repeat(25)}`;
  const started = performance.now();
  simplify(bound(deep), shapes);
  simplify(bound(Array(400).fill("s").join(" * ")), shapes);
  expect(performance.now() - started).toBeLessThan(500);
});

describe("ones", () => {
  test.each([
    ["1", true],
    ["spread(1, A)", true],
    ["spread(spread(1, A), C)", true],
    ["spread(2, A)", false],
    ["s", false],
    ["1 + 0", false],
  ])("%s: %s", (formula, ones) => {
    expect(isOnes(bound(formula))).toBe(ones);
  });
});
