import type { Example } from "../topic.ts";

export const examples: readonly Example[] = [
  {
    problem: {
      topic: "mlp",
      given: {
        x: [2, 3, 5, 6],
        W1: [
          [1, 3, -2],
          [2, -3, 4],
          [3, -1, 1],
          [2, 3, -2],
        ],
        W2: [
          [1, -2],
          [-3, 4],
          [-1, 1],
        ],
        W3: [[4], [1]],
        activation: "sigmoid",
        loss: "bce",
        y: 1,
        learningRate: 0.01,
      },
      conventions: { orientation: "xW" },
      ask: ["yhat", "J", "dW1", "dW2", "dW3", "W1_1", "W2_1", "W3_1"],
    },
    expect: { Z1: [[35, 10, 1]], W3_1: [[4.000143402408202], [1.0022007958621617]] },
  },
];
