import { describe, expect, it } from "vitest";
import { ProblemError } from "../../solver/errors.ts";
import { solve } from "../index.ts";

type Given = Record<string, unknown>;
const graph = (formulas: string, values: Given, more: object = {}) =>
  solve({ topic: "computation-graph", given: { formulas, values }, ...more });
const value = (solved: ReturnType<typeof graph>, id: string) =>
  solved.trace.steps.find((step) => step.id === id)?.value.cells[0] as number;
const linesOf = ({ solution }: ReturnType<typeof graph>) => solution.sections.flatMap(({ steps }) => steps);

function refusal(formulas: string, values: Given): ProblemError {
  try {
    graph(formulas, values);
  } catch (error) {
    if (error instanceof ProblemError) return error;
  }
  throw new Error(`${formulas} is not refused`);
}

describe("the nudge", () => {
  it.each(["2", "3", "4", "3sf"])("means something although every step is rounded to %s", (digits) => {
    const unit = "J = (sigmoid(w*x) - y)^2";
    const solved = graph(unit, { w: 0.5, x: 1.5, y: 1 }, { digits, carry: "rounded" });
    for (const id of ["w", "x", "y"])
      expect(Math.abs(value(solved, `slope_${id}`) - value(solved, `d${id}`))).toBeLessThan(0.03);
  });

  it("can be followed with the digits shown", () => {
    const solved = graph("J = e^x/(1+e^x)", { x: 1 });
    const line = linesOf(solved).find(({ id }) => id === "slope_x");
    expect(line?.tex).toMatchObject({ substituted: "\\frac{0.7312551-0.7310586}{0.001}", value: "0.1966" });
  });

  it.each<[string, Given, string | undefined]>([
    ["J = a*b", { a: 1, b: 2 }, "then every input is nudged"],
    ["J = sum(a)*b", { a: [1, 2], b: 2 }, "then every input that is a single number is nudged"],
    ["J = sum(a)", { a: [1, 2] }, undefined],
    ["J = a+b+c+d+f+g+h", { a: 1, b: 1, c: 1, d: 1, f: 1, g: 1, h: 1 }, undefined],
  ])("is announced where it is done: %s", (formulas, values, says) => {
    const solved = graph(formulas, values);
    const done = linesOf(solved).some(({ section }) => section.startsWith("Nudge"));
    expect(done).toBe(says !== undefined);
    if (says) expect(solved.solution.plan).toContain(says);
    else expect(solved.solution.plan).not.toContain("nudged");
  });

  it("gives way to quantities that are called as its own steps would be", () => {
    const solved = graph("slope_a = a*b; J = slope_a + da", { a: 1, b: 2, da: 3 });
    expect(value(solved, "slope_a")).toBe(2);
    expect(value(solved, "slope_a~")).toBeCloseTo(2, 9);
    expect(refusal("J = a", { a: 1, "J~a": 2 }).message).toContain("J~a cannot be a name");
  });
});

describe("a value that is not finite", () => {
  it.each<[string, number, string]>([
    ["J = log(x)", -1, "the logarithm of a negative number"],
    ["J = log(x)", 0, "ln 0"],
    ["J = 1/(x-1)", 1, "a division by 0"],
    ["J = x^100000", 1.5, "an overflow: too large for a float64"],
    ["J = x*x*x", 1e200, "an overflow: too large for a float64"],
    ["J = x^0.5", -1, "a root of a negative number"],
    ["J = 1/(1/x)", 0, "a division by 0"],
  ])("%s at %d", (formulas, x, says) => {
    const { solution } = graph(formulas, { x });
    expect(solution.answers.map(({ id }) => id)).toEqual(["J"]);
    expect(solution.sections.map(({ title }) => title)).toEqual(["Forward"]);
    expect(solution.warnings).toEqual([expect.stringContaining(says)]);
    expect(solution.plan).not.toContain("nudged");
    expect(solution.certificate.finiteDifferences).toBeNull();
  });

  it("is still differentiated where that is asked for", () => {
    const { solution } = graph("J = log(x)", { x: -1 }, { ask: ["dx"] });
    expect(solution.answers.map(({ id }) => id)).toEqual(["dx"]);
    expect(solution.warnings.length).toBeGreaterThan(0);
  });

  it("beside the way to the output does no harm", () => {
    const { solution } = graph("u = log(x); J = 2*x", { x: -1 });
    expect(solution.answers.map(({ id }) => id)).toEqual(["J", "dx"]);
    expect(solution.warnings).toEqual([]);
  });

  it("of a derivative alone is said", () => {
    expect(graph("J = sqrt(x)", { x: 0 }).solution.warnings[0]).toContain("no slope");
  });
});

describe("names", () => {
  it("that call what is no function are told apart from quantities without a value", () => {
    const error = refusal("J = sinh(x)", { x: 1 });
    expect(error.message).toBe("there is no function sinh");
    expect(error.candidates).not.toContain("spread");
    expect(refusal("J = a*b", { a: 1 }).message).toContain("b has no value");
  });

  it.each(["J = pi*x", "J = e*x", "J = pi(x + 1)", "J = e + x"])("%s is not a fraction", (formulas) => {
    const [answer] = graph(formulas, { x: 2 }).solution.answers;
    expect(answer).toMatchObject({ exact: null, isExact: false });
  });

  it("e and pi are names like any other where they have a value", () => {
    expect(graph("J = pi*e", { pi: 2, e: 3 }).solution.answers[0]).toMatchObject({ value: 6, exact: "6" });
  });
});

describe("fractions as givens", () => {
  it("are exact, alone and in lists", () => {
    const [J, dx, dk] = graph("J = k*sum(x)", { x: ["1/3", 2], k: " -1 / 10 " }).solution.answers;
    expect(J).toMatchObject({ value: expect.closeTo(-7 / 30, 15), exact: "-7/30" });
    expect(dx).toMatchObject({ exact: ["-1/10", "-1/10"] });
    expect(dk).toMatchObject({ exact: "7/3" });
  });

  it("need a number above and below", () => {
    for (const x of ["1/0", "a/b", "1/", "1", "1/2/3", ""]) expect(refusal("J = x", { x }).code).toBe("schema");
  });
});
