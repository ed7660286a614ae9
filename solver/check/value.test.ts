import { describe, expect, test } from "vitest";
import { toNested } from "../ndarray.ts";
import { lex } from "./lex.ts";
import { type Reading, readValue } from "./value.ts";
import type { Written } from "./written.ts";

const read = (text: string, ...sizes: number[]): Reading => readValue(lex(text), text, sizes);

function valueIn(text: string, ...sizes: number[]): unknown {
  const reading = read(text, ...sizes);
  if (reading.kind !== "value") return reading.kind === "problem" ? reading.problem : reading.kind;
  const { shape, cells } = reading.value;
  return toNested({ shape, cells: cells.map(({ value }) => value) });
}

function only(text: string): Written {
  const reading = read(text);
  if (reading.kind !== "value") throw new Error(`${text} has no value`);
  return reading.value.cells[0] as Written;
}

describe("numbers", () => {
  test.each<[string, Partial<Written>]>([
    ["0.50", { text: "0.50", value: 0.5, unit: 0.01, significant: 2, decimals: 2 }],
    ["35", { value: 35, unit: 1, significant: 2, decimals: 0 }],
    ["100", { unit: 1, significant: 3 }],
    ["35.", { text: "35.", value: 35, unit: 1, decimals: 0 }],
    [".5", { text: ".5", value: 0.5, unit: 0.1, significant: 1 }],
    ["- 0.5", { text: "-0.5", value: -0.5 }],
    ["−.5", { text: "-.5", value: -0.5 }],
    ["+0.5", { text: "0.5", value: 0.5 }],
    ["(0.5)", { text: "0.5" }],
    ["0.00", { value: 0, significant: 1, decimals: 2 }],
    ["-0.0", { value: 0 }],
    ["0.0012", { significant: 2, decimals: 4 }],
    ["1.2e-4", { value: 1.2e-4, unit: 1e-5, significant: 2, decimals: 5 }],
    ["1.2E+3", { value: 1200, unit: 100, significant: 2, decimals: 0 }],
    ["1.2·10^-4", { text: "1.2·10^-4", value: 1.2e-4, unit: 1e-5, significant: 2, decimals: 5 }],
    ["1.2 x 10^{-4}", { value: 1.2e-4, unit: 1e-5 }],
    ["1.2×10⁻⁴", { value: 1.2e-4, unit: 1e-5 }],
    ["-1.2 \\times 10^{-4}", { text: "-1.2 \\times 10^{-4}", value: -1.2e-4 }],
    ["10⁻⁴", { value: 1e-4, unit: 1e-4, significant: 1 }],
    ["12.5%", { text: "12.5%", value: 0.125, unit: 0.001, significant: 3, decimals: 3 }],
    ["0,5", { text: "0,5", value: 0.5, unit: 0.1 }],
    ["0,50 %", { value: 0.005, unit: 1e-4 }],
    ["1,2·10^-4", { value: 1.2e-4, unit: 1e-5 }],
    ["1,234.5", { value: 1234.5, unit: 0.1, significant: 5 }],
    ["1.234,5", { value: 1234.5, unit: 0.1 }],
    ["1,234,567", { value: 1234567, unit: 1 }],
    ["-3/20", { text: "-3/20", value: -0.15, unit: 0, significant: Infinity, decimals: Infinity }],
    ["\\frac{3}{20}", { text: "\\frac{3}{20}", value: 0.15, unit: 0 }],
    ["\\frac34", { value: 0.75, unit: 0 }],
    ["½", { text: "½", value: 0.5, unit: 0 }],
    ["inf", { value: Infinity }],
    ["-∞", { value: -Infinity }],
    ["NaN", { value: NaN }],
    ["0.5*0.2+0.05", { text: "0.5*0.2+0.05", value: 0.15000000000000002, unit: 0 }],
    ["yes", { text: "yes", value: 1 }],
  ])("%s", (text, written) => expect(only(text)).toMatchObject(written));

  test.each(["0.5", "-3/20", "12.5%", "[1 2]", "\\frac{1}{2}"])("%s is written out", (text) => {
    expect(read(text)).toMatchObject({ plain: true });
  });
  test.each(["0.5+0.2", "1/2*3", "[1, 2*3]", "σ(1)", "2^3"])("%s is left to reckon", (text) => {
    expect(read(text)).toMatchObject({ plain: false });
  });
});

