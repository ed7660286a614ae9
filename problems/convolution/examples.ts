import type { Example } from "../topic.ts";

const example = (given: Record<string, unknown>, expect: Example["expect"], more: object = {}): Example => ({
  problem: { topic: "convolution", given, ...more },
  expect,
});

/** Binary image and kernel of Stanford's UFLDL tutorial, "Feature extraction using convolution". */
const ufldl = example(
  {
    x: [
      [1, 1, 1, 0, 0],
      [0, 1, 1, 1, 0],
      [0, 0, 1, 1, 1],
      [0, 0, 1, 1, 0],
      [0, 1, 1, 0, 0],
    ],
    kernel: [
      [1, 0, 1],
      [0, 1, 0],
      [1, 0, 1],
    ],
  },
  {
    Z: [
      [4, 3, 4],
      [2, 4, 3],
      [2, 3, 4],
    ],
    height: 3,
  },
);

/** Forward, loss, all gradients and an update; worked out by hand and with PyTorch. */
const trained = example(
  {
    x: [
      [1, 0, 2],
      [3, 1, 0],
      [0, 2, 1],
    ],
    kernel: [
      [1, -1],
      [0, 2],
    ],
    bias: -1,
    activation: "relu",
    y: [
      [1, 1],
      [4, 0],
    ],
    learningRate: 0.1,
  },
  {
    Z: [
      [2, -3],
      [5, 2],
    ],
    A: [
      [2, 0],
      [5, 2],
    ],
    L: 7,
    dK: [
      [12, 2],
      [14, 10],
    ],
    db: 8,
    dx: [
      [2, -2, 0],
      [2, 6, -4],
      [0, 4, 8],
    ],
    K_1: [
      [-0.2, -1.2],
      [-1.4, 1],
    ],
    b_1: -1.8,
  },
);

const image = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
];
const next = (rows: readonly number[][], by: number): number[][] => rows.map((row) => row.map((n) => n + by));
const square = [
  [0, 1],
  [2, 3],
];

/** Zhang et al., Dive into Deep Learning, sections 7.2 and 7.4. */
const diveIntoDeepLearning = [
  example(
    { x: image, kernel: square },
    {
      Z: [
        [19, 25],
        [37, 43],
      ],
    },
  ),
  example(
    {
      x: [image, next(image, 1)],
      kernels: [0, 1, 2].map((by) => [next(square, by), next(square, by + 1)]),
      bias: [0, 0, 0],
    },
    {
      Z: [
        [
          [56, 72],
          [104, 120],
        ],
        [
          [76, 100],
          [148, 172],
        ],
        [
          [96, 128],
          [192, 224],
        ],
      ],
    },
  ),
];

