import type { Example } from "../topic.ts";

const example = (given: Record<string, unknown>, expect: Example["expect"], more: object = {}): Example => ({
  problem: { topic: "pooling", given, ...more },
  expect,
});

const image = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
];

export const examples: readonly Example[] = [
  // Every number goes back to the place that it came from.
  example(
    {
      x: [
        [1, 3, 2, 4],
        [5, 6, 1, 2],
        [7, 2, 9, 1],
        [3, 4, 5, 8],
      ],
      size: 2,
      upstream: [
        [1, 2],
        [3, 4],
      ],
    },
    {
      P: [
        [6, 4],
        [7, 9],
      ],
      dx: [
        [0, 0, 0, 2],
        [0, 1, 0, 0],
        [3, 0, 4, 0],
        [0, 0, 0, 0],
      ],
    },
  ),
  // Zhang et al., Dive into Deep Learning, section 7.5.
  example(
    { x: image, size: 2, stride: 1 },
    {
      P: [
        [4, 5],
        [7, 8],
      ],
      height: 2,
    },
  ),
  example(
    { x: image, type: "average", size: 2, stride: 1 },
    {
      P: [
        [2, 3],
        [5, 6],
      ],
    },
  ),
  // Windows that overlap; PyTorch.
  example(
    {
      x: [
        [4, 0, 2, 2],
        [1, 3, 0, 6],
        [5, 1, 2, 2],
        [0, 2, 1, 3],
      ],
      type: "average",
      size: 2,
      stride: 1,
      y: [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
    },
    {
      P: [
        [2, 1.25, 2.5],
        [2.5, 1.5, 2.5],
        [2, 1.5, 2],
      ],
      dx: [
        [1, 1.625, 1.875, 1.25],
        [2.25, 3.625, 3.875, 2.5],
        [2.25, 3.75, 3.75, 2.25],
        [1, 1.75, 1.75, 1],
      ],
    },
  ),
  // Negative numbers: the padding is not a 0 that could be the largest; PyTorch.
  example(
    {
      x: [
        [-4, 0, 2, -2],
        [1, -3, 0, 6],
        [-5, -1, 2, -7],
        [0, -2, -1, -3],
      ],
      size: 2,
      stride: 2,
      padding: 1,
      upstream: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    },
    {
      P: [
        [-4, 2, -2],
        [1, 2, 6],
        [0, -1, -3],
      ],
      dx: [
        [1, 0, 2, 3],
        [4, 0, 0, 6],
        [0, 0, 5, 0],
        [7, 0, 8, 9],
      ],
    },
  ),
  example(
    {
      x: [
        [
          [1, 3],
          [2, 4],
        ],
        [
          [5, 6],
          [1, 2],
        ],
      ],
      type: "global-average",
      upstream: [1, 2],
    },
    {
      G: [2.5, 3.5],
      dx: [
        [
          [0.25, 0.25],
          [0.25, 0.25],
        ],
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ],
    },
  ),
  example({ x: [2, 5, 1, 4, 3], size: 3, stride: 2 }, { P: [5, 4], length: 2 }),
  example({ x: [2, 5, 1, 4, 3, 6], size: 3, stride: 2 }, { P: [5, 4, 6] }, { conventions: { "conv.round": "ceil" } }),
];
