import { describe, expect, test } from "vitest";
import type { NestedNumbers } from "../solver/ndarray.ts";
import { defaultFormat, numberText } from "../solver/numbers.ts";
import { Tape } from "../solver/tape.ts";
import { readTex, setTex } from "../tests/tex.ts";
import { Explainer } from "./explain.ts";
import type { SolutionStep } from "./solution.ts";

type Givens = Record<string, NestedNumbers>;
type Lets = [id: string, formula: string][];

/** The lines of a worked solution, by id. */
function explain(givens: Givens, lets: Lets, { carried = false, wants = [] as string[] } = {}) {
  const tape = new Tape(carried ? (x) => Number(numberText(x, defaultFormat)) : undefined);
  for (const [id, value] of Object.entries(givens)) tape.given(id, value);
  tape.section("Forward pass");
  for (const [id, formula] of lets) tape.let(id, formula);
  if (wants.length > 0) tape.backward(lets.at(-1)?.[0] ?? "", wants);
  const explainer = new Explainer(tape.trace(), defaultFormat, carried);
  const steps = explainer.sections().flatMap((section) => section.steps);
  const line = (id: string) => steps.find((step) => step.id === id) as SolutionStep;
  return { explainer, steps, line };
}

/** `a = 0.5744`, or with ≈. */
const result = (step: SolutionStep) => `${step.tex.symbol} ${step.exact ? "=" : "≈"} ${step.tex.value}`;

describe("= where the value shown is the value, ≈ where it is rounded", () => {
  test.each<[Givens, string, string]>([
    [{ w: 2, x: 3 }, "w * x", "u = 6"],
    [{ w: 0.1, x: 0.2 }, "w + x", "u = 0.3"],
    [{ w: 0.1, x: 3 }, "w * x", "u = 0.3"],
    [{ w: 1, x: 8 }, "w / x", "u = 0.125"],
    [{ w: 1, x: 3 }, "w / x", "u ≈ 0.3333"],
    [{ w: 0.12345, x: 1 }, "w * x", "u ≈ 0.1235"],
    [{ w: 2 }, "exp(w - 2)", "u = 1"],
    [{ w: 2 }, "exp(w)", "u ≈ 7.3891"],
    [{ w: 12 }, "sigmoid(w)", "u ≈ 0.99999"],
    [{ w: 40 }, "sigmoid(w)", "u ≈ 1"],
    [{ w: 1e-20 }, "w * 2", "u = 2.00\\cdot10^{-20}"],
    [{ w: 1e20 }, "w * 3", "u = 3.00\\cdot10^{20}"],
    [{ w: [0.5, 0.25] }, "w * 2", "u = \\left[1,\\,0.5\\right]"],
    [{ w: [1, 2] }, "w / 3", "u ≈ \\left[0.3333,\\,0.6667\\right]"],
  ])("%j: %s", (givens, formula, expected) => {
    expect(result(explain(givens, [["u", formula]]).line("u"))).toBe(expected);
  });

  test("a value made of rounded ones is exact where the fractions say so", () => {
    const { line } = explain({ w: 1 }, [
      ["u", "w / 3"],
      ["v", "3 * u"],
    ]);
    expect([result(line("u")), result(line("v"))]).toEqual(["u ≈ 0.3333", "v = 1"]);
  });

  test("under carried rounding, each line reproduces itself from the numbers shown", () => {
    const { line, explainer } = explain(
      { w: 1 },
      [
        ["u", "w / 3"],
        ["v", "3 * u"],
        ["t", "v * u"],
      ],
      { carried: true },
    );
    expect(["u", "v", "t"].map((id) => result(line(id)))).toEqual(["u ≈ 0.3333", "v = 0.9999", "t ≈ 0.3333"]);
    expect(line("v").tex.substituted).toBe("3\\cdot0.3333");
    expect(explainer.exactAgainstFloat).toBeNull();
  });

  test("float64 and exact arithmetic are compared", () => {
    const { explainer } = explain({ w: 0.1, x: 0.7 }, [["u", "sigmoid(w * x) + log(x)"]]);
    expect(explainer.exactAgainstFloat).toBeLessThan(1e-15);
  });

  test("an answer says its fraction, its text and its shape", () => {
    const { explainer } = explain({ w: [[1], [2]] }, [["u", "w / 3"]]);
    expect(explainer.answer("u", "first")).toMatchObject({
      id: "first",
      value: [[1 / 3], [2 / 3]],
      exact: [["1/3"], ["2/3"]],
      shape: [2, 1],
      text: "[0.3333; 0.6667]",
      isExact: false,
    });
    expect(explain({ w: 2 }, [["u", "exp(w)"]]).explainer.answer("u", "u").exact).toBeNull();
  });
});

