import { expect, test } from "vitest";
import { solve } from "../problems/index.ts";
import { ProblemError } from "../solver/errors.ts";

/** Longer than this, in milliseconds, no refusal may take. */
const PATIENCE = 2000;

const list = (n: number) => Array.from({ length: n }, (_, k) => k / n);
const table = (rows: number, columns: number) => Array.from({ length: rows }, () => list(columns));

const neuron = { x: [1, 2], w: [1, 1], y: 1 };
const W = [
  [1, 0],
  [0, 1],
  [1, 1],
];
const classes = { x: [1, 2], W, y: 0 };
const stack = { W1: W, W2: [[1, 1, 1]] };

/** What is wrong, and where it is said to be. */
test.each<[string, string, object, string, object?]>([
  ["nothing at all", "neuron", {}, "given.w"],
  ["no input", "neuron", { w: [1] }, "given.x"],
  ["no weights", "neuron", { x: [1] }, "given.w"],
  ["empty weights", "neuron", { x: [1], w: [] }, "given.w"],
  ["too few weights", "neuron", { x: [1, 2, 3], w: [1, 1] }, "given.x"],
  ["a ragged batch", "neuron", { X: [[1, 2], [3]], w: [1, 1] }, "given.X"],
  ["a batch that fits neither way", "neuron", { X: table(3, 3), w: [1, 1] }, "given.X"],
  ["a batch and an example", "neuron", { ...neuron, X: table(2, 2) }, "given.X"],
  ["two targets for one example", "neuron", { ...neuron, y: [1, 2] }, "given.y"],
  ["both kinds of targets", "neuron", { ...neuron, Y: 1 }, "given.Y"],
  ["too few targets", "neuron", { x: [1, 2, 3], w: 1, y: [1, 2] }, "given.y"],
  ["two biases", "neuron", { ...neuron, b: [1, 2] }, "given.b"],
  ["not a number", "neuron", { ...neuron, x: [Number.NaN, 1] }, "given.x.0"],
  ["an infinite weight", "neuron", { ...neuron, w: [1, Infinity] }, "given.w.1"],
  ["a learning rate of 0", "neuron", { ...neuron, learningRate: 0 }, "given.learningRate"],
  ["a negative learning rate", "neuron", { ...neuron, learningRate: -1 }, "given.learningRate"],
  ["a rate and nothing to learn", "neuron", { x: 1, w: 1, learningRate: 0.1 }, "given.y"],
  ["steps without a rate", "neuron", { ...neuron, steps: 2 }, "given.learningRate"],
  ["too many steps", "neuron", { ...neuron, learningRate: 0.1, steps: 1e9 }, "given.steps"],
  ["half a step", "neuron", { ...neuron, learningRate: 0.1, steps: 0.5 }, "given.steps"],
  ["a softmax of one", "neuron", { ...neuron, activation: "softmax" }, "given.activation"],
  ["an unknown activation", "neuron", { ...neuron, activation: "magic" }, "given.activation"],
  ["an unknown loss", "neuron", { ...neuron, loss: "l3" }, "given.loss"],
  ["a cross-entropy of a line", "neuron", { ...neuron, loss: "bce" }, "given.loss"],
  ["a cross-entropy of 2", "neuron", { ...neuron, y: 2, loss: "bce", activation: "sigmoid" }, "given.y"],
  ["delta without Huber", "neuron", { ...neuron, delta: 1 }, "given.delta"],
  ["a negative delta", "neuron", { ...neuron, loss: "huber", delta: -1 }, "given.delta"],
  ["alpha without use", "neuron", { ...neuron, alpha: 0.1 }, "given.alpha"],
  ["a field of another topic", "neuron", { ...neuron, kernel: 3 }, "given"],
  ["an unknown convention", "neuron", neuron, "conventions.labels", { labels: "0" }],
  ["ten thousand inputs", "neuron", { x: list(10_000), w: list(10_000) }, "given.x"],

  ["nothing at all", "softmax-regression", {}, "given.W"],
  ["no input", "softmax-regression", { W }, "given.x"],
  ["no weights", "softmax-regression", { x: [1, 2] }, "given.W"],
  ["empty weights", "softmax-regression", { x: [1, 2], W: [] }, "given.W"],
  ["a single class", "softmax-regression", { x: [1, 2], W: [[1, 2]] }, "given.W"],
  ["a single score", "softmax-regression", { z: 3 }, "given.z"],
  ["inputs that do not fit", "softmax-regression", { x: [1, 2, 3, 4], W }, "given.W"],
  ["biases that do not fit", "softmax-regression", { ...classes, b: [1, 2] }, "given.b"],
  ["a label too high", "softmax-regression", { ...classes, y: 3 }, "given.y"],
  ["a label below the first", "softmax-regression", { ...classes, y: 0 }, "given.y", { labels: "1" }],
  ["half a label", "softmax-regression", { ...classes, y: 0.5 }, "given.y"],
  ["two true classes", "softmax-regression", { ...classes, y: [1, 1, 0] }, "given.y"],
  ["targets above 1", "softmax-regression", { ...classes, y: [2, -1, 0] }, "given.y"],
  ["targets of another length", "softmax-regression", { ...classes, y: [1, 0] }, "given.y"],
  ["labels of another number", "softmax-regression", { X: table(2, 5), W, Y: [0, 1] }, "given.Y"],
  ["both kinds of targets", "softmax-regression", { ...classes, Y: 0 }, "given.Y"],
  ["scores and weights", "softmax-regression", { z: [1, 2], W }, "given.W"],
  ["scores and a rate", "softmax-regression", { z: [1, 2], y: 0, learningRate: 0.1 }, "given.learningRate"],
  ["an unknown activation", "softmax-regression", { ...classes, activation: "relu" }, "given.activation"],
  ["no activation", "softmax-regression", { ...classes, activation: [] }, "given.activation"],
  [
    "a long comparison",
    "softmax-regression",
    { ...classes, activation: ["softmax", "sigmoid"], learningRate: 0.1, steps: 3 },
    "given.steps",
  ],
  ["steps without a rate", "softmax-regression", { ...classes, steps: 2 }, "given.learningRate"],
  ["a rate and nothing to learn", "softmax-regression", { x: [1, 2], W, learningRate: 1 }, "given.y"],
  ["not a number", "softmax-regression", { z: [1, Number.NaN] }, "given.z.1"],
  ["a million scores", "softmax-regression", { z: list(1e6) }, "given.z"],
  ["a large matrix", "softmax-regression", { x: list(1000), W: table(1000, 1000) }, "given.x"],

  ["nothing at all", "linear-collapse", {}, "given.W1"],
  ["a single layer", "linear-collapse", { W1: W }, "given.W2"],
  ["a gap", "linear-collapse", { W1: W, W3: [[1, 1, 1]] }, "given.W2"],
  ["an empty matrix", "linear-collapse", { W1: [], W2: W }, "given.W1"],
  ["a ragged matrix", "linear-collapse", { W1: [[1, 2], [3]], W2: W }, "given.W1"],
  ["layers that do not follow", "linear-collapse", { W1: W, W2: table(5, 5) }, "given.W2"],
  ["an input too long", "linear-collapse", { ...stack, x: [1, 2, 3] }, "given.W1", { orientation: "Wx" }],
  ["biases of another length", "linear-collapse", { ...stack, b1: [1, 2] }, "given.b1"],
  ["an activation and no input", "linear-collapse", { ...stack, activation: "relu" }, "given.x"],
  ["a softmax", "linear-collapse", { ...stack, activation: "softmax" }, "given.activation"],
  ["an example and a batch", "linear-collapse", { ...stack, x: [1, 2], X: table(2, 2) }, "given.X"],
  ["a field of no layer", "linear-collapse", { ...stack, V1: [[1]] }, "given.V1"],
  ["not a number", "linear-collapse", { ...stack, W2: [[1, Number.NaN, 1]] }, "given.W2.0.1"],
  [
    "forty layers",
    "linear-collapse",
    Object.fromEntries(list(40).map((_, k) => [`W${k + 1}`, table(2, 2)])),
    "given.W40",
  ],
  ["a large matrix", "linear-collapse", { W1: table(300, 300), W2: table(300, 300) }, "given.W1"],
])("%s: %s", (_, topic, given, at, conventions) => {
  const start = Date.now();
  let error: unknown;
  try {
    solve({ topic, given, ...(conventions && { conventions }) });
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).at).toBe(at);
  expect(Date.now() - start).toBeLessThan(PATIENCE);
});

const value = (problem: object, id: string) => solve({ ...problem, ask: [id] }).solution.answers[0]?.value;

test("scores beyond the exponential give shares all the same", () => {
  const problem = { topic: "softmax-regression", given: { z: [1000, 1000], y: 0 } };
  expect(value(problem, "yhat")).toEqual([[0.5], [0.5]]);
  expect(value(problem, "L")).toBeCloseTo(Math.LN2, 12);
});

test("a neuron that is off in every example is said to be dead", () => {
  const given = { x: [1, 2], w: -1, y: [1, 1], activation: "relu", loss: "l2" };
  const { sections } = solve({ topic: "neuron", given }).solution;
  expect(sections.flatMap(({ steps }) => steps.flatMap(({ remarks }) => remarks)).join()).toContain("dead");
});
