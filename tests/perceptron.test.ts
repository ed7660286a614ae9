import { describe, expect, it } from "vitest";
import { type Problem, solve } from "../problems/index.ts";
import { ProblemError } from "../solver/errors.ts";
import { generator } from "./samples.ts";

type Given = Record<string, unknown>;
const problemOf = (given: Given, conventions: Problem["conventions"] = {}): Problem => ({
  topic: "perceptron",
  given,
  conventions,
});

const answersOf = (problem: Problem, ask: string[]) =>
  Object.fromEntries(solve({ ...problem, ask }).solution.answers.map(({ id, value }) => [id, value]));

interface Data {
  X: number[][];
  /** 0 and 1. */
  y: number[];
  strict: boolean;
  most: number;
}

/** The learning rule in whole numbers: weights counted in units of the learning rate. */
function simulate({ X, y, strict, most }: Data) {
  let w = X[0]?.map(() => 0) ?? [];
  let b = 0;
  const history: { w: number[]; b: number }[] = [];
  for (let epoch = 1; ; epoch++) {
    let mistakes = 0;
    for (const [i, x] of X.entries()) {
      const z = x.reduce((sum, value, k) => sum + value * (w[k] as number), b);
      const error = (y[i] as number) - Number(strict ? z > 0 : z >= 0);
      w = w.map((weight, k) => weight + error * (x[k] as number));
      b += error;
      mistakes += Math.abs(error);
      history.push({ w, b });
    }
    if (mistakes === 0 || epoch === most) return { w, b, epochs: epoch, mistakes, history };
  }
}

describe("the learning rule agrees with a simulation in whole numbers", () => {
  const random = generator(20);
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const drawn = Array.from({ length: 200 }, (_, seed) => {
    const [d, m] = [whole(1, 3), whole(2, 6)];
    const X = Array.from({ length: m }, () => Array.from({ length: d }, () => whole(-3, 3)));
    const y = X.map(() => whole(0, 1));
    return { seed, X, y, strict: random() < 0.5, most: whole(1, 9), rate: [1, 0.5, 0.1, 0.3][seed % 4] as number };
  });

  it.each(drawn)("data set $seed", ({ X, y, strict, most, rate }) => {
    const simulated = simulate({ X, y, strict, most });
    const bipolar = y.map((label) => 2 * label - 1);
    for (const labels of [y, bipolar]) {
      const given = { X, y: labels, learningRate: rate, epochs: most };
      const problem = problemOf(given, { "step.at-zero": strict ? "0" : "1" });
      const middle = Math.ceil(simulated.history.length / 2);
      const found = answersOf(problem, ["w", "b", "epochs", "mistakes", `w_${middle}`, `b_${middle}`]);
      const before = simulated.history[middle - 1] as { w: number[]; b: number };
      expectNear(found.w, simulated.w, rate);
      expectNear(found.b, [simulated.b], rate);
      expectNear(found[`w_${middle}`], before.w, rate);
      expectNear(found[`b_${middle}`], [before.b], rate);
      expect([found.epochs, found.mistakes]).toEqual([simulated.epochs, simulated.mistakes]);
    }
    const absorbed = problemOf(
      { X, y, w: X[0]?.map(() => 0), b: 0, learningRate: rate, epochs: most },
      { "bias.absorbed": "yes", "step.at-zero": strict ? "0" : "1" },
    );
    expectNear(answersOf(absorbed, ["w"]).w, [simulated.b, ...simulated.w], rate);
  });

  function expectNear(found: unknown, inRates: number[], rate: number): void {
    const values = [found].flat() as number[];
    expect(values.length).toBe(inRates.length);
    for (const [k, x] of inRates.entries()) expect(values[k]).toBeCloseTo(x * rate, 9);
  }
});

