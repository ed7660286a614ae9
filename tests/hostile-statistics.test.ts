import { describe, expect, test } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

type Given = Record<string, unknown>;
type Refusal = [given: Given, at: string, more?: { conventions?: Record<string, string>; ask?: string[] }];

const NAN = Number.NaN;
const two = [
  [1, 2],
  [3, 5],
];
const many = Array.from({ length: 100_000 }, (_, k) => k);

const REFUSALS: Record<string, Refusal[]> = {
  normalization: [
    [{}, "given.X"],
    [{ x: [] }, "given.x"],
    [{ X: [[]] }, "given.X.0"],
    [{ x: [1, NAN] }, "given.x.1"],
    [{ x: [1, Number.POSITIVE_INFINITY] }, "given.x.1"],
    [{ x: ["a", 2] }, "given.x.0"],
    [{ X: [[1, 2], [3]] }, "given.X"],
    [{ X: [[two]] }, "given.X"],
    [{ x: many }, "given.x"],
    [{ x: [1, 2], X: [1, 2] }, "given.x"],
    [{ x: [1, 2], method: "median" }, "given.method"],
    [{ x: [3, 3, 3] }, "given.x"],
    [{ x: [0.1, 0.1, 0.1] }, "given.x"],
    [
      {
        X: [
          [1, 7],
          [2, 7],
        ],
        method: "min-max",
      },
      "given.X",
    ],
    [{ x: [5] }, "given.x"],
    [{ x: [5], mu: 4 }, "given.x", { conventions: { std: "n-1" } }],
    [{ x: [1, 2], sigma: 0 }, "given.sigma"],
    [{ x: [1, 2], mu: 1, mean: 1 }, "given.mean"],
    [{ X: two, mu: [1, 2, 3] }, "given.mu"],
    [{ X: two, test: [1, 2, 3] }, "given.test"],
    [{ test: 3, mu: 2 }, "given.sigma"],
    [{ x: [1, 2], min: 0 }, "given.min"],
    [{ x: [1, 2], range: [0, 1] }, "given.range"],
    [{ x: [1, 2], method: "min-max", range: [1, 0] }, "given.range"],
    [{ x: [0, 300], method: "image" }, "given.x"],
    [{ x: [1, 2], colour: "red" }, "given"],
    [{ x: [1, 2] }, "conventions.std", { conventions: { std: "m" } }],
    [{ x: [1, 2] }, "ask", { ask: ["median"] }],
  ],
  "batch-norm": [
    [{}, "given.X"],
    [{ X: [] }, "given.X"],
    [{ x: [7] }, "given.x"],
    [{ X: [[1, 2]] }, "given.X"],
    [{ x: [1, NAN] }, "given.x.1"],
    [{ X: [[[[[1]]]]] }, "given.X.0.0.0.0"],
    [{ x: many }, "given.x"],
    [{ x: [1, 2], epsilon: -1 }, "given.epsilon"],
    [{ x: [1, 2], epsilon: 1, eps: 1 }, "given.eps"],
    [{ X: two, gamma: [1, 2, 3] }, "given.gamma"],
    [{ x: [1, 2], beta: [1, 2] }, "given.beta"],
    [{ X: two, dY: [1, 2] }, "given.dY"],
    [{ x: [1, 2], learningRate: 0.1 }, "given.dY"],
    [{ x: [1, 2], dY: [1, 2], learningRate: 0 }, "given.learningRate"],
    [{ x: [1, 2], momentum: 1.5 }, "given.momentum"],
    [{ x: [1, 2], runningMean: 0 }, "given.momentum"],
    [{ x: [1, 2], test: 3 }, "given.momentum"],
    [{ x: [1, 2], momentum: 0.9, runningVar: -1 }, "given.runningVar"],
    [{ X: two, momentum: 0.9, test: [1, 2, 3] }, "given.test"],
    [{ x: [1, 2], mode: "inference" }, "given.runningMean"],
    [{ x: [1, 2], mode: "inference", runningMean: 0 }, "given.runningVar"],
    [{ x: [1, 2], mode: "test" }, "given.mode"],
    [{ X: two, over: "layer", momentum: 0.9 }, "given.over"],
    [{ X: [two, two], over: "layer" }, "given.X"],
    [{ X: two, over: "instance" }, "given.over"],
  ],
  tsne: [
    [{}, "given.X"],
    [{ X: [1], sigma: 1 }, "given.X"],
    [{ X: [1, 2, 3] }, "given.perplexity"],
    [{ X: [1, 2, NAN], sigma: 1 }, "given.X.2"],
    [{ X: [[1, 2], [3]], sigma: 1 }, "given.X"],
    [{ X: many, sigma: 1 }, "given.X"],
    [{ X: [1, 2, 3], sigma: 0 }, "given.sigma"],
    [{ X: [1, 2, 3], sigma: [1, 2] }, "given.sigma"],
    [{ X: [1, 2000, 3000], sigma: 0.001 }, "given.sigma"],
    [{ X: [1, 2, 3], sigma: 1, perplexity: 2 }, "given.perplexity"],
    [{ X: [1, 2, 3], sigma: 1, iterations: 3 }, "given.iterations"],
    [{ X: [1, 2, 4], perplexity: 1 }, "given.perplexity"],
    [{ X: [1, 2, 4], perplexity: 2 }, "given.perplexity"],
    [{ X: [1, 2, 4], perplexity: 30 }, "given.perplexity"],
    [{ X: [0, 1, -1, 5], perplexity: 1.5 }, "given.perplexity"],
    [{ X: [1, 2, 4], perplexity: 1.5, bracket: [2, 1] }, "given.bracket"],
    [{ X: [1, 2, 4], perplexity: 1.5, bracket: [50, 60] }, "given.perplexity"],
    [{ X: [1, 2, 4], perplexity: 1.5, iterations: 1e9 }, "given.iterations"],
    [{ X: [1, 2, 3], distances: two, sigma: 1 }, "given.distances"],
    [{ distances: [[0, 1, 2]], sigma: 1 }, "given.distances"],
    [{ distances: two, sigma: 1 }, "given.distances"],
    [
      {
        P: [
          [0, 0.5],
          [0.4, 0],
        ],
      },
      "given.P",
    ],
    [
      {
        P: [
          [0, 0.2],
          [0.2, 0],
        ],
      },
      "given.P",
    ],
    [
      {
        P: [
          [0, 0.5],
          [0.5, 0],
        ],
        sigma: 1,
      },
      "given.sigma",
    ],
    [{ X: [1, 2, 3], sigma: 1, Y: [1, 2] }, "given.Y"],
    [{ X: [1, 2, 3], sigma: 1, learningRate: 1 }, "given.Y"],
    [{ X: [1, 2, 3], sigma: 1, Y: [1, 2, 3], steps: 2 }, "given.learningRate"],
    [{ X: [1, 2, 3], sigma: 1, Y: [1, 2, 3], learningRate: 1, steps: 1e9 }, "given.steps"],
  ],
  "classification-metrics": [
    [{}, "given.TP"],
    [{ TP: 1 }, "given.FP"],
    [{ TP: 1, FP: 1, FN: -1 }, "given.FN"],
    [{ TP: 1.5, FP: 1, FN: 1 }, "given.TP"],
    [{ TP: 0, FP: 0, FN: 0, TN: 0 }, "given.TP"],
    [{ TP: 1e300, FP: 1, FN: 1 }, "given.TP"],
    [{ TP: 1, FP: 1, FN: 1, confusion: two }, "given.confusion"],
    [{ confusion: [] }, "given.confusion"],
    [{ confusion: [[1, 2]] }, "given.confusion"],
    [
      {
        confusion: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      "given.confusion.0",
    ],
    [
      {
        confusion: [
          [0, 0],
          [0, 0],
        ],
      },
      "given.confusion",
    ],
    [{ confusion: two, classes: ["a", "b", "c"] }, "given.classes"],
    [{ confusion: two, classes: ["a", "b"], positive: "c" }, "given.positive"],
    [{ confusion: two, y: [1, 0] }, "given.y"],
    [
      {
        confusion: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        positive: 1,
      },
      "given.positive",
    ],
    [{ yhat: [1, 0] }, "given.y"],
    [{ y: [1, 0] }, "given.TP"],
    [{ y: [1, 0], yhat: [1] }, "given.yhat"],
    [{ y: [1, NAN], yhat: [1, 0] }, "given.y.1"],
    [{ y: [1, 0], yTrue: [1, 0], yhat: [1, 0] }, "given.yTrue"],
    [{ y: [1, 0], yhat: [1, 0], classes: [0, 2] }, "given.y"],
    [{ y: many, yhat: many }, "given.y"],
    [{ y: [1, 0], yhat: [1, 0], scores: [1, 0] }, "given.yhat"],
    [{ y: [1, 0], yhat: [1, 0], threshold: 0.5 }, "given.threshold"],
    [{ y: [1, 0], scores: [0.5] }, "given.scores"],
    [{ y: [1, 0, 2], scores: [0.5, 0.4, 0.3] }, "given.y"],
    [{ y: [1, 1], scores: [0.5, 0.4] }, "given.y"],
    [{ y: [1, 0], scores: [0.5, 0.4] }, "given.threshold", { ask: ["accuracy"] }],
    [{ y: many.slice(0, 100).map((k) => k % 2), scores: many.slice(0, 100) }, "given.scores"],
    [{ TP: 1, FP: 1, FN: 1, TN: 1, beta: 0 }, "given.beta"],
  ],
};

describe.each(Object.entries(REFUSALS))("%s refuses", (topic, refusals) => {
  test.each(refusals.map(([given, at, more = {}]) => ({ given, at, more })))(
    "$given $more: $at",
    ({ given, at, more }) => {
      const error = refusal(topic, given, more);
      expect(error.at, error.message).toBe(at);
      expect(error.message.length).toBeLessThan(300);
    },
  );
});

describe("what is odd but has an answer", () => {
  const answers = (topic: string, given: Given, ...ask: string[]) =>
    solve({ topic, given, ask }).solution.answers.map(({ value }) => value);

  test("nothing was called positive: precision is taken as 0", () => {
    const given = { y: [1, 0, 1], yhat: [0, 0, 0] };
    expect(answers("classification-metrics", given, "precision", "recall", "F1", "MCC")).toEqual([0, 0, 0, 0]);
  });

  test("no negatives at all", () => {
    expect(answers("classification-metrics", { TP: 3, FP: 0, FN: 1, TN: 0 }, "specificity", "accuracy")).toEqual([
      0, 0.75,
    ]);
  });

  test("names that TeX, HTML or prototypes might take for their own", () => {
    const names = ["$x_1$", "<b>\\frac", "__proto__"];
    const [matrix] = answers("classification-metrics", { y: names, yhat: [...names].reverse() }, "C") as number[][][];
    expect(matrix?.flat().reduce((a, b) => a + b)).toBe(3);
  });

  test("points on top of each other", () => {
    const [p] = answers("tsne", { X: [0, 0, 1], sigma: 1 }, "P") as number[][][];
    expect(p?.flat().reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  test("a batch of equal numbers is all zeros, thanks to ε", () => {
    expect(answers("batch-norm", { x: [3, 3, 3], dY: [1, 2, 3] }, "xhat", "dx")[0]).toEqual([0, 0, 0]);
  });
});
