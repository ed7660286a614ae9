import { describe, expect, it } from "vitest";
import { ProblemError } from "../../solver/errors.ts";
import { solve } from "../index.ts";
import { optimizers } from "./index.ts";
import { rulesUnder, settle } from "./optimizer.ts";

const J = "w^2 - 4*w + 3";
const quadratic = { J, w: 5, learningRate: 0.1 };

const refused: [topic: string, given: Record<string, unknown>, code: string, at: string][] = [
  ["gradient-descent", { ...quadratic, iterations: 0 }, "schema", "given.iterations"],
  ["gradient-descent", { ...quadratic, steps: 0 }, "schema", "given.steps"],
  ["gradient-descent", { ...quadratic, steps: 2, iterations: 2 }, "conflict", "given.steps"],
  ["gradient-descent", { ...quadratic, learningRate: -0.1 }, "schema", "given.learningRate"],
  ["gradient-descent", { J, w: 5 }, "missing", "given.learningRate"],
  ["gradient-descent", { w: 5, learningRate: 0.1 }, "missing", "given.gradients"],
  ["gradient-descent", { gradients: [1], learningRate: 0.1 }, "missing", "given.w"],
  ["gradient-descent", { J: "w^4", w: 10, learningRate: 10, iterations: 9 }, "not-finite", "given.learningRate"],
  ["momentum", { ...quadratic, beta: 0.9, momentum: 0.9 }, "conflict", "given.momentum"],
  ["adagrad", { w: 1, gradients: [0], epsilon: 0 }, "not-finite", "given.epsilon"],
  ["adagrad", { w: 1, gradients: [1], growth: 0.1 }, "missing", "given.squaredGradient"],
  ["adam", { ...quadratic, beta1: 1 }, "schema", "given.beta1"],
  ["adam", { ...quadratic, beta2: -0.1 }, "schema", "given.beta2"],
  ["adam", { ...quadratic, v0: -1 }, "range", "given.v0"],
  ["adam", { ...quadratic, m0: [1, 2] }, "shape", "given.m0"],
  ["adam", { ...quadratic, gradients: [1] }, "conflict", "given.J"],
  ["adam", { ...quadratic, theta: 1 }, "conflict", "given.theta"],
  ["adam", { ...quadratic, J: "w^^2" }, "formula", "given.J"],
  ["adam", { ...quadratic, J: "3" }, "formula", "given.J"],
  ["adam", { ...quadratic, J: "step(w)" }, "formula", "given.J"],
  ["adam", { ...quadratic, J: "a*w" }, "missing", "given.J"],
  ["adam", { ...quadratic, J: "log(w)", w: -1 }, "not-finite", "given.J"],
  ["adam", { ...quadratic, J: "beta1*w", values: { beta1: 2 } }, "conflict", "given.values.beta1"],
  ["adam", { ...quadratic, J: "w_1*w", values: { w_1: 2 } }, "conflict", "given.values.w_1"],
  ["adam", { J: "sum(w .^ 2) + w", w: [1, 2] }, "shape", "given.J"],
  ["adam", { J: "x^2", start: { x: 1, y: 2 } }, "formula", "given.J"],
  ["adam", { w: 1, gradients: [1, 2], iterations: 3 }, "missing", "given.gradients"],
  ["adam", { w: 1, gradients: [1, 2], iterations: 1 }, "conflict", "given.iterations"],
  ["adam", { w: [1, 2], gradients: [[1, 2], [1]] }, "shape", "given.gradients.1"],
];

describe("what makes no sense is refused, with its place and a mend", () => {
  it.each(refused)("%s %j", (topic, given, code, at) => {
    try {
      solve({ topic, given });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ProblemError);
      expect(error).toMatchObject({ code, at });
      expect((error as ProblemError).message).not.toContain("$");
    }
  });
});

describe.each(optimizers)("$id", (optimizer) => {
  it("has rules that mention only what there is, under all its conventions", () => {
    const { hyperparameters, state } = optimizer;
    const given = new Set(hyperparameters.map(({ id }) => id));
    const known = new Set([...given, ...state.map(({ id }) => id), "w", "g", "t"]);
    for (const rule of rulesUnder(optimizer, settle(optimizer, {}), given)) {
      for (const operand of JSON.stringify(rule.formula).matchAll(/"name":"(\w+)"/g))
        expect(known, rule.is).toContain(operand[1]);
      known.add(rule.target);
    }
    expect(optimizer.rules.filter(({ is, title }) => !title && !/^\w+ = \w+$/.test(is))).toEqual([]);
  });
});

const stepsOf = (problem: unknown) =>
  new Map(
    solve(problem)
      .solution.sections.flatMap(({ steps }) => steps)
      .map((s) => [s.id, s]),
  );

it("differentiates J as a person writes it", () => {
  const written = (text: string) =>
    stepsOf({ topic: "gradient-descent", given: { ...quadratic, J: text } }).get("g_1")?.why;
  expect(written(J)).toContain("\\frac{dJ}{dw}=2\\,w-4$");
  expect(written("(w - 3)^2")).toContain("=2\\,\\left(w-3\\right)$");
  expect(written("w^3 - 2*w^2 - w")).toContain("=3\\,w^{2}-4\\,w-1$");
});

it("says whether it helped", () => {
  const said = (learningRate: number) =>
    stepsOf({ topic: "gradient-descent", given: { ...quadratic, learningRate, iterations: 3 } }).get("J_3")?.remarks;
  expect(said(0.1)).toEqual(["$J$ went down in every iteration."]);
  expect(said(0.9)?.[1]).toContain("jumps over the minimum");
  expect(said(1.5)?.[0]).toContain("too long");
});

it("puts all iterations into one table and folds all but the first", () => {
  const { sections } = solve({ topic: "adam", given: { ...quadratic, iterations: 3 } }).solution;
  expect(sections.filter(({ folded }) => folded).map(({ title }) => title)).toEqual(["Iteration 2", "Iteration 3"]);
  const { table } = sections.at(-1) ?? {};
  expect(table?.head).toHaveLength(8);
  expect(table?.rows.map(([t]) => t)).toEqual(["0", "1", "2", "3"]);
});

it("takes steps for iterations", () => {
  const answers = (given: object) => solve({ topic: "gradient-descent", given: { ...quadratic, ...given } }).solution;
  expect(answers({ steps: 3 })).toEqual(answers({ iterations: 3 }));
});