describe("linear separability of every gate", () => {
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, k) => from + k);
  const tuples = (n: number, values: number[]): number[][] =>
    n === 0 ? [[]] : tuples(n - 1, values).flatMap((rest) => values.map((value) => [...rest, value]));

  /** The tables of all units with small weights and a bias between whole numbers. */
  function tablesOfUnits(n: number): Set<string> {
    const rows = tuples(n, [0, 1]);
    const biases = range(-4, 4).map((b) => b + 0.5);
    const units = tuples(n, range(-2, 2)).flatMap((w) => biases.map((b) => ({ w, b })));
    return new Set(
      units.map(({ w, b }) =>
        rows.map((x) => Number(x.reduce((sum, value, k) => sum + value * (w[k] as number), b) > 0)).join(""),
      ),
    );
  }

  it.each([
    { n: 2, separable: 14 },
    { n: 3, separable: 104 },
  ])("$separable gates of $n inputs are", ({ n, separable }) => {
    const units = tablesOfUnits(n);
    expect(units.size).toBe(separable);
    for (const y of tuples(2 ** n, [0, 1])) {
      const found = answersOf(problemOf({ inputs: n, y, epochs: 1 }), ["separable"]);
      expect(found.separable, y.join("")).toBe(Number(units.has(y.join(""))));
    }
  });

  it("is judged exactly where classes touch, and with decimals", () => {
    const judge = (X: number[][], y: number[]) => answersOf(problemOf({ X, y, epochs: 1 }), ["separable"]).separable;
    expect(judge([[0], [1], [1]], [0, 1, 0])).toBe(0);
    expect(judge([[0.1], [0.2], [0.3]], [1, 0, 1])).toBe(0);
    expect(judge([[0.1], [0.2], [0.3]], [1, 1, 0])).toBe(1);
    expect(
      judge(
        [
          [0.1, 0.7],
          [0.3, 0.1],
          [0.2, 0.4],
          [0, 1],
        ],
        [1, 1, 0, 1],
      ),
    ).toBe(0);
    expect(judge([[1], [2]], [1, 1])).toBe(1);
  });
});

describe("truth tables", () => {
  const gates: Record<string, (a: number, b: number) => boolean> = {
    AND: (a, b) => a + b === 2,
    OR: (a, b) => a + b > 0,
    NAND: (a, b) => a + b < 2,
    NOR: (a, b) => a + b === 0,
    XOR: (a, b) => a !== b,
    XNOR: (a, b) => a === b,
    IMPLIES: (a, b) => a <= b,
  };
  const rows = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as [number, number][];
  const cases = Object.entries(gates).flatMap(([gate, rule]) =>
    ["0", "1"].map((atZero) => ({ gate, atZero, table: rows.map(([a, b]) => Number(rule(a, b))) })),
  );

  it.each(cases)("$gate with step.at-zero $atZero", ({ gate, atZero, table }) => {
    const conventions = { "step.at-zero": atZero };
    expect(answersOf(problemOf({ gate }, conventions), ["yhat", "mistakes"])).toEqual({ yhat: table, mistakes: 0 });
    for (const network of ["nand", ...(/X/.test(gate) ? ["or-nand-and", "relu"] : [])]) {
      const found = answersOf(problemOf({ gate, network }, conventions), ["yhat", "mistakes"]);
      expect(found, network).toEqual({ yhat: table, mistakes: 0 });
    }
  });

  it("has gates of more inputs", () => {
    expect(answersOf(problemOf({ gate: "AND", inputs: 4 }), ["mistakes"])).toEqual({ mistakes: 0 });
    expect(answersOf(problemOf({ gate: "nand", inputs: 3 }), ["mistakes"])).toEqual({ mistakes: 0 });
    expect(answersOf(problemOf({ gate: "XOR", inputs: 3 }), ["separable"])).toEqual({ separable: 0 });
  });

  const remarksOf = (given: Given, conventions = {}) =>
    solve(problemOf(given, conventions)).solution.sections.flatMap(({ steps }) =>
      steps.flatMap((step) => step.remarks),
    );

  it("names the row that fails, and the bias that would do", () => {
    const remarks = remarksOf({ w: [1, 1], b: -2.5, gate: "AND" });
    expect(remarks.join(" ")).toContain("Row 4, $x=(1,\\,1)$, is wrong");
    expect(remarks).toContain("With these weights any bias $-2<b\\le -1$ would do.");
    expect(remarksOf({ w: [1, -1], b: 0, gate: "AND" }).join(" ")).toContain("No other bias mends it");
  });

  it("recognizes gates", () => {
    expect(remarksOf({ w: [1, 1], b: -1.5 })).toContain("What comes out is the AND gate.");
    expect(remarksOf({ w: [1, -1], b: 0 })).toContain("What comes out is $x_1$ AND NOT $x_2$.");
  });

  it("says what happens on the threshold, and decides it exactly", () => {
    expect(remarksOf({ w: [1, 1], b: 0, gate: "OR" }).join(" ")).toContain("which would be wrong");
    const decimal = { X: [[1, 1]], w: [0.1, 0.2], b: -0.3 };
    expect(answersOf(problemOf(decimal), ["yhat"])).toEqual({ yhat: [0] });
    expect(answersOf(problemOf(decimal, { "step.at-zero": "1" }), ["yhat"])).toEqual({ yhat: [1] });
  });

  it("takes labels −1 and 1, a threshold, and a constant input", () => {
    expect(answersOf(problemOf({ w: [1, 1], b: -1, y: [-1, -1, -1, 1] }), ["yhat", "mistakes"])).toEqual({
      yhat: [-1, -1, -1, 1],
      mistakes: 0,
    });
    expect(answersOf(problemOf({ w: [1, 1], threshold: 1, gate: "AND" }), ["z", "mistakes"])).toEqual({
      z: [-1, 0, 0, 1],
      mistakes: 0,
    });
    const absorbed = { w: [-1, 1, 1], gate: "AND" };
    expect(answersOf(problemOf(absorbed, { "bias.absorbed": "yes" }), ["z"])).toEqual({ z: [-1, 0, 0, 1] });
  });
});

