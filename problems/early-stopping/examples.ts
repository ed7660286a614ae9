import type { Example } from "../topic.ts";

export const examples: readonly Example[] = [
  {
    problem: {
      topic: "early-stopping",
      given: { validationLoss: [0.9, 0.7, 0.6, 0.65, 0.62, 0.61, 0.66], patience: 3 },
    },
    expect: { stopEpoch: 6, bestEpoch: 3, bestLoss: 0.6, returned: 0.6, wait_5: 2 },
  },
  {
    problem: {
      topic: "early-stopping",
      given: {
        validationLoss: [1.2, 0.8, 0.79, 0.7, 0.695, 0.69],
        trainingLoss: [1.1, 0.7, 0.6, 0.5, 0.4, 0.35],
        patience: 2,
        minDelta: 0.02,
      },
    },
    expect: { stopEpoch: 6, bestEpoch: 4, bestLoss: 0.7, improved_3: 0, wait_3: 1, best_3: 0.8, gap_6: 0.34 },
  },
  {
    problem: {
      topic: "early-stopping",
      given: { validationAccuracy: [0.6, 0.72, 0.7, 0.75, 0.74, 0.73], patience: 2, restoreBest: false },
      conventions: { patience: "exceeded" },
    },
    expect: { stopEpoch: 6, bestEpoch: 4, bestAccuracy: 0.75, returned: 0.73 },
  },
  {
    problem: {
      topic: "early-stopping",
      given: {
        validationLoss: [0.5, 0.4, 0.45, 0.41],
        patience: 2,
        w: [
          [0.1, 0.2],
          [0.3, 0.1],
          [0.5, 0],
          [0.6, -0.2],
        ],
        firstEpoch: 0,
      },
    },
    expect: { stopEpoch: 3, bestEpoch: 1, w: [0.3, 0.1] },
  },
];
