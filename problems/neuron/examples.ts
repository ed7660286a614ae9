import type { Example } from "../topic.ts";

const topic = "neuron";

/** By hand: numbers are chosen so that every value is a short decimal or fraction. */
export const examples: readonly Example[] = [
  // z = 1 + 6 − 2 = 5; L = 1² = 1; dz = 2·(5 − 4).
  {
    problem: {
      topic,
      given: { x: [1, 3], w: [1, 2], b: -2, activation: "relu", loss: "squared-error", y: 4, learningRate: 0.1 },
    },
    expect: { z: 5, yhat: 5, L: 1, dz: 2, dw: [2, 6], db: 2, w_1: [0.8, 1.4], b_1: -2.2, J_1: 1.44 },
  },
  // A line through three points: ŷ = 1, 2, 3, errors −1, −2, −2.
  {
    problem: { topic, given: { x: [1, 2, 3], w: 1, b: 0, y: [2, 4, 5], learningRate: 0.1, steps: 2 } },
    expect: {
      yhat: [[1, 2, 3]],
      L: [[1, 4, 4]],
      J: 3,
      dw: -22 / 3,
      db: -10 / 3,
      w_1: 1 + 2.2 / 3,
      b_1: 1 / 3,
    },
  },
  // |e| = 3 > δ = 2: the line, L = 2·3 − ½·2².
  {
    problem: { topic, given: { x: 2, w: 1.5, b: 1, y: 1, loss: "huber", delta: 2, learningRate: 0.5 } },
    expect: { yhat: 4, L: 4, dyhat: 2, dw: 4, db: 2, w_1: -0.5, b_1: 0 },
  },
  // z = 1, −1.5; ReLU gives 1, 0; both lie below their targets: L1 has slope −1, and the second example is cut off.
  {
    problem: {
      topic,
      given: {
        X: [
          [1, 2],
          [1, -3],
        ],
        w: [1, 0.5],
        b: -1,
        y: [1.5, 1],
        activation: "relu",
        loss: "l1",
      },
      conventions: { examples: "rows" },
    },
    expect: { z: [[1], [-1.5]], yhat: [[1], [0]], J: 0.75, dw: [[-0.5], [-1]], db: -0.5 },
  },
  // z = −0.5: a leaky unit still learns. L = ½(−0.05 − 1)².
  {
    problem: {
      topic,
      given: { x: [0.5, -1], w: [1, 1], y: 1, activation: "leaky-relu", alpha: 0.1 },
      conventions: { "loss.half": "yes" },
    },
    expect: { yhat: -0.05, L: 0.55125, dyhat: -1.05, dz: -0.105, dw: [-0.0525, 0.105] },
  },
];
