import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTex, setTex } from "../tests/tex.ts";
import { differentiate, formulaOf } from "./calculus.ts";
import { derivationOf } from "./derivation.ts";
import { bind, call, definitionOf, evaluateExpr, name, num } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import { scalar } from "./ndarray.ts";
import { instantiate } from "./pullback.ts";
import { float } from "./readings/float.ts";
import { Tape } from "./tape.ts";

test("a definition is read as a formula and differentiated by the rules", () => {
  expect(formulaOf(definitionOf("sigmoid"))).toEqual(parseFormula("1 / (1 + exp(-z))"));
  expect(differentiate(formulaOf(definitionOf("sigmoid")), "z")).toEqual(
    parseFormula("-(-exp(-z)) / (1 + exp(-z)) ^ 2"),
  );
});

test("what mathjs has no derivative for has none here", () => {
  expect(differentiate(formulaOf(definitionOf("relu")), "z")).toBeUndefined();
});

test.each(["exp", "log", "sigmoid", "squaredError", "bce", "divide", "times"])(
  "the pullback of %s is the derivative of its definition",
  (fn) => {
    const { params, pullback } = definitionOf(fn);
    const of = call(fn, params.map(name));
    for (const param of params) {
      const slope = differentiate(formulaOf(definitionOf(fn)), param);
      const rule = bind(instantiate(pullback[param]?.formula ?? "", of, { g: num(1), out: of }), () => []);
      for (const [x, y] of [
        [0.3, 0.7],
        [0.9, 0.2],
      ]) {
        const values = (id: string) => scalar((id === params[0] ? x : y) as number);
        const [derived, stated] = [slope ?? num(Number.NaN), rule].map(
          (expr) => evaluateExpr(expr, values, float).cells[0] as number,
        );
        expect(derived, `${fn} by ${param}`).toBeCloseTo(stated as number, 12);
      }
    }
  },
);

test("sigmoid with cross-entropy comes down to prediction minus target", () => {
  const tape = new Tape();
  for (const [id, value] of Object.entries({ w: 2, x: 3, y: 1 })) tape.given(id, value);
  tape.let("z", "w * x");
  tape.let("a", "sigmoid(z)");
  tape.let("L", "bce(a, y)");
  tape.backward("L", ["w"]);
  const lines = derivationOf(tape.step("dz"), (id) => tape.step(id), tape.shapes);
  expect(lines.map(({ tex }) => tex)).toMatchInlineSnapshot(`
    [
      "\\frac{\\partial L}{\\partial a}=-\\left(\\frac{y}{a}+\\frac{\\left(1-y\\right)\\,\\left(-1\\right)}{1-a}\\right)=\\frac{1-y}{1-a}-\\frac{y}{a}",
      "\\frac{\\partial a}{\\partial z}=\\frac{-\\left(-e^{-z}\\right)}{\\left(1+e^{-z}\\right)^{2}}=\\frac{e^{-z}}{\\left(1+e^{-z}\\right)^{2}}",
      "\\frac{\\partial a}{\\partial z}=\\frac{1-a}{a}\\,a^{2}=a\\,\\left(1-a\\right)",
      "\\frac{\\partial L}{\\partial z}=\\frac{\\partial L}{\\partial a}\\cdot\\frac{\\partial a}{\\partial z}=\\left(\\frac{1-y}{1-a}-\\frac{y}{a}\\right)\\,a\\,\\left(1-a\\right)",
      "\\frac{\\partial L}{\\partial z}=a\\,\\left(1-y\\right)-y\\,\\left(1-a\\right)",
      "\\frac{\\partial L}{\\partial z}=a\\,y+a-y-a\\,y=a-y",
    ]
  `);
});

describe("what the lines say", () => {
  /** The lines of the derivation at `z`, for a loss right after its activation. */
  function derive(activation: string, loss: string, y: number | number[] = 1, symbols: Record<string, string> = {}) {
    const words = (id: string) => (symbols[id] ? { tex: symbols[id] } : {});
    const tape = new Tape();
    tape.given("z", Array.isArray(y) ? y.map((_, k) => k / 3) : 0.4, words("z"));
    tape.given("y", y, words("y"));
    tape.let("a", activation, words("a"));
    tape.let("L", loss);
    tape.backward("L", ["z"]);
    return derivationOf(tape.step("dz"), (id) => (tape.has(id) ? tape.step(id) : undefined), tape.shapes);
  }
  const left = (lines: { tex: string }[]) => lines.at(-1)?.tex.split("=").at(-1) ?? "";
  const slope = (of: string, by: string) => `\\frac{\\partial ${of}}{\\partial ${by}}`;

  test("has, side by side, the value that the line is about", () => {
    const lines = derive("sigmoid(z)", "bce(a, y)");
    const inside = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(inside, inside, (a, y) => {
        const slopes: Record<string, number> = {
          [slope("L", "a")]: (a - y) / (a * (1 - a)),
          [slope("a", "z")]: a * (1 - a),
          [slope("L", "z")]: a - y,
        };
        for (const { tex } of lines) {
          const [about = "", ...sides] = tex.split("=");
          const readable = sides.filter((side) => !side.includes("\\partial"));
          expect(readable).not.toEqual([]);
          for (const side of readable)
            expect(readTex(side, { a, y, z: Math.log(a / (1 - a)) }), tex).toBeCloseTo(slopes[about] ?? Number.NaN, 8);
        }
      }),
      { seed: 1 },
    );
  });

  test.each<[string, string, number | number[], string]>([
    ["sigmoid(z)", "bce(a, y)", 1, "A^{[2]}-Y"],
    ["sigmoid(z)", "mean(bce(a, y))", 0, "A^{[2]}-Y"],
    ["softmax(z)", "cce(a, y)", [0, 1, 0], "a_j-y_j"],
  ])("%s, %s: sets, and ends in prediction minus target, in the problem's own symbols", (activation, loss, y, end) => {
    const lines = derive(activation, loss, y, { a: "A^{[2]}", z: "Z^{[2]}", y: "Y" });
    for (const { tex } of lines) setTex(tex);
    expect(left(lines)).toBe(end);
  });

  test.each([0, 1])("stays right with the target %d as a number", (y) => {
    const lines = derive("sigmoid(z)", `bce(a, ${y})`);
    for (const { tex } of lines) setTex(tex);
    expect(readTex(left(lines), { a: 0.7 })).toBeCloseTo(0.7 - y, 12);
  });

  test.each<[string, string, number | number[]]>([
    ["sigmoid(z)", "squaredError(a, y)", 1],
    ["tanh(z)", "squaredError(a, y)", 1],
    ["softmax(z)", "cce(a, y)", [0.5, 1, 0]],
  ])("is nothing where %s and %s took no shortcut", (activation, loss, y) => {
    expect(derive(activation, loss, y)).toEqual([]);
  });
});
