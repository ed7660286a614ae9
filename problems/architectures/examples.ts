import type { Choices } from "../conventions.ts";
import type { Example } from "../topic.ts";

const example = (given: Record<string, unknown>, expect: Example["expect"], conventions?: Choices): Example => ({
  problem: { topic: "architectures", given, ...(conventions && { conventions }) },
  expect,
});

/** Where a number has no source beside it, it is a count over PyTorch's modules (tests/fixtures/make_architectures.py). */
export const examples: readonly Example[] = [
  example(
    { architecture: "lenet-5" },
    {
      shape_C1: [28, 28, 6],
      shape_S4: [5, 5, 16],
      params_C1: 156,
      params_C3: 2416,
      params_C5: 48120,
      params: 61706,
      macs: 416520,
      rf_S4: 16,
    },
  ),
  // LeCun et al. 1998, section II.B: 60,000 trainable parameters and 340,908 connections, layer by layer.
  example(
    { architecture: "lenet-5" },
    {
      params_S2: 12,
      params_C3: 1516,
      params_S4: 32,
      params_C5: 48120,
      params_F6: 10164,
      params: 60000,
      connections_C1: 122304,
      connections_S2: 5880,
      connections_C3: 151600,
      connections_S4: 2000,
      connections: 340908,
    },
    { lenet: "paper" },
  ),
  // Krizhevsky et al. 2012: 60 million parameters. Receptive field: Araujo, Norris & Sim 2019.
  example(
    { architecture: "alexnet" },
    {
      shape_conv1: [55, 55, 96],
      shape_pool5: [6, 6, 256],
      params_conv2: 307456,
      params: 60965224,
      macs: 724406816,
      rf_pool5: 195,
    },
    { alexnet: "grouped" },
  ),
  // torchvision.models: 138,357,544 parameters.
  example(
    { architecture: "vgg-16" },
    { shape_pool5: [7, 7, 512], params_fc6: 102764544, params: 138357544, macs: 15470264320, rf_pool5: 212 },
  ),
  // torchvision.models: 11,689,512 parameters.
  example(
    { architecture: "resnet-18" },
    { shape_conv5: [7, 7, 512], params_conv2: 147968, params: 11689512, macs: 1814073344, depth: 18, rf_conv5: 435 },
  ),
  // He et al. 2016: 3.8 billion multiply-adds. Receptive field: Araujo, Norris & Sim 2019.
  example(
    { architecture: "resnet-50" },
    {
      shape_conv4: [14, 14, 1024],
      params_conv4: 7098368,
      params: 25557032,
      macs: 3857973248,
      depth: 50,
      rf_conv5: 483,
    },
    { "resnet.stride": "v1" },
  ),
  example(
    {
      x: [1, 2],
      W1: [
        [1, -1],
        [0.5, 1],
      ],
      b1: [0, 1],
      W2: [
        [1, -1],
        [-1, 0.5],
      ],
      y: [0, 1],
      learningRate: 0.1,
    },
    {
      Z1: [-1, 3.5],
      A1: [0, 3.5],
      F: [-3.5, 1.75],
      H: [-2.5, 3.75],
      A2: [0, 3.75],
      L: 7.5625,
      dH: [0, 5.5],
      dx: [1.375, 8.25],
      W1_1: [
        [1, -1],
        [0.225, 0.45],
      ],
    },
  ),
  example(
    {
      x: [1, 2],
      W1: [
        [1, -1],
        [0.5, 1],
      ],
      b1: [0, 1],
      W2: [
        [1, -1],
        [-1, 0.5],
        [1, 1],
      ],
      Ws: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      upstream: [1, -1, 2],
    },
    {
      S: [1, 2, 3],
      A2: [0, 3.75, 6.5],
      dWs: [
        [0, 0],
        [-1, -2],
        [2, 4],
      ],
      dx: [2.75, 2.5],
    },
  ),
  example(
    {
      x: [
        [0, 2, 1],
        [2, 0, 1],
        [2, 2, 0],
      ],
      W1: [
        [0, 1, 0],
        [1, -1, 0],
        [0, 0, -1],
      ],
      b1: 0.5,
      W2: [
        [0, 0, 0],
        [0, 1, -1],
        [0, 1, 0],
      ],
      upstream: [
        [1, 0, -1],
        [2, 1, 0],
        [0, 1, 1],
      ],
    },
    {
      A2: [
        [0.5, 5, 3],
        [0, 4.5, 5],
        [2, 0, 3.5],
      ],
      dW1: [
        [-2, 1, 2],
        [4, -1, 3],
        [-2, 3, 0],
      ],
      dW2: [
        [5, 0.5, 1.5],
        [0.5, 7, 0.5],
        [-4, 0, 8],
      ],
      db1: 1,
      dx: [
        [0, 0, -2],
        [1, -2, 3],
        [1, 0, -1],
      ],
    },
  ),
];
