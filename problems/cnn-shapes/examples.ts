import type { Example } from "../topic.ts";

const conv = (filters: number) => ({ type: "conv", filters, kernel: 3, padding: 1 });
const pool = { type: "maxpool", size: 2 };

/** LeNet-5 as it is usually built, with every map of S2 feeding every filter of C3: 61,706 parameters. */
const lenet: Example = {
  problem: {
    topic: "cnn-shapes",
    given: {
      input: [32, 32, 1],
      layers: [
        { type: "conv", filters: 6, kernel: 5, name: "C1" },
        { type: "avgpool", size: 2, name: "S2" },
        { type: "conv", filters: 16, kernel: 5, name: "C3" },
        { type: "avgpool", size: 2, name: "S4" },
        { type: "flatten" },
        { type: "dense", units: 120, name: "C5" },
        { type: "dense", units: 84, name: "F6" },
        { type: "dense", units: 10, name: "output" },
      ],
    },
  },
  expect: {
    shape_1: [28, 28, 6],
    shape_4: [5, 5, 16],
    params_1: 156,
    params_3: 2416,
    params_6: 48120,
    params: 61706,
    macs_1: 117600,
    macs: 416520,
    rf_4: 16,
  },
};

/** Simonyan & Zisserman 2015, configuration D: 138 million parameters. */
const vgg16: Example = {
  problem: {
    topic: "cnn-shapes",
    given: {
      input: [224, 224, 3],
      layers: [
        ...[64, 64].map(conv),
        pool,
        ...[128, 128].map(conv),
        pool,
        ...[256, 256, 256].map(conv),
        pool,
        ...[512, 512, 512].map(conv),
        pool,
        ...[512, 512, 512].map(conv),
        pool,
        { type: "flatten" },
        ...[4096, 4096, 1000].map((units) => ({ type: "dense", units })),
      ],
    },
  },
  expect: {
    shape_18: [7, 7, 512],
    size_19: 25088,
    params_20: 102764544,
    params: 138357544,
    macs: 15470264320,
    rf_18: 212,
  },
};

export const examples: readonly Example[] = [lenet, vgg16];
