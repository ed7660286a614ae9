import type { Example } from "../topic.ts";

const topic = "shapes";

export const examples: readonly Example[] = [
  {
    problem: { topic, given: { layers: [3, 4, 1], m: 5 } },
    expect: {
      X: [3, 5],
      W1: [4, 3],
      b1: [4, 1],
      Z1: [4, 5],
      W2: [1, 4],
      A2: [1, 5],
      dW1: [4, 3],
      db2: [1, 1],
      dZ1: [4, 5],
      params_1: 16,
      params: 21,
    },
  },
  {
    problem: { topic, given: { image: [64, 64, 3], layers: [20, 7, 5, 1], m: 209 } },
    expect: { n0: 12288, X: [12288, 209], W1: [20, 12288], params_1: 245780, params: 245973, dW4: [1, 5] },
  },
  {
    problem: { topic, given: { layers: [784, 128, 10], m: 32 }, conventions: { orientation: "xW" } },
    expect: { X: [32, 784], W1: [784, 128], b1: [1, 128], Z2: [32, 10], dW2: [128, 10], params: 101770 },
  },
  {
    problem: {
      topic,
      given: {
        pixels: [
          [2, 3],
          [5, 6],
        ],
        layers: [4, 3, 2, 1],
        bias: false,
      },
      conventions: { orientation: "WTx" },
    },
    expect: { n0: 4, x: [[2], [3], [5], [6]], X: [4, 1], W1: [4, 3], W3: [2, 1], Z3: [1, 1], dW2: [3, 2], params: 20 },
  },
];
