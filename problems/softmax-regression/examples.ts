import type { Example } from "../topic.ts";

const topic = "softmax-regression";

/** Values by PyTorch. */
export const examples: readonly Example[] = [
  {
    problem: {
      topic,
      given: {
        x: [1, 2],
        W: [
          [0.5, 0.5],
          [1, -0.5],
          [-1, 0.5],
        ],
        b: [0.5, 0, 0],
        y: 1,
        activation: "softmax",
        learningRate: 0.1,
      },
    },
    expect: {
      Z: [[2], [0], [0]],
      y: [[0], [1], [0]],
      decision: [[1], [0], [0]],
      yhat: [[0.7869860421615984], [0.10650697891920075], [0.10650697891920075]],
      L: 2.2395447662218846,
      W_1: [
        [0.4213013957838402, 0.3426027915676803],
        [1.08934930210808, -0.32130139578384015],
        [-1.01065069789192, 0.47869860421615984],
      ],
      b_1: [[0.4213013957838402], [0.08934930210807993], [-0.010650697891920075]],
    },
  },
  {
    problem: {
      topic,
      given: { z: [2, 1, -1], y: [0, 1, 0], activation: ["sigmoid", "softmax"] },
    },
    expect: {
      yhat_sigmoid: [[0.8807970779778823], [0.7310585786300049], [0.2689414213699951]],
      L_sigmoid: 2.7534513860794188,
      yhat_softmax: [[0.7053845126982412], [0.25949646034241913], [0.03511902695933973]],
      L_softmax: 1.3490122167681864,
      total_sigmoid: 1.8807970779778822,
      total_softmax: 1,
    },
  },
  {
    problem: {
      topic,
      given: {
        X: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        W: [
          [0, 0],
          [0, 0],
        ],
        b: [0, 0],
        Y: [
          [1, 0],
          [1, 1],
          [0, 1],
        ],
        activation: "sigmoid",
        learningRate: 0.6,
        steps: 2,
      },
      conventions: { examples: "rows" },
    },
    expect: {
      J: 1.3862943611198906,
      dW: [
        [0, 0],
        [0, -1 / 3],
      ],
      J_1: 1.295432376410446,
      W_2: [
        [-0.009991674991575971, -0.019884340858119798],
        [-0.009991674991575971, 0.37022299327533637],
      ],
      b_2: [[0.18501248751263602, 0.16522715577954838]],
    },
  },
  // A label for each example, counted from 1; both examples have scores 0 and 0, so every probability is ½.
  {
    problem: {
      topic,
      given: {
        X: [
          [1, 2],
          [1, -1],
        ],
        W: [
          [0, 0],
          [0, 0],
        ],
        y: [2, 1],
      },
      conventions: { labels: "1", orientation: "Wx", examples: "columns" },
    },
    expect: {
      y: [
        [0, 1],
        [1, 0],
      ],
      J: Math.LN2,
      dW: [
        [-0.25, 0.5],
        [0.25, -0.5],
      ],
    },
  },
];
