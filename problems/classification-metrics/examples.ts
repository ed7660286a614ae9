import type { Example } from "../topic.ts";

const topic = "classification-metrics";

/** Worked by hand in fractions. */
export const examples: readonly Example[] = [
  {
    problem: { topic, given: { TP: 40, FP: 10, FN: 20, TN: 130 } },
    expect: {
      accuracy: 0.85,
      precision: 0.8,
      recall: 2 / 3,
      specificity: 13 / 14,
      F1: 8 / 11,
      FPR: 1 / 14,
      NPV: 13 / 15,
      balancedAccuracy: 67 / 84,
      MCC: 5000 / Math.sqrt(50 * 60 * 140 * 150),
    },
  },
  {
    problem: {
      topic,
      given: {
        y: ["cat", "dog", "bird", "cat", "dog", "bird", "cat", "cat"],
        yhat: ["cat", "cat", "bird", "cat", "dog", "dog", "dog", "cat"],
      },
    },
    expect: {
      C: [
        [1, 0, 1],
        [0, 3, 1],
        [0, 1, 1],
      ],
      accuracy: 5 / 8,
      precision: [1, 3 / 4, 1 / 3],
      recall: [1 / 2, 3 / 4, 1 / 2],
      F1: [2 / 3, 3 / 4, 2 / 5],
      macroPrecision: 25 / 36,
      macroRecall: 7 / 12,
      macroF1: 109 / 180,
      weightedF1: 77 / 120,
      microF1: 5 / 8,
    },
  },
  {
    problem: { topic, given: { y: [1, 0, 1, 1, 0, 0], scores: [0.9, 0.8, 0.7, 0.4, 0.4, 0.2] } },
    expect: {
      TPR: [0, 1 / 3, 1 / 3, 2 / 3, 1, 1],
      FPR: [0, 0, 1 / 3, 1 / 3, 2 / 3, 1],
      AUC: 13 / 18,
      AUC_pairs: 13 / 18,
    },
  },
  {
    problem: {
      topic,
      given: { y: [1, 0, 1, 1, 0, 0], scores: [0.9, 0.8, 0.7, 0.4, 0.4, 0.2], threshold: 0.7, beta: 2 },
    },
    expect: {
      C: [
        [2, 1],
        [1, 2],
      ],
      accuracy: 2 / 3,
      Fbeta: 2 / 3,
      AUC: 13 / 18,
    },
  },
  {
    problem: {
      topic,
      given: {
        confusion: [
          [8, 2],
          [1, 9],
        ],
        beta: 2,
      },
    },
    expect: {
      TP: 8,
      FN: 2,
      FP: 1,
      TN: 9,
      precision: 8 / 9,
      recall: 0.8,
      Fbeta: (5 * (8 / 9) * 0.8) / (4 * (8 / 9) + 0.8),
    },
  },
  {
    problem: {
      topic,
      given: {
        confusion: [
          [5, 1, 0],
          [2, 6, 2],
          [0, 1, 3],
        ],
        beta: 0.5,
      },
      conventions: { "confusion.rows": "predicted" },
    },
    expect: {
      precision: [5 / 6, 0.6, 0.75],
      recall: [5 / 7, 0.75, 0.6],
      accuracy: 0.7,
      balancedAccuracy: (5 / 7 + 0.75 + 0.6) / 3,
    },
  },
];
