import { describe, expect, it } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

const list = (n: number) => Array.from({ length: n }, (_, k) => k / n);

/** What is given, and where the complaint points. */
const cases: [string, object, string][] = [
  ["nothing", {}, "given.penalty"],
  ["a penalty that is none", { penalty: "l3", w: 1, lambda: 1 }, "given.penalty"],
  ["no weights", { penalty: "l2", lambda: 1 }, "given.w"],
  ["no factor", { penalty: "l2", w: 1 }, "given.lambda"],
  ["a negative factor", { penalty: "l2", w: 1, lambda: -1 }, "given.lambda"],
  ["one factor of two", { penalty: "elastic-net", w: 1, lambda1: 1 }, "given.lambda2"],
  ["a factor without its share", { penalty: "elastic-net", w: 1, lambda: 1 }, "given.l1Ratio"],
  ["factors twice", { penalty: "elastic-net", w: 1, lambda: 1, lambda1: 1, lambda2: 1 }, "given.lambda"],
  ["a share above 1", { penalty: "elastic-net", w: 1, lambda: 1, l1Ratio: 2 }, "given.l1Ratio"],
  ["the factor of another penalty", { penalty: "l1", w: 1, lambda: 1, lambda2: 1 }, "given.lambda2"],
  ["w and W1", { penalty: "l2", w: 1, W1: [[1]], lambda: 1 }, "given.W1"],
  ["NaN", { penalty: "l2", w: [1, Number.NaN], lambda: 1 }, "given.w.1"],
  ["no weight at all", { penalty: "l2", w: [], lambda: 1 }, "given.w"],
  ["too many weights", { penalty: "l2", w: list(401), lambda: 1 }, "given.w"],
  ["a gradient of another shape", { penalty: "l2", w: [1, 2], dw: [1], lambda: 1 }, "given.dw"],
  ["a gradient twice", { penalty: "l2", w: 1, dw: 1, dW: 1, lambda: 1 }, "given.dW"],
  ["a layer without gradient", { penalty: "l2", W1: [1], W2: [2], dW1: [1], lambda: 1 }, "given.dW2"],
  ["an unknown field", { penalty: "l2", w: 1, lambda: 1, decay: 1 }, "given.decay"],
  ["a rate of 0", { penalty: "l2", w: 1, dw: 1, lambda: 1, learningRate: 0 }, "given.learningRate"],
  ["an update without a rate", { penalty: "l2", w: 1, dw: 1, lambda: 1, steps: 1 }, "given.learningRate"],
  ["an update without a gradient", { penalty: "l2", w: 1, lambda: 1, learningRate: 1 }, "given.dw"],
  ["two updates by one gradient", { penalty: "l2", w: 1, dw: 1, lambda: 1, learningRate: 1, steps: 2 }, "given.steps"],
  ["a billion updates", { penalty: "l2", w: 1, L: "w^2", lambda: 1, learningRate: 1, steps: 1e9 }, "given.steps"],
  ["a loss that is no formula", { penalty: "l2", w: 1, L: "(w - 3", lambda: 1 }, "given.L"],
  ["a name in it without a value", { penalty: "l2", w: 1, L: "(w - a)^2", lambda: 1 }, "given.L"],
  ["a loss of many numbers", { penalty: "l2", w: [1, 2], L: "(w - 3)^2", lambda: 1 }, "given.L"],
  ["a loss without a value", { penalty: "l2", w: -1, L: "log(w)", lambda: 1 }, "given.L"],
  ["a formula and a gradient", { penalty: "l2", w: 1, L: "w^2", dw: 2, lambda: 1 }, "given.dw"],
  [
    "weight decay of L1",
    { penalty: "l1", w: 1, dw: 1, lambda: 1, learningRate: 1, weightDecay: true },
    "given.weightDecay",
  ],
  [
    "Adam for two layers",
    { penalty: "l2", W1: 1, W2: 1, dW1: 1, dW2: 1, lambda: 1, learningRate: 1, optimizer: "adam" },
    "given.optimizer",
  ],
  ["a bias without a gradient", { penalty: "l2", w: 1, dw: 1, b: 1, lambda: 1, learningRate: 1 }, "given.db"],
  ["beta1 = 1", { penalty: "l2", w: 1, dw: 1, lambda: 1, learningRate: 1, optimizer: "adam", beta1: 1 }, "given.beta1"],
  ["no examples", { penalty: "l2", w: 1, lambda: 1, m: 0 }, "given.m"],
];

describe("regularization: what makes no sense is refused, with its place and a mend", () => {
  it.each(cases)("%s", (_, given, at) => {
    const error = refusal("regularization", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });

  it("asks for the number of examples where the penalty is a mean", () => {
    const problem = {
      topic: "regularization",
      given: { penalty: "l2", w: 1, lambda: 1 },
      conventions: { l2: "half-mean" },
    };
    expect(() => solve(problem)).toThrow("number of examples");
  });
});
