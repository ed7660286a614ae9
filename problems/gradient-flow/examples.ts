import type { Example } from "../topic.ts";

const topic = "gradient-flow";

/** By hand. */
export const examples: readonly Example[] = [
  // (1/4)^5 = 1/1024.
  {
    problem: { topic, given: { activation: "sigmoid", w: 1, layers: 5, threshold: 0.01 } },
    expect: { slope: 0.25, total: 1 / 1024, layersNeeded: 4, layer: 2, g5: 0.25 },
  },
  // (3/2)^4 = 81/16.
  {
    problem: { topic, given: { factor: 1.5, layers: 4, g: 16 } },
    expect: { total: 81 / 16, g4: 24, g1: 81 },
  },
  // 0.1³ is the threshold itself, and not below it.
  {
    problem: { topic, given: { factor: 0.1, threshold: 0.001 } },
    expect: { q: 3, layersNeeded: 4 },
  },
  // σ(−ln 3) = 1/4: slope 3/16, times 8 is 3/2; and (3/2)^6 is the first power beyond 10.
  {
    problem: { topic, given: { activation: "sigmoid", z: -Math.log(3), w: 8, layers: 4, threshold: 10 } },
    expect: { slope: 3 / 16, f: 1.5, total: 81 / 16, layersNeeded: 6, layer: 0 },
  },
  // tanh(ln 2) = 3/5, so the slope is 16/25; ReLU is off at −1.
  {
    problem: { topic, given: { activation: ["relu", "tanh", "linear"], z: [-1, Math.log(2), 5], w: [2, 5, -2] } },
    expect: { slope2: 0.64, f2: 3.2, f3: -2, f1: 0, g2: -6.4, total: 0 },
  },
  // σ(ln 3) = 3/4, so the slopes are 3/16 and 1/4; g = 8 → 8·(1/4·2) = 4 → 4·(3/16·4) = 3.
  {
    problem: {
      topic,
      given: { activation: "sigmoid", w: [4, 2], z: [Math.log(3), 0], g: 8, threshold: 3.5 },
    },
    expect: { slope1: 3 / 16, f1: 0.75, f2: 0.5, g2: 4, g1: 3, total: 0.375, layer: 1 },
  },
  // ReLU switches the second unit of layer 1 off.
  {
    problem: {
      topic,
      given: {
        x: [1, 2],
        W1: [
          [1, 1],
          [1, -1],
        ],
        W2: [
          [2, 1],
          [1, 3],
        ],
        W3: [[3, 4]],
        activation: ["relu", "relu", "linear"],
        threshold: 16,
      },
    },
    expect: {
      A1: [[3], [0]],
      A2: [[6], [3]],
      yhat: [[30]],
      dA2: [[3], [4]],
      norm3: 5,
      dA1: [[10], [15]],
      dx: [[10], [10]],
      norm1: Math.sqrt(200),
      layer: 2,
    },
  },
  // Single units with an input: σ(0) = 1/2, then tanh(2·½ − 1) = 0, whose slopes are ¼ and 1; back: 1·2, then ¼·2·4.
  {
    problem: { topic, given: { x: 0, w: [4, 2], b2: -1, activation: ["sigmoid", "tanh"] }, ask: ["yhat", "dx"] },
    expect: { A1: [[0.5]], yhat: [[0]], dA1: [[2]], dx: [[2]], total: 2 },
  },
];
