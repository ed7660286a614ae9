import type { Example } from "../topic.ts";

const topic = "linear-collapse";

/** By hand, in whole numbers. */
export const examples: readonly Example[] = [
  // W = [1 −1]·[[1, 2], [0, 1]] = [1 1]; b = 1 − 0 + 2.
  {
    problem: {
      topic,
      given: {
        W1: [
          [1, 2],
          [0, 1],
        ],
        b1: [1, 0],
        W2: [[1, -1]],
        b2: 2,
        x: [3, 1],
      },
    },
    expect: { W: [[1, 1]], b: [[3]], Z1: [[6], [1]], Z2: [[7]], yhat: [[7]], gap: [[0]] },
  },
  // Three layers, 2–3–2–1.
  {
    problem: {
      topic,
      given: {
        W1: [
          [1, 0],
          [2, -1],
          [0, 3],
        ],
        b1: [1, 0, -1],
        W2: [
          [1, 1, 0],
          [0, 2, 1],
        ],
        b2: [0, 1],
        W3: [[2, -1]],
        b3: [4],
        x: [1, 2],
      },
    },
    expect: {
      P2: [
        [3, -1],
        [4, 1],
      ],
      W: [[2, -3]],
      c2: [[1], [0]],
      b: [[6]],
      Z3: [[2]],
      yhat: [[2]],
      paramsStack: 20,
      paramsSingle: 3,
    },
  },
  // The same kind of stack, examples in rows: x W¹ W².
  {
    problem: {
      topic,
      given: {
        X: [
          [1, 2],
          [0, -1],
        ],
        W1: [
          [1, 2, 0],
          [0, 1, -1],
        ],
        W2: [[1], [1], [2]],
        b2: [0.5],
      },
      conventions: { orientation: "xW" },
    },
    expect: { W: [[3], [-1]], b: [[0.5]], yhat: [[1.5], [1.5]] },
  },
  // ReLU cuts off −1 and −3, and nothing linear gives that.
  {
    problem: {
      topic,
      given: {
        W1: [
          [1, -1],
          [-2, 1],
        ],
        W2: [[1, 1]],
        x: [1, 2],
        activation: "relu",
      },
    },
    expect: { W: [[-1, 0]], Z2: [[0]], yhat: [[-1]], gap: [[1]] },
  },
];