describe("what makes no sense is said", () => {
  const complaint = (given: Given, conventions: Problem["conventions"] = {}, ask?: string[]): ProblemError => {
    try {
      solve({ ...problemOf(given, conventions), ...(ask && { ask }) });
    } catch (error) {
      if (error instanceof ProblemError) return error;
      throw error;
    }
    throw new Error("nothing was said");
  };

  it.each<[Given, string]>([
    [{}, "given.w"],
    [{ X: [[1, 2]] }, "given.w"],
    [{ w: [1, 1], X: [[1, 2, 3]] }, "given.w"],
    [{ w: [1, 1], X: [[1, 2], [3]] }, "given.X.1"],
    [{ w: [1, 1], y: [0, 1] }, "given.y"],
    [{ w: [1, 1], y: [0, 1, 2, 1] }, "given.y.2"],
    [{ w: [1, 1], y: [0, 1, -1, 1] }, "given.y.2"],
    [{ w: [1, 1], b: 1, threshold: 2 }, "given.threshold"],
    [{ gate: "AND", y: [0, 0, 0, 1] }, "given.gate"],
    [{ gate: "NOT", inputs: 2 }, "given.inputs"],
    [{ gate: "AND", X: [[1, 2]] }, "given.X"],
    [{ gate: "AND", network: "relu" }, "given.network"],
    [{ network: "nand" }, "given.network"],
    [{ w: [1, 1], gate: "XOR", network: "nand" }, "given.network"],
    [{ w: [1, 1, 1, 1, 1, 1, 1] }, "given.w"],
    [{ w: [1, 1], learningRate: 1 }, "given.y"],
    [{ gate: "AND", epochs: 200 }, "given.epochs"],
    [{ gate: "MAYBE" }, "given.gate"],
  ])("%j at %s", (given, at) => {
    const error = complaint(given);
    expect(error.at).toBe(at);
    expect(error.suggestion || error.candidates.length > 0).toBeTruthy();
  });

  it("a margin needs labels −1 and 1", () => {
    expect(complaint({ gate: "AND", epochs: 1 }, { "perceptron.mistake": "margin" }).at).toBe(
      "conventions.perceptron.mistake",
    );
  });
});

describe("how a run is told", () => {
  it("works the first example and the first mistake in full, and folds the rest", () => {
    const { sections } = solve(problemOf({ gate: "AND", learningRate: 1 })).solution;
    const told = sections.map(({ title, folded = false, table }) => [title, folded, table?.rows.length ?? 0]);
    expect(told.slice(0, 4)).toEqual([
      ["Epoch 1 · example 1", false, 0],
      ["Epoch 1 · right so far", true, 0],
      ["Epoch 1 · example 4", false, 5],
      ["Epoch 2", true, 4],
    ]);
  });

  it("stops where the weights repeat, unless the number of epochs is given", () => {
    expect(answersOf(problemOf({ gate: "XOR", learningRate: 1 }), ["epochs"])).toEqual({ epochs: 3 });
    expect(answersOf(problemOf({ gate: "XOR", learningRate: 1, epochs: 7 }), ["epochs"])).toEqual({ epochs: 7 });
  });

  it("learns from examples on the line where margins count", () => {
    const given = { X: [[1], [2]], y: [-1, 1] };
    expect(answersOf(problemOf(given), ["e_1"])).toEqual({ e_1: 0 });
    expect(answersOf(problemOf(given, { "perceptron.mistake": "margin" }), ["e_1"])).toEqual({ e_1: -1 });
  });
});
