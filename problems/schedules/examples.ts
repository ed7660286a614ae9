import type { Example } from "../topic.ts";

const topic = "schedules";

export const examples: readonly Example[] = [
  {
    problem: { topic, given: { schedule: "step", learningRate: 0.1, gamma: 0.5, stepSize: 3, epochs: 10 } },
    expect: { eta_0: 0.1, eta_2: 0.1, eta_3: 0.05, drops_7: 2, eta_7: 0.025, eta_10: 0.0125 },
  },
  {
    problem: { topic, given: { schedule: "exponential", learningRate: 0.2, gamma: 0.95, at: [1, 2, 10], below: 0.1 } },
    expect: { eta_1: 0.19, eta_2: 0.1805, eta_10: 0.2 * 0.95 ** 10, reached: 14 },
  },
  // Andrew Ng, Improving Deep Neural Networks, "Learning Rate Decay": 0.2, then 0.1, 0.067, 0.05, 0.04 in epochs 1 to 4.
  {
    problem: { topic, given: { schedule: "1/t", learningRate: 0.2, decayRate: 1, at: [1, 2, 3, 4] } },
    expect: { eta_1: 0.1, eta_2: 0.2 / 3, eta_3: 0.05, eta_4: 0.04 },
  },
  {
    problem: { topic, given: { schedule: "exponential", learningRate: 0.5, k: 0.1, at: [5, 10] } },
    expect: { eta_5: 0.5 * Math.exp(-0.5), eta_10: 0.5 / Math.E },
  },
  {
    problem: { topic, given: { schedule: "inverse-sqrt", learningRate: 0.6, warmup: 4, at: [1, 4, 9, 16] } },
    expect: { eta_1: 0.15, eta_4: 0.6, eta_9: 0.4, eta_16: 0.3 },
  },
  {
    problem: { topic, given: { schedule: "cosine", learningRate: 0.1, minRate: 0.02, epochs: 8 } },
    expect: { eta_0: 0.1, eta_2: 0.06 + 0.04 * Math.SQRT1_2, eta_4: 0.06, eta_8: 0.02 },
  },
  {
    problem: {
      topic,
      given: { schedule: "polynomial", learningRate: 0.1, power: 2, epochs: 100, at: [25, 50, 90], minRate: 0.01 },
    },
    expect: { eta_25: 0.060625, eta_50: 0.0325, eta_90: 0.0109 },
  },
  // Five epochs of warm-up and drops at epochs 30, 60 and 80, as in Goyal et al. 2017, section 5.1.
  {
    problem: {
      topic,
      given: {
        schedule: "step",
        learningRate: 3.2,
        gamma: 0.1,
        milestones: [30, 60, 80],
        warmup: 5,
        warmupStart: 0.1,
        at: [0, 2, 5, 29, 30, 60, 89],
      },
      conventions: { "warmup.then": "start" },
    },
    expect: {
      eta_0: 0.1,
      eta_2: 1.34,
      eta_5: 3.2,
      eta_29: 3.2,
      eta_30: 0.32,
      eta_60: 0.032,
      drops_89: 3,
      eta_89: 0.0032,
    },
  },
  {
    problem: { topic, given: { schedule: "cosine", learningRate: 0.4, epochs: 20, warmup: 4, at: [2, 4, 12, 20] } },
    expect: { eta_2: 0.2, eta_4: 0.4, eta_12: 0.2, eta_20: 0 },
  },
];
