import type { Example } from "../topic.ts";

export const examples: readonly Example[] = [
  {
    problem: {
      topic: "dropout",
      given: { p: 0.2, a: [0.4, 0.8, -0.4, 1.2], mask: [1, 0, 1, 1], dA: [0.4, 0.3, -0.2, 0.8] },
    },
    expect: {
      ad: [0.5, 0, -0.5, 1.5],
      expected: [0.4, 0.8, -0.4, 1.2],
      atest: [0.4, 0.8, -0.4, 1.2],
      da: [0.5, 0, -0.25, 1],
      probability: 0.1024,
      networks: 16,
      variance: [0.04, 0.16, 0.04, 0.36],
    },
  },
  {
    problem: {
      topic: "dropout",
      given: { p: 0.8, a: [2, -1, 3], random: [0.3, 0.9, 0.75], dA: [1, 1, 1] },
      conventions: { "dropout.p": "keep", "dropout.scale": "classic" },
    },
    expect: {
      mask: [1, 0, 1],
      ad: [2, 0, 3],
      expected: [1.6, -0.8, 2.4],
      atest: [1.6, -0.8, 2.4],
      da: [1, 0, 1],
      kept: 2,
      expectedKept: 2.4,
      probability: 0.128,
    },
  },
  {
    problem: {
      topic: "dropout",
      given: {
        p: 0.5,
        x: [1, 2],
        W1: [
          [1, 0.5],
          [-1, 1],
          [0.5, 0.5],
        ],
        b1: [0, 0.5, 0],
        mask1: [1, 0, 1],
        W2: [[1, 2, -1]],
        b2: [0.1],
        y: 1,
      },
    },
    expect: {
      Ad1: [[4], [0], [3]],
      yhat: [[1.1]],
      L: 0.01,
      dW2: [[0.8, 0, 0.6]],
      dW1: [
        [0.4, 0.8],
        [0, 0],
        [-0.4, -0.8],
      ],
      yhat_test: [[3.6]],
    },
  },
];