describe("expressions", () => {
  test.each([
    ["2 + 3*4 - 6/3", 12],
    ["-2^2", -4],
    ["2^-3", 0.125],
    ["2^{3}", 8],
    ["0.5²", 0.25],
    ["2**3**2", 512],
    ["2(3)", 6],
    ["(0.5)(0.2)", 0.1],
    ["2(3)^2", 18],
    ["0.5 x 0.2", 0.1],
    ["0.5x0.2", 0.1],
    ["6 ÷ 3", 2],
    ["√4 · 3", 6],
    ["\\sqrt{16}", 4],
    ["\\sqrt[3]{8}", 2],
    ["e^0", 1],
    ["exp(0) + e^{0}", 2],
    ["ln(e^2)", 2],
    ["-ln 1", -0],
    ["ln(1)^2 + 1", 1],
    ["log_2 8", 3],
    ["log2(8)", 3],
    ["\\log_{10} 1000", 3],
    ["log(1)", 0],
    ["σ(0) (1 − σ(0))", 0.25],
    ["sigmoid(0)", 0.5],
    ["1/(1+e^{-0})", 0.5],
    ["\\frac{1}{1 + e^{-0}}", 0.5],
    ["tanh(0)", 0],
    ["max(0, -2)", 0],
    ["max{0, 3}", 3],
    ["ReLU(−2)", 0],
    ["|0.5 - 1|", 0.5],
    ["abs(-2)", 2],
    ["½(0.5)²", 0.125],
    ["np.exp(0)", 1],
    ["2·10^-1 + 1", 1.2],
    ["\\left(1 + 1\\right) \\cdot 3", 6],
    ["50% · 2", 1],
    ["0,5*0,2 + 0,3", 0.4],
  ])("%s", (text, value) => expect(valueIn(text)).toBeCloseTo(value, 12));

  test.each(["W x + b", "0.5·w1", "z^{[1]}", "∂L/∂W", "0.5*0.2 + … + 0.1", "bc"])(
    "%s is not of numbers alone",
    (text) => {
      expect(read(text).kind).toBe("names");
    },
  );
});

describe("vectors and matrices", () => {
  test.each<[string, unknown]>([
    ["[1, 2, 3]", [1, 2, 3]],
    ["(1, 2, 3)", [1, 2, 3]],
    ["(1 2 3)", [1, 2, 3]],
    ["{1, 2}", [1, 2]],
    ["[1 -2]", [1, -2]],
    ["[1 - 2]", [-1]],
    [
      "[1 2; 3 4]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "[1, 2; 3, 4;]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "[[1,2],[3,4]]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "[[1 2] [3 4]]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "((1, 2), (3, 4))",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["[1; 2]", [[1], [2]]],
    ["[1 2]^T", [[1], [2]]],
    ["[1, 2]'", [[1], [2]]],
    [
      "[[1,2],[3,4]].T",
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ["(1, 2)ᵀ", [[1], [2]]],
    [
      "np.array([[1,2],[3,4]])",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["tensor([[1., 2.]], requires_grad=True)", [[1, 2]]],
    [
      "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["\\begin{bmatrix} 1 & -2 \\end{bmatrix}", [[1, -2]]],
    ["[0.5·2, 3/4]", [1, 0.75]],
    ["[1 2] + [3 4]", [4, 6]],
    ["2·[1 2]", [2, 4]],
    ["[1 2] ⊙ [3 4]", [3, 8]],
    ["[1 2; 3 4][1; 1]", [[3], [7]]],
    ["[1 2] [1 3; 2 4]", [5, 11]],
    ["σ([0 0])", [0.5, 0.5]],
    ["1, 2, 3", [1, 2, 3]],
    ["0.5 0.7", [0.5, 0.7]],
    ["[0.50, 0.70]", [0.5, 0.7]],
  ])("%s", (text, value) => expect(valueIn(text)).toEqual(value));

  test.each<[string, string]>([
    ["[1, 2", "a bracket is opened and never closed"],
    ["[[1,2],[3]]", "row 1 is a list of 2 and row 2 is a list of 1: they must be of one length"],
    ["[1 2; 3]", "row 1 is a list of 2 and row 2 is a list of 1: they must be of one length"],
    ["0.5 +", "something is missing at its end"],
    ["0.5..2", "`.` is out of place"],
    ["[]", "a list without numbers has no value"],
    ["* 2", "`*` is out of place"],
    ["[1 2] [3 4]", "a product of a list of 2 and a list of 2 can mean several things"],
    ["", "nothing is written"],
  ])("%s: %s", (text, problem) => expect(valueIn(text)).toBe(problem));
});

describe("commas", () => {
  test.each<[string, number[], unknown]>([
    ["0,5", [], 0.5],
    ["0,5", [2], [0, 5]],
    ["[0,5]", [], [0, 5]],
    ["[0,5]", [1], [0.5]],
    ["[0,05]", [], [0.05]],
    ["[0,5; 0,7]", [2], [0.5, 0.7]],
    [
      "[0,5; 0,7]",
      [4],
      [
        [0, 5],
        [0, 7],
      ],
    ],
    [
      "[1,2;3,4]",
      [],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["[0,5 0,7]", [2], [0.5, 0.7]],
    ["[0,5, 0,7]", [2], [0.5, 0.7]],
    ["0,5; 0,7", [2], [0.5, 0.7]],
    ["1,2,3", [], [1, 2, 3]],
    ["max(0,5)", [], 5],
    ["0,234", [], 0.234],
    ["1,23", [], 1.23],
    ["4 806", [1], 4806],
    ["28 × 28 × 6", [3], [28, 28, 6]],
    ["28x28x6", [3], [28, 28, 6]],
    ["2 × 3", [1], 6],
  ])("%s for %j", (text, sizes, value) => expect(valueIn(text, ...sizes)).toEqual(value));

  test("what may be thousands is asked about", () => {
    expect(valueIn("1,234")).toBe(
      "it can be both 1.234 and 1234; write decimals with a point and nothing between thousands",
    );
  });
});
