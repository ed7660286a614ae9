import type { Example } from "../topic.ts";

export const examples: readonly Example[] = [
  {
    problem: {
      topic: "losses",
      given: { loss: ["squared-error", "mae", "huber"], yhat: [2, 4, 5, 4], y: [2.5, 3, 5.5, 14], delta: 1 },
    },
    expect: {
      J_mse: 25.375,
      J_mae: 3,
      J_huber: 2.5625,
      share_mse: 0.9852216748768473,
      dyhat_huber: [[-0.125, 0.25, -0.125, -0.25]],
    },
  },
  {
    problem: { topic: "losses", given: { loss: "bce", yhat: [0.6, 0.2, 0.4], y: [1, 0, 1] } },
    expect: {
      L: [[0.5108256237659907, 0.2231435513142097, 0.916290731874155]],
      J: 0.5500866356514518,
      dyhat: [[-0.5555555555555556, 0.4166666666666667, -0.8333333333333333]],
    },
  },
  {
    problem: {
      topic: "losses",
      given: {
        loss: "cce",
        yhat: [
          [0.6, 0.2, 0.2],
          [0.3, 0.5, 0.2],
        ],
        y: [1, 2],
      },
      conventions: { labels: "1" },
    },
    expect: { L: [[0.5108256237659907], [Math.LN2]], J: 0.6019864021629681 },
  },
  {
    problem: { topic: "losses", given: { loss: "cce", z: [2, 1, 0], y: 0 } },
    expect: { L: 0.40760596444437996, dz: [-0.3347590442251782, 0.24472847105479764, 0.09003057317038046] },
  },
  {
    problem: {
      topic: "losses",
      given: { loss: "squared-error", yhat: [3, 5, 2], y: [2, 5, 4] },
      ask: ["e", "L", "J", "rmse", "dyhat", "P", "nll"],
    },
    expect: { J: 1.6666666666666667, rmse: 1.2909944487358056, nll: 5.256815599614018 },
  },
  {
    problem: { topic: "losses", given: { loss: "hinge", yhat: [0.3, -2, 1.5], y: [1, -1, -1] } },
    expect: { L: [[0.7, 0, 2.5]], J: 1.0666666666666667, dyhat: [[-0.3333333333333333, 0, 0.3333333333333333]] },
  },
  {
    problem: { topic: "losses", given: { loss: "mae", yhat: 3.5, y: 5 } },
    expect: { L: 1.5, dyhat: -1 },
  },
  {
    problem: { topic: "losses", given: { loss: "huber", yhat: [1, 3], y: [0.5, 0], delta: 2 } },
    expect: { L: [[0.125, 4]], J: 2.0625, dyhat: [[0.25, 1]] },
  },
];
