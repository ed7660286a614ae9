import { expect, test } from "vitest";
import { bind, evaluateExpr } from "../expression.ts";
import { parseFormula } from "../formula.ts";
import { exact, isFraction } from "./exact.ts";

/** The value of a formula of numbers, as a fraction; undefined where it is a decimal. */
function fractionOf(formula: string): string | undefined {
  const [value] = evaluateExpr(
    bind(parseFormula(formula), () => undefined),
    () => undefined,
    exact,
  ).cells;
  return isFraction(value) ? value.toFraction() : undefined;
}

test.each([
  ["cos(0)", "1"],
  ["cos(pi() / 3)", "1/2"],
  ["cos(pi() * 5 / 10)", "0"],
  ["cos(pi())", "-1"],
  ["cos(-7 * pi() / 3)", "1/2"],
  ["sin(pi() / 6)", "1/2"],
  ["sin(pi())", "0"],
  ["sin(-pi() / 2)", "-1"],
  ["sin(1 / 2)", undefined],
  ["cos(pi() / 4)", undefined],
  ["cos(3)", undefined],
])("%s is %s", (formula, value) => {
  expect(fractionOf(formula)).toBe(value);
});

test.each([
  ["ceil(log(0.05) / log(0.95))", "59"],
  ["floor(exp(2))", "7"],
  ["ceil(-exp(1))", "-2"],
  ["ceil(7 / 2)", "4"],
  ["floor(log(exp(3)))", undefined],
])("%s is whole, unless its last digits decide: %s", (formula, value) => {
  expect(fractionOf(formula)).toBe(value);
});
