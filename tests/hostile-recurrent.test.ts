import { expect, test } from "vitest";
import { solve } from "../problems/index.ts";
import { ProblemError } from "../solver/errors.ts";

/** Longer than this, in milliseconds of processor time, no refusal may take. */
const PATIENCE = 2000;

const simple = { Wx: 0.5, Wh: 0.8 };
const wide = {
  Wx: [
    [1, 2],
    [3, 4],
  ],
  Wh: [
    [1, 0],
    [0, 1],
  ],
};
const gates = { Wf: 1, Uf: 1, Wi: 1, Ui: 1, Wc: 1, Uc: 1, Wo: 1, Uo: 1 };
const list = (n: number) => Array.from({ length: n }, (_, k) => k / n);
const matrix = (rows: number, columns: number) => Array.from({ length: rows }, () => list(columns));

/** What is wrong, and where it is said to be. */
test.each<[string, string, object, string, object?]>([
  ["nothing at all", "rnn", {}, "given.Wx"],
  ["no input", "rnn", simple, "given.x"],
  ["no time step", "rnn", { x: [], ...simple }, "given.x"],
  ["no weights", "rnn", { x: [1] }, "given.Wx"],
  ["no recurrent weights", "rnn", { x: [1], Wx: 1 }, "given.Wh"],
  ["no weights of the input", "rnn", { x: [1], Wh: 1 }, "given.Wx"],
  ["empty weights", "rnn", { x: [1], Wx: [], Wh: 1 }, "given.Wx"],
  ["a ragged matrix", "rnn", { x: [1, 2], Wx: [[1, 2], [3]], Wh: 1 }, "given.Wx"],
  ["a field of another topic", "rnn", { x: [1], ...simple, kernel: 3 }, "given.kernel"],
  ["an inherited field", "rnn", { x: [1], ...simple, constructor: 3 }, "given.constructor"],
  ["one parameter twice", "rnn", { x: [1], ...simple, Wxh: 1 }, "given.Wxh"],
  ["two sequences", "rnn", { x: [1], x1: 1, ...simple }, "given.x1"],
  ["a gap in time", "rnn", { x1: 1, x3: 1, ...simple }, "given.x2"],
  ["sequences of two lengths", "rnn", { X: [[1, 2], [1]], ...simple }, "given.X"],
  ["inputs too wide", "rnn", { x: [[1, 2, 3]], ...wide }, "given.x"],
  ["recurrent weights that are not square", "rnn", { x: [1, 2], Wx: wide.Wx, Wh: [[1, 0, 0]] }, "given.Wh"],
  ["biases of another length", "rnn", { x: [1, 2], ...wide, b: [1, 2, 3] }, "given.b"],
  ["a state of another length", "rnn", { x: [1, 2], ...wide, h0: [1, 2, 3] }, "given.h0"],
  ["a state after the end", "rnn", { x: [1, 2], ...simple, h3: 1 }, "given.h3"],
  ["NaN", "rnn", { x: [1, Number.NaN], ...simple }, "given.x.1"],
  ["infinity", "rnn", { x: [1, Number.POSITIVE_INFINITY], ...simple }, "given.x.1"],
  ["overflow", "rnn", { x: [1e308, 1e308], Wx: 1e308, Wh: 1, activation: "linear" }, "given.x"],
  ["a text for a number", "rnn", { x: [1], ...simple, h0: "none" }, "given.h0"],
  ["too many targets", "rnn", { x: [1], ...simple, y: [1, 2, 3] }, "given.y"],
  ["targets against the mode", "rnn", { x: [1, 2], ...simple, y: [1, 2], mode: "many-to-one" }, "given.y"],
  ["too few targets", "rnn", { x: [1, 2], ...simple, y: 1, mode: "many-to-many" }, "given.y"],
  ["two targets", "rnn", { x: [1], ...simple, y: 1, y1: 1 }, "given.y1"],
  ["no probability", "rnn", { x: [1], ...simple, y: 2, loss: "bce", Wy: 1 }, "given.y"],
  ["a cross-entropy of tanh", "rnn", { x: [1], ...simple, y: 1, loss: "bce" }, "given.loss"],
  ["a class for a one-hot vector", "rnn", { x: [1], ...simple, y: 2, loss: "cce", Wy: [1, 2, 3] }, "given.y"],
  ["two hot classes", "rnn", { x: [1], ...simple, y: [1, 1, 0], loss: "cce", Wy: [1, 2, 3] }, "given.y"],
  ["a bias of no layer", "rnn", { x: [1], ...simple, by: 1 }, "given.Wy"],
  ["an activation of no layer", "rnn", { x: [1], ...simple, outputActivation: "tanh" }, "given.outputActivation"],
  ["an unknown activation", "rnn", { x: [1], ...simple, activation: "constructor" }, "given.activation"],
  ["nothing to learn from", "rnn", { x: [1], ...simple, learningRate: 0.1 }, "given.y"],
  ["a gate beyond 1", "lstm", { f: 1.5, i: 0.8, o: 0.6, ctilde: 0.9, c0: 2 }, "given.f"],
  ["a negative rate", "rnn", { x: [1], ...simple, y: 1, learningRate: -1 }, "given.learningRate"],
  ["two ways to clip", "rnn", { x: [1], ...simple, y: 1, clipValue: 1, clipNorm: 1 }, "given.clipNorm"],
  ["a limit of 0", "rnn", { x: [1], ...simple, y: 1, clipNorm: 0 }, "given.clipNorm"],
  ["no step back", "rnn", { x: [1], ...simple, y: 1, truncate: 0 }, "given.truncate"],
  ["two ends to go back from", "rnn", { x: [1], ...simple, y: 1, dh: 1 }, "given.dh"],
  ["an answer beyond the end", "rnn", { x: [1], ...simple }, "ask", { ask: ["h9"] }],
  ["half of the sizes", "rnn", { hiddenSize: 3 }, "given.inputSize"],
  ["no units", "rnn", { inputSize: 3, hiddenSize: 0 }, "given.hiddenSize"],
  ["a size below 0", "rnn", { inputSize: -3, hiddenSize: 3 }, "given.inputSize"],
  ["an absurd size", "rnn", { inputSize: 1e9, hiddenSize: 1e9 }, "given.inputSize"],
  ["too many layers", "rnn", { inputSize: 3, hiddenSize: 3, layers: 1e5 }, "given.layers"],
  ["sizes beside numbers", "rnn", { inputSize: 3, hiddenSize: 3, ...simple, x: [1] }, "given.inputSize"],
  ["too long a sequence", "rnn", { x: list(1000), ...simple }, "given.x"],
  ["too many updates", "rnn", { x: [1], ...simple, y: 1, learningRate: 0.1, steps: 1000 }, "given.steps"],
  ["too many lines", "lstm", { x: list(30), ...gates, y: 1, learningRate: 0.1, steps: 10 }, "given.x"],
  ["too many units", "rnn", { x: list(30), Wx: matrix(300, 1), Wh: matrix(300, 300), y: list(300) }, "given.x"],
  ["a gate without weights", "lstm", { x: [1], Wf: 1, Uf: 1 }, "given.Wi"],
  ["a gate without its value", "lstm", { f: 0.5 }, "given.Wi"],
  ["gates of two lengths", "lstm", { f: 0.5, i: 0.5, o: 0.5, ctilde: [1, 2] }, "given.ctilde"],
  ["a cell of another length", "lstm", { x: [1], ...gates, c0: [1, 2] }, "given.c0"],
  [
    "joined weights of two widths",
    "lstm",
    { x: [1], Wf: [[1, 2]], Wi: [[1, 2, 3]], Wc: [[1, 2]], Wo: [[1, 2]] },
    "given.Wi",
  ],
  ["joined weights without room for an input", "lstm", { x: [1], Wf: 1, Wi: 1, Wc: 1, Wo: 1 }, "given.Wf"],
  ["three stacked gates of four", "lstm", { x: [1], weight_ih: [[1], [2], [3]] }, "given.weight_ih"],
  [
    "a reset after a joined product",
    "gru",
    { x: [1], Wz: [[1, 2]], Wr: [[1, 2]], Wh: [[1, 2]] },
    "conventions.gru.reset",
    { conventions: { "gru.reset": "after" } },
  ],
])("%s", (_, topic, given, at, more) => {
  const start = process.cpuUsage();
  const attempt = () => solve({ topic, given, ...more });
  expect(attempt).toThrow(ProblemError);
  expect(attempt).toThrow(expect.objectContaining({ at }));
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000, "milliseconds").toBeLessThan(PATIENCE);
});