describe("a line", () => {
  const W: NestedNumbers = [
    [1, -2],
    [3, 4],
  ];

  test("the formula, the numbers in it, the value", () => {
    const { line } = explain({ W, x: [5, 6], b: -1 }, [["z", "W * x + b"]]);
    expect(line("z").tex).toEqual({
      symbol: "z",
      formula: "W\\,x+b",
      substituted: "\\begin{bmatrix}1&-2\\\\3&4\\end{bmatrix}\\,\\left[5,\\,6\\right]+\\left(-1\\right)",
      value: "\\left[-8,\\,38\\right]",
    });
    expect(line("z")).toMatchObject({ section: "Forward pass", inputs: ["W", "x", "b"], shape: [2], shownCells: 1 });
  });

  test("the arithmetic of each cell, counted from 1 for people and from 0 for programs", () => {
    const { line } = explain({ W, x: [5, 6] }, [["z", "W * x"]]);
    expect(line("z").cells).toEqual([
      { index: [0], symbol: "z_{1}", arithmetic: "1\\cdot5-2\\cdot6", value: "-7", exact: true },
      { index: [1], symbol: "z_{2}", arithmetic: "3\\cdot5+4\\cdot6", value: "39", exact: true },
    ]);
  });

  test("the first of its form is worked in a cell, the next is not", () => {
    const { line } = explain({ W, x: [5, 6] }, [
      ["z", "W * x"],
      ["u", "W * z"],
      ["v", "W"],
    ]);
    expect(["z", "u", "v"].map((id) => line(id).shownCells)).toEqual([1, 0, 0]);
  });

  test("signs and brackets in the arithmetic read as what was computed", () => {
    const givens = { a: -2, b: -3, c: 4 };
    const formulas = [
      "c - a * b",
      "c * (a * b)",
      "c + a - b",
      "-(a * b)",
      "log(c) * a",
      "a^2 - b^2",
      "c / a",
      "c * exp(a)",
    ];
    const { steps } = explain(
      givens,
      formulas.map((formula, k) => [`q${k}`, formula]),
    );
    for (const { tex, value } of steps) {
      expect(readTex(tex.formula, givens), tex.formula).toBeCloseTo(value as number, 12);
      expect(readTex(tex.substituted, {}), tex.substituted).toBeCloseTo(value as number, 12);
    }
  });

  test("every piece of every line sets, with numbers of every kind in it", () => {
    const givens = { z: [[50, -50, 0.3]], y: [[0, 1, 1]], w: 1e-20, v: [-1, 0, 1e20] };
    const lets: Lets = [
      ["a", "sigmoid(z)"],
      ["L", "bce(a, y, {axis: 0})"],
      ["s", "softmax(z, {axis: 1})"],
      ["r", "relu(v) .* w - v ./ 0"],
      ["J", "mean(L) + sum(log(s)) + w^2 + sum(tanh(v))"],
    ];
    const { steps } = explain(givens, lets, { wants: ["z", "w"] });
    for (const { tex, cells, derivation } of steps) {
      for (const piece of Object.values(tex)) setTex(piece);
      for (const cell of cells) for (const piece of [cell.symbol, cell.arithmetic, cell.value]) setTex(piece);
      for (const line of derivation) setTex(line.tex);
    }
  });

  test("a number that is a 1×1 matrix is shown as a number", () => {
    const { line } = explain({ w: [[1, 2]], x: [[3], [4]] }, [["J", "w * x"]]);
    expect(line("J")).toMatchObject({
      tex: { substituted: "1\\cdot3+2\\cdot4", value: "11" },
      cells: [],
      value: [[11]],
    });
  });

  test("a variable called d needs no brackets; a gradient does", () => {
    const { line } = explain(
      { d: 3 },
      [
        ["u", "d * 1"],
        ["J", "u^2 * d"],
      ],
      { wants: ["u", "d"] },
    );
    expect(explain({ d: 3 }, [["J", "d^2"]]).line("J").tex.formula).toBe("d^{2}");
    expect(line("du").exact).toBe(true);
    expect(result(line("dd"))).toBe("\\frac{\\partial J}{\\partial d} = 27");
  });
});

