import type { Example } from "../topic.ts";

export const examples: readonly Example[] = [
  {
    problem: {
      topic: "initialization",
      given: { fanIn: 400, fanOut: 200, method: ["xavier", "he"] },
      ask: ["std_xavier", "limit_xavier", "std_he", "limit_he"],
    },
    // √(2/600), √(6/600), √(2/400), √(6/400)
    expect: {
      std_xavier: 0.05773502691896258,
      limit_xavier: 0.1,
      std_he: 0.07071067811865475,
      limit_he: 0.12247448713915891,
    },
  },
  {
    problem: {
      topic: "initialization",
      given: {
        layers: [2, 2, 1],
        value: 0.5,
        activation: "sigmoid",
        loss: "squared-error",
        x: [1, 2],
        y: 1,
        learningRate: 1,
        steps: 2,
      },
    },
    expect: { gap1_1: [0, 0], gap1_2: [0, 0], Z1: [[1.5], [1.5]] },
  },
  {
    problem: {
      topic: "initialization",
      given: { layers: [3, 2, 1], value: 0, activation: ["relu", "sigmoid"], x: [1, -2, 3], y: 1, learningRate: 0.1 },
    },
    // The only gradient that is not 0: ŷ − y = −½ at the output's bias.
    expect: {
      dW1: [
        [0, 0, 0],
        [0, 0, 0],
      ],
      dW2: [[0, 0]],
      b2_1: [[0.05]],
      gap1_1: [0, 0, 0],
    },
  },
  {
    problem: {
      topic: "initialization",
      given: { fanIn: 512, stdW: 0.01, activation: "relu", depth: 10 },
      ask: ["factor", "varL", "keepStd"],
    },
    // 512·0.0001/2 = 0.0256, and its tenth power
    expect: { factor: 0.0256, varL: 2 ** 80 * 1e-40, keepStd: 0.0625 },
  },
  {
    problem: {
      topic: "initialization",
      given: { layers: [100, 50, 10], method: "he", activation: "relu", varX: 1, distribution: "normal" },
    },
    // 100·(2/100) = 2, halved to 1, and the same again
    expect: { var1: 0.02, var2: 0.04, varZ1: 2, msA1: 1, varZ2: 2, ratio: 2 },
  },
  {
    problem: {
      topic: "initialization",
      given: { kernel: 3, inChannels: 64, outChannels: 128, activation: "relu" },
    },
    expect: { fanIn: 576, fanOut: 1152, var: 2 / 576, std: 0.05892556509887896, limit: 0.10206207261596577 },
  },
  {
    problem: {
      topic: "initialization",
      given: { fanIn: 300, fanOut: 300, method: "xavier" },
      conventions: { xavier: "uniform" },
    },
    expect: { limit: 0.1, var: 1 / 300 },
  },
  {
    problem: {
      topic: "initialization",
      given: { fanIn: 100, activation: "leaky-relu", alpha: 0.5, distribution: "uniform" },
    },
    // 2/(1.25·100), and √(3·0.016)
    expect: { var: 0.016, limit: 0.21908902300206645 },
  },
];
