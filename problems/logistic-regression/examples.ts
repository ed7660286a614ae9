import type { Example } from "../topic.ts";

/** Values of the first two by PyTorch; the third by hand, −ln 0.6, −ln 0.8 and −ln 0.4. */
export const examples: readonly Example[] = [
  {
    problem: {
      topic: "logistic-regression",
      given: { x: [1, 2], w: [0.1, 0.2], b: 0.3, y: 1, learningRate: 0.1 },
    },
    expect: {
      z: 0.8,
      yhat: 0.6899744811276125,
      J: 0.371100665904277,
      dz: -0.3100255188723875,
      dw: [-0.3100255188723875, -0.620051037744775],
      db: -0.3100255188723875,
      w_1: [0.1310025518872388, 0.2620051037744775],
      b_1: 0.3310025518872388,
    },
  },
  {
    problem: {
      topic: "logistic-regression",
      given: {
        X: [
          [1, 2, -1],
          [1, 0, 2],
        ],
        w: [0.5, -0.5],
        b: 0,
        y: [1, 0, 1],
        learningRate: 0.3,
        steps: 2,
        threshold: 0.5,
      },
    },
    expect: {
      Z: [[0, 1, -1.5]],
      class: [[0, 1, 0]],
      J: 1.2359407153536401,
      "J(loop)": 1.2359407153536401,
      nll: 1.2359407153536401,
      dw: [[0.5932305444845511], [-0.711716317462429]],
      db: -0.19550529918787957,
      w_1: [[0.32203083665463467], [-0.2864851047612713]],
      J_1: 0.9828262039209829,
    },
  },
  {
    problem: {
      topic: "logistic-regression",
      given: { yhat: [0.6, 0.2, 0.4], y: [1, 0, 1] },
    },
    expect: {
      L: [[0.5108256237659907, 0.2231435513142097, 0.916290731874155]],
      "L(3)": 0.916290731874155,
      J: 0.5500866356514518,
    },
  },
];