describe("remarks", () => {
  const remarks = (givens: Givens, lets: Lets, id: string, wants: string[] = []) =>
    explain(givens, lets, { wants }).line(id).remarks.join(" ");

  test.each<[string, Givens, Lets, string, string]>([
    ["a saturated unit", { z: [9, 0.5] }, [["a", "sigmoid(z)"]], "a", "$a_{1}$ is saturated"],
    ["two of three", { z: [9, 0.5, -9] }, [["a", "tanh(z)"]], "a", "$a_{1}$ and $a_{3}$ are saturated"],
    ["all of them", { z: [9, -9] }, [["a", "sigmoid(z)"]], "a", "Every cell of $a$ is saturated"],
    ["many", { z: [9, 9, 9, 9, 9, 0] }, [["a", "sigmoid(z)"]], "a", "5 of the 6 cells of $a$ are saturated"],
    ["a dead unit", { z: [[-1, 2]] }, [["a", "relu(z)"]], "a", "$a_{1}$ is off ($z\\le0$)"],
    ["ln 0", { p: 0 }, [["q", "log(p)"]], "q", "$q$ is ln 0, which is $-\\infty$"],
    ["ln of a negative number", { p: -1 }, [["q", "log(p)"]], "q", "does not exist"],
    ["a division by 0", { p: 0 }, [["q", "1 / p"]], "q", "$q$ is a division by 0"],
    ["an overflow", { p: 800 }, [["q", "exp(p)"]], "q", "too large for a float64"],
    ["certain and wrong", { p: 1 }, [["L", "bce(p, 0)"]], "L", "infinite: ln 0"],
    ["a part of a formula", { z: [9, 9, 9, 9, 9, 9] }, [["J", "sum(sigmoid(z))"]], "J", "Part of $J$ is saturated"],
  ])("%s", (_, givens, lets, id, said) => {
    expect(remarks(givens, lets, id)).toContain(said);
  });

  test("nothing is said where nothing is the matter", () => {
    for (const { remarks: said } of explain({ z: [0.5, -0.3] }, [
      ["a", "sigmoid(z)"],
      ["b", "relu(1 + z)"],
      ["c", "1 / b"],
    ]).steps)
      expect(said).toEqual([]);
  });

  test("a loss computed past a saturated activation is finite, and does not call itself infinite", () => {
    const lets: Lets = [
      ["a", "sigmoid(z)"],
      ["L", "bce(a, y)"],
    ];
    const said = remarks({ z: 50, y: 0 }, lets, "L");
    expect(said).toContain("rounded to its limit");
    expect(said).not.toContain("infinite");
    expect(remarks({ z: 2, y: 0 }, lets, "L")).toBe("");
  });

  test("a gradient that is 0 says what that means", () => {
    const lets: Lets = [
      ["a", "relu(v)"],
      ["J", "w + sum(a)"],
    ];
    expect(remarks({ w: 1, v: [-1, -2] }, lets, "dv", ["w", "v"])).toContain("Every entry is 0");
    expect(remarks({ w: 1, v: [-1, 2] }, lets, "dv", ["w", "v"])).not.toContain("Every entry is 0");
  });
});

test("images with channels are matrices of matrices", () => {
  const channels = [[[1, 2]], [[3, 4]]];
  const [one, other] = ["1&2", "3&4"].map((row) => `\\begin{bmatrix}${row}\\end{bmatrix}`);
  const shown = (x: NestedNumbers) => explain({ x }, []).explainer.given()[0]?.value;
  expect(shown(channels)).toBe(`\\left[${one},\\,${other}\\right]`);
  expect(shown([channels, channels])).toBe(`\\begin{bmatrix}${one}&${other}\\\\${one}&${other}\\end{bmatrix}`);
  expect(shown([[[[5]], [[6]]]])).toBe("\\begin{bmatrix}5&6\\end{bmatrix}");
});

test("of cells that are 0 without any reckoning, the first that is worth a look is worked", () => {
  const { line } = explain({ x: [[0], [2]] }, [["D", "squaredDistances(x)"]]);
  expect(line("D").cells[0]).toMatchObject({ index: [0, 1], arithmetic: "\\left(0-2\\right)^{2}" });
});

test("a step may say how many of its cells are worked", () => {
  const tape = new Tape();
  tape.given("a", [1, 2, 3]);
  tape.let("b", "2 * a", { shownCells: 3 });
  const [section] = new Explainer(tape.trace()).sections();
  expect(section?.steps.map(({ shownCells }) => shownCells)).toEqual([3]);
});

test("what is given is shown as it is", () => {
  const { explainer } = explain({ w: 0.25, X: [[1, 2]] }, []);
  expect(explainer.given()).toEqual([
    { symbol: "w", value: "0.25", exact: true },
    { symbol: "X", value: "\\begin{bmatrix}1&2\\end{bmatrix}", exact: true },
  ]);
});
