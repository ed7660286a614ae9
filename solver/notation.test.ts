import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrixFormula, numberFormula, OPERANDS, scalarFormula } from "../tests/formulas.ts";
import { readTex, setTex } from "../tests/tex.ts";
import { bind } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import { atom, numberPiece } from "./levels.ts";
import { indexed, symbolOf, writeFormula } from "./notation.ts";
import { numberTex } from "./numbers.ts";
import { float } from "./readings/float.ts";
import { texArithmetic } from "./readings/tex.ts";
import { Tape } from "./tape.ts";
import { evaluate } from "./trace.ts";

const operands = (): Tape => {
  const tape = new Tape();
  for (const [id, value] of Object.entries(OPERANDS)) tape.given(id, value);
  return tape;
};

describe("symbols", () => {
  test.each([
    ["w", "w"],
    ["w1", "w_{1}"],
    ["w_11", "w_{11}"],
    ["w_1_2", "w_{1,2}"],
    ["beta", "\\beta"],
    ["beta1", "\\beta_{1}"],
    ["yhat", "\\hat{y}"],
    ["Delta_w", "\\Delta_{w}"],
    ["loss", "\\mathit{loss}"],
    ["x_new", "x_{\\mathit{new}}"],
    ["a__b", "a_{b}"],
    ["constructor", "\\mathit{constructor}"],
    ["_", "\\_"],
    ["12", "12"],
  ])("%s is %s", (id, tex) => {
    expect(symbolOf(id)).toBe(tex);
    setTex(symbolOf(id));
  });

  test("what was typed never becomes a command, and always sets", () => {
    const hostile = fc.string({
      unit: fc.constantFrom(..."a1_\\{}$%#&^~ \"'<>é⊙-∂.".split(""), "🎉", "\\evil", "}", "$"),
    });
    fc.assert(
      fc.property(hostile, (id) => {
        const tex = symbolOf(id);
        expect(tex.replace(/\\(mathit|char|hat|[a-zA-Z]*(?=\b))/g, "")).not.toContain("\\");
        expect(tex).not.toMatch(/\\evil|[$%#&~^<>]/);
        setTex(`${tex}+x`);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});

describe("cells count from 1", () => {
  test.each<[string, number[], number[], string]>([
    ["W^{[1]}", [2, 3], [0, 1], "W^{[1]}_{12}"],
    ["W^{[1]}_{1}", [2, 3], [0, 1], "W^{[1]}_{1,12}"],
    ["A_{1}^{[2]}", [2, 3], [0, 1], "A_{1,12}^{[2]}"],
    ["z", [3], [2], "z_{3}"],
    ["z", [1, 3], [0, 2], "z_{3}"],
    ["z", [1, 1], [0, 0], "z"],
    ["z", [], [], "z"],
    ["X", [12, 3], [9, 1], "X_{10,2}"],
    ["\\hat{y}", [3], [0], "\\hat{y}_{1}"],
    ["x_{\\mathit{new}}", [3], [0], "x_{\\mathit{new},1}"],
    ["\\frac{\\partial J}{\\partial W^{[1]}}", [2, 2], [1, 0], "\\frac{\\partial J}{\\partial W^{[1]}_{21}}"],
  ])("%s of %j at %j is %s", (tex, shape, index, expected) => {
    expect(indexed(tex, shape, index)).toBe(expected);
    setTex(expected);
  });
});

describe("formulas", () => {
  test.each([
    ["s + t*s", "s+t\\,s"],
    ["(s + t) * s", "\\left(s+t\\right)\\,s"],
    ["s - (t - s)", "s-\\left(t-s\\right)"],
    ["s - t - s", "s-t-s"],
    ["s + (-t)", "s+\\left(-t\\right)"],
    ["s - (-2*t)", "s-\\left(-2\\,t\\right)"],
    ["s * (-t)", "s\\,\\left(-t\\right)"],
    ["s * ((-t) * s)", "s\\,\\left(-t\\,s\\right)"],
    ["-(s + t)", "-\\left(s+t\\right)"],
    ["(-s)^2", "\\left(-s\\right)^{2}"],
    ["(s^2)^3", "\\left(s^{2}\\right)^{3}"],
    ["s^(t + 1)", "s^{t+1}"],
    ["exp(-s)", "e^{-s}"],
    ["(s + t)/(s*t)", "\\frac{s+t}{s\\,t}"],
    ["log(s) * t", "\\left(\\ln s\\right)\\,t"],
    ["t * log(s)", "t\\,\\ln s"],
    ["log(s + t)", "\\ln \\left(s+t\\right)"],
    ["2 * 3", "2\\cdot 3"],
    ["3s", "3\\,s"],
    ["A .* C", "A\\odot C"],
    ["A * B", "A\\,B"],
    ["A * (B * A)", "A\\,B\\,A"],
    ["B * (A .* C)", "B\\,\\left(A\\odot C\\right)"],
    ["A'", "A^{\\top}"],
    ["(A + C)'", "\\left(A+C\\right)^{\\top}"],
    ["A .^ 2", "A^{2}"],
    ["sum(v) * s", "\\left(\\sum v\\right)\\,s"],
    ["s * sum(v) * t", "\\left(s\\,\\sum v\\right)\\,t"],
    ["sum(v + v)", "\\sum \\left(v+v\\right)"],
    ["mean(A)", "\\frac{1}{6}\\sum A"],
    ["mean(s)", "s"],
    ["outer(v, w)", "v\\,w^{\\top}"],
    ["sigmoid(s)", "\\sigma\\left(s\\right)"],
    ["1e-8 * s", "1\\cdot10^{-8}\\,s"],
    ["1e20 + s", "100\\,000\\,000\\,000\\,000\\,000\\,000+s"],
  ])("%s is written %s", (formula, tex) => {
    const { shapes } = operands();
    const written = writeFormula(bind(parseFormula(formula), shapes), shapes, atom).tex;
    expect(written).toBe(tex);
    setTex(written);
  });

  test("a symbol that has a superscript takes a second one in brackets, or beside it as a transpose", () => {
    const { shapes } = operands();
    const write = (formula: string) =>
      writeFormula(bind(parseFormula(formula), shapes), shapes, () => atom("W^{[1]}")).tex;
    expect(write("A .^ 2")).toBe("\\left(W^{[1]}\\right)^{2}");
    expect(write("A'")).toBe("W^{[1]\\top}");
    for (const formula of ["A .^ 2", "A'", "(A')'", "(A .^ 2)'", "(A .^ 2) .^ 3"]) setTex(write(formula));
  });

  test("random ones set", () => {
    const { shapes } = operands();
    fc.assert(
      fc.property(fc.oneof(scalarFormula, matrixFormula), (formula) => {
        setTex(writeFormula(bind(parseFormula(formula), shapes), shapes, (id) => atom(`${id}^{[1]}`)).tex);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  const numbers = OPERANDS as Record<string, number>;
  const recorded = (formula: string) => {
    const tape = operands();
    tape.let("value", formula);
    return { tape, value: tape.step("value").value.cells[0] as number };
  };
  const close = (found: number, value: number) =>
    expect(Math.abs(found - value) / Math.max(1, Math.abs(value))).toBeLessThan(1e-9);

  test("read as a person reads them, they have the value that was computed", () => {
    fc.assert(
      fc.property(numberFormula, (formula) => {
        const { tape, value } = recorded(formula);
        const bound = bind(parseFormula(formula), tape.shapes);
        close(readTex(writeFormula(bound, tape.shapes, atom).tex, numbers), value);
        const put = writeFormula(bound, tape.shapes, (id) => numberPiece(numberTex(String(numbers[id]))));
        close(readTex(put.tex, {}), value);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test("so does the arithmetic written by hand", () => {
    const byHand = texArithmetic((x) => numberTex(String(x)));
    fc.assert(
      fc.property(numberFormula, (formula) => {
        const { tape, value } = recorded(formula);
        const term = evaluate(tape.trace(), byHand).get("value")?.cells[0];
        close(readTex(term?.tex ?? "", {}), value);
        close(evaluate(tape.trace(), float).get("value")?.cells[0] as number, term?.value as number);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