/** Two channels, two kernels, stride and padding, with a gradient from the layers above: PyTorch. */
const channels = example(
  {
    x: [
      [
        [1, 2, 0],
        [0, 1, 3],
        [2, 1, 1],
      ],
      [
        [0, 1, 1],
        [2, 0, 1],
        [1, 1, 0],
      ],
    ],
    kernels: [
      [
        [
          [1, 0],
          [0, -1],
        ],
        [
          [0, 1],
          [1, 0],
        ],
      ],
      [
        [
          [0, 1],
          [-1, 0],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ],
    ],
    bias: [1, -1],
    padding: 1,
    stride: 2,
    upstream: [
      [
        [1, 0],
        [2, -1],
      ],
      [
        [0, 1],
        [1, 1],
      ],
    ],
  },
  {
    Z: [
      [
        [0, 2],
        [1, 3],
      ],
      [
        [-1, -2],
        [0, 1],
      ],
    ],
    db: [2, 3],
    dW: [
      [
        [
          [-1, -3],
          [-1, 4],
        ],
        [
          [0, 3],
          [-1, 2],
        ],
      ],
      [
        [
          [1, 3],
          [3, 3],
        ],
        [
          [0, 3],
          [2, 2],
        ],
      ],
    ],
    dx: [
      [
        [-1, -1, 0],
        [1, -1, 1],
        [-2, -1, 1],
      ],
      [
        [0, 0, 1],
        [2, 1, -1],
        [1, -1, 1],
      ],
    ],
  },
);

/** True convolutions: the three of numpy.convolve's documentation, and one of an image (PyTorch, kernel turned). */
const turned = [
  ...(
    [
      ["full", [0, 1, 2.5, 4, 1.5]],
      ["same", [1, 2.5, 4]],
      ["valid", [2.5]],
    ] as const
  ).map(([padding, Z]) =>
    example({ x: [1, 2, 3], kernel: [0, 1, 0.5], padding }, { Z }, { conventions: { "conv.kind": "convolution" } }),
  ),
  example(
    {
      x: [
        [1, 2, 0],
        [3, 1, 2],
        [0, 2, 1],
      ],
      kernel: [
        [1, 2],
        [3, 4],
      ],
      loss: "sum",
    },
    {
      Z: [
        [17, 12],
        [17, 15],
      ],
      dK: [
        [6, 6],
        [5, 7],
      ],
      dx: [
        [4, 7, 3],
        [6, 10, 4],
        [2, 3, 1],
      ],
    },
    { conventions: { "conv.kind": "convolution" } },
  ),
];

/** Weights that lie apart, averaged to one number: PyTorch. */
const dilated = example(
  {
    x: [
      [1, 0, 2, 1, 3],
      [0, 1, 1, 2, 0],
      [2, 1, 0, 1, 1],
      [1, 3, 1, 0, 2],
      [0, 1, 2, 1, 1],
    ],
    kernel: [
      [1, 2],
      [-1, 0.5],
    ],
    dilation: 2,
    loss: "mean",
  },
  {
    Z: [
      [3, 1.5, 8.5],
      [1.5, 2, 1],
      [3, 2.5, 0.5],
    ],
    dK: [
      [8 / 9, 11 / 9],
      [11 / 9, 1],
    ],
  },
);

/** Convolution, ReLU, max pooling, flattening, a dense layer and softmax: PyTorch. */
const chain = example(
  {
    x: [
      [1, 2, 0, 1],
      [0, 1, 3, 2],
      [2, 1, 1, 0],
      [1, 0, 2, 1],
    ],
    layers: [
      {
        type: "conv",
        kernel: [
          [1, 0.5],
          [-1, 1],
        ],
        bias: 0.25,
      },
      { type: "relu" },
      { type: "maxpool", size: 2, stride: 1 },
      { type: "flatten" },
      {
        type: "dense",
        W: [
          [0.5, -0.5, 0.25, 1],
          [1, 0, -0.5, 0.5],
        ],
        b: [0.1, -0.1],
        activation: "softmax",
      },
    ],
    y: [1, 0],
    learningRate: 0.1,
  },
  {
    P1: [
      [4.25, 4.25],
      [3.75, 3.75],
    ],
    Z2: [4.7875, 4.15],
    yhat: [0.6541881137612429, 0.34581188623875725],
    L: 0.42436033316360666,
    dK1: [
      [0.2593589146790681, -0.4322648577984464],
      [0.34581188623875725, 0.1729059431193788],
    ],
    db1: -0.08645297155968917,
    K1_1: [
      [0.9740641085320932, 0.5432264857798447],
      [-1.0345811886238758, 0.9827094056880621],
    ],
    W2_1: [
      [0.6469700516514718, -0.3530299483485282, 0.3796794573395339, 1.129679457339534],
      [0.8530299483485282, -0.14697005165147184, -0.629679457339534, 0.370320542660466],
    ],
  },
);

export const examples: readonly Example[] = [
  ufldl,
  trained,
  ...diveIntoDeepLearning,
  channels,
  ...turned,
  dilated,
  chain,
];
