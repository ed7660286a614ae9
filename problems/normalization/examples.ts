import type { Example } from "../topic.ts";

const topic = "normalization";

export const examples: readonly Example[] = [
  {
    problem: { topic, given: { x: [2, 4, 4, 4, 5, 5, 7, 9], test: [8, 3] } },
    expect: { mu: 5, var: 4, sigma: 2, xhat: [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2], xhat_test: [1.5, -1] },
  },
  {
    problem: {
      topic,
      given: {
        X: [
          [1, 200],
          [2, 400],
          [3, 900],
        ],
        method: "min-max",
        range: [-1, 3],
        test: [4, 300],
      },
    },
    expect: {
      min: [1, 200],
      max: [3, 900],
      R: [2, 700],
      xhat: [
        [-1, -1],
        [1, 1 / 7],
        [3, 3],
      ],
      xhat_test: [5, -3 / 7],
    },
  },
  {
    problem: {
      topic,
      given: {
        X: [
          [1, 10],
          [3, 10],
          [5, 40],
          [3, 20],
        ],
        test: [5, 8],
      },
      conventions: { std: "n-1" },
    },
    expect: { mu: [3, 20], var: [8 / 3, 200], xhat_test: [1.224744871391589, -0.848528137423857] },
  },
  {
    problem: {
      topic,
      given: {
        X: [
          [0, 51],
          [102, 255],
        ],
        method: "image",
      },
    },
    expect: {
      xhat: [
        [0, 0.2],
        [0.4, 1],
      ],
    },
  },
  {
    problem: { topic, given: { mu: 60, sigma: 5, test: 70, back: -1.2 } },
    expect: { xhat_test: 2, x_back: 54 },
  },
];
