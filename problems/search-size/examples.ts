import type { Example } from "../topic.ts";

const topic = "search-size";

export const examples: readonly Example[] = [
  {
    problem: {
      topic,
      given: {
        grid: { learningRate: [0.1, 0.01, 0.001], batchSize: [32, 64], layers: [1, 2, 3, 4] },
        folds: 5,
        timePerTraining: 6,
      },
    },
    expect: { configurations: 24, trainings: 120, time: 720, time_h: 12 },
  },
  // Bergstra & Bengio 2012, section 2: 60 trials hit the best 5 % with a probability above 95 %.
  {
    problem: { topic, given: { trials: 60, top: 0.05, confidence: 0.95 } },
    expect: { miss: 0.95 ** 60, hit: 1 - 0.95 ** 60, needed: 59 },
  },
  {
    problem: {
      topic,
      given: {
        grid: { "learning rate": 5, optimizer: ["sgd", "adam"], "weight decay": 4 },
        trials: 15,
        folds: 10,
        refit: true,
        timePerTraining: 90,
        timeUnit: "s",
        workers: 4,
        costPerHour: 2.4,
        topCount: 2,
      },
    },
    expect: {
      configurations: 40,
      trainings_grid: 401,
      rounds_grid: 101,
      time_grid: 9090,
      trainings_random: 151,
      rounds_random: 38,
      time_random: 3420,
      cost_grid: 24.06,
      cost_random: 9.06,
      top: 0.05,
      hit: 1 - 0.95 ** 15,
    },
  },
  // A support vector machine's two kernels have different hyperparameters.
  {
    problem: {
      topic,
      given: {
        grid: [
          { kernel: ["linear"], C: [1, 10, 100] },
          { kernel: ["rbf"], C: [1, 10, 100], gamma: 4 },
        ],
        k: 3,
        repeats: 2,
        m: 150,
      },
    },
    expect: {
      configurations_1: 3,
      configurations_2: 12,
      configurations: 15,
      trainings: 90,
      foldSize: 50,
      trainSize: 100,
    },
  },
];
