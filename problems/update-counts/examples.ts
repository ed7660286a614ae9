import type { Example } from "../topic.ts";

const topic = "update-counts";

export const examples: readonly Example[] = [
  // 1000 = 31·32 + 8.
  {
    problem: { topic, given: { m: 1000, batchSize: 32, epochs: 10 } },
    expect: { updatesPerEpoch: 32, lastBatch: 8, updates: 320 },
  },
  {
    problem: {
      topic,
      given: {
        m: 6000,
        batchSize: 100,
        epochs: 5,
        method: ["batch", "stochastic", "mini-batch"],
        timePerUpdate: [12, 0.01, 0.3],
      },
    },
    expect: {
      updates_batch: 5,
      updates_stochastic: 30000,
      updates_mini: 300,
      time_batch: 60,
      time_stochastic: 300,
      time_mini: 90,
      ratio_mini: 60,
    },
  },
  // Of MNIST's 60,000 training images, a fifth is kept for validation; 48,000 = 187·256 + 128.
  {
    problem: {
      topic,
      given: { examples: 60000, trainPercent: 80, batchSize: [64, 256, 500], epochs: 3 },
      conventions: { "batch.last": "drop" },
    },
    expect: {
      m: 48000,
      updates_64: 2250,
      updatesPerEpoch_256: 187,
      leftOut_256: 128,
      updates_256: 561,
      updates_500: 288,
    },
  },
  {
    problem: { topic, given: { n: 1050, batchSize: 100, updates: 1000, timePerUpdate: 20, timeUnit: "ms" } },
    expect: { updatesPerEpoch: 11, lastBatch: 50, epochs: 1000 / 11, time: 20000, time_s: 20 },
  },
];
