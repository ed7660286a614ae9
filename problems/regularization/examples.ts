import type { Example } from "../topic.ts";

export const examples: readonly Example[] = [
  {
    problem: {
      topic: "regularization",
      given: {
        penalty: "l2",
        w: [0.5, -1, 2],
        dw: [0.1, 0.2, -0.3],
        b: 0.4,
        db: 0.5,
        L: 0.8,
        lambda: 0.1,
        learningRate: 0.1,
      },
    },
    expect: { R: 0.525, J: 1.325, dR: [0.1, -0.2, 0.4], g: [0.2, 0, 0.1], w_1: [0.48, -1, 1.99], b_1: 0.35 },
  },
  {
    problem: {
      topic: "regularization",
      given: {
        penalty: "l1",
        w: [0.5, -1, 0],
        dw: [0.1, 0.2, -0.3],
        L: 0.8,
        lambda: 0.1,
        learningRate: 0.1,
        b: 0.3,
        db: 0.5,
      },
    },
    expect: { R: 0.15, J: 0.95, dR: [0.1, -0.1, 0], g: [0.2, 0.1, -0.3], w_1: [0.48, -1.01, 0.03], b_1: 0.25 },
  },
  {
    problem: {
      topic: "regularization",
      given: { penalty: "elastic-net", w: [1, -2], lambda: 0.2, l1Ratio: 0.25, L: 1, dw: [0, 0], learningRate: 1 },
      conventions: { l2: "half" },
    },
    expect: { lambda1: 0.05, lambda2: 0.15, R: 0.525, g: [0.2, -0.35], w_1: [0.8, -1.65] },
  },
  {
    problem: {
      topic: "regularization",
      given: {
        penalty: "l2",
        W1: [
          [1, 2],
          [0, -1],
        ],
        W2: [[2, -1]],
        lambda: 0.7,
        m: 10,
        L: 0.5,
      },
      conventions: { l2: "half-mean" },
      ask: ["R", "J", "dR_W1", "dR_W2"],
    },
    expect: {
      R: 0.385,
      J: 0.885,
      dR_W1: [
        [0.07, 0.14],
        [0, -0.07],
      ],
      dR_W2: [[0.14, -0.07]],
    },
  },
  {
    problem: {
      topic: "regularization",
      given: { penalty: "l2", w: 4, L: "(w - 3)^2", lambda: 0.5, learningRate: 0.1, steps: 2, weightDecay: true },
    },
    expect: { w_1: 3.4, w_2: 2.98, J: 9, wd_2: 2.98, shrink: 0.9 },
  },
  {
    problem: {
      topic: "regularization",
      given: {
        penalty: "l2",
        w: [1, 1],
        dw: [0.01, 10],
        lambda: 0.1,
        learningRate: 0.1,
        optimizer: "adam",
        epsilon: 0,
      },
      conventions: { l2: "half" },
    },
    expect: { w_1: [0.9, 0.9], wd_1: [0.89, 0.89], difference: [0.01, 0.01] },
  },
];
