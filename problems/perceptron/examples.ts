import type { Example } from "../topic.ts";

const example = (given: Record<string, unknown>, expect: Example["expect"], more: object = {}): Example => ({
  problem: { topic: "perceptron", given, ...more },
  expect,
});

export const examples: readonly Example[] = [
  example({ gate: "AND", learningRate: 1 }, { w: [2, 1], b: -2, epochs: 6, w_4: [1, 1], b_4: 1, separable: 1 }),
  example({ w: [1, 1], b: 0, gate: "OR" }, { z: [0, 1, 1, 2], yhat: [0, 1, 1, 1], mistakes: 0 }),
  example({ w: [1, 1], b: 0, gate: "AND" }, { yhat: [0, 1, 1, 1], e: [0, -1, -1, 0], mistakes: 2, separable: 1 }),
  example({ gate: "NAND" }, { z: [2, 1, 1, 0], yhat: [1, 1, 1, 0], mistakes: 0 }),
  example({ gate: "NOT" }, { z: [1, 0], yhat: [1, 0] }),
  example({ gate: "NOR", inputs: 3 }, { yhat: [1, 0, 0, 0, 0, 0, 0, 0] }),
  example({ gate: "XOR" }, { separable: 0, h1: [1, 1, 1, 0], h2: [1, 1, 0, 1], h3: [1, 0, 1, 1], yhat: [0, 1, 1, 0] }),
  example({ gate: "XOR", network: "relu" }, { h1: [0, 1, 1, 2], h2: [0, 0, 0, 1], yhat: [0, 1, 1, 0], mistakes: 0 }),
  example(
    {
      gate: "XOR",
      network: "own",
      W1: [
        [1, -1],
        [-1, 1],
      ],
      W2: [1, 1],
    },
    {
      A1: [
        [0, 0],
        [0, 1],
        [1, 0],
        [0, 0],
      ],
      yhat: [0, 1, 1, 0],
      mistakes: 0,
    },
  ),
  example({ gate: "XNOR", network: "own" }, { yhat: [1, 0, 0, 1], mistakes: 0 }),
  example({ gate: "XOR", network: "or-nand-and" }, { h1: [0, 1, 1, 1], h2: [1, 1, 1, 0], yhat: [0, 1, 1, 0] }),
  example(
    { w: [0.3, -0.1], threshold: 0.2, gate: "AND", learningRate: 0.1 },
    { w: [0.1, 0.1], epochs: 5, w_epoch1: [0.3, 0], w_epoch2: [0.2, 0], w_epoch3: [0.2, 0.1] },
    { conventions: { "step.at-zero": "1", "perceptron.bias": "fixed" } },
  ),
  example(
    { w: [1, 1], threshold: 2, gate: "AND" },
    { z: [-2, -1, -1, 0], yhat: [0, 0, 0, 1] },
    { conventions: { "step.at-zero": "1" } },
  ),
  example({ gate: "XOR", epochs: 10 }, { separable: 0, epochs: 10, mistakes: 4 }),
  example(
    {
      X: [
        [2, 1],
        [1, 3],
        [-1, -2],
        [-2, 1],
      ],
      y: [1, 1, -1, -1],
      w: [0, 0],
      b: 0,
      learningRate: 0.5,
    },
    { w: [1, 0.5], b: 0.5, epochs: 2 },
  ),
  example(
    {
      X: [
        [2, 1],
        [1, 3],
        [-1, -2],
        [-2, 1],
      ],
      y: [1, 1, 0, 0],
      learningRate: 0.1,
      epochs: 1,
    },
    { separable: 1, epochs: 1 },
    { ask: ["w", "b", "separable"] },
  ),
  example(
    {
      X: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      y: [0, 1, 1, 1],
    },
    { w: [0, 1, 1], epochs: 4 },
    { conventions: { "bias.absorbed": "yes" } },
  ),
];
