import type { Example } from "../topic.ts";

const example = (given: Record<string, unknown>, expect: Example["expect"], more: object = {}): Example => ({
  problem: { topic: "augmentation", given, ...more },
  expect,
});

const image = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];

export const examples: readonly Example[] = [
  example(
    { x: image, rotate: 90 },
    {
      x_1: [
        [3, 6, 9],
        [2, 5, 8],
        [1, 4, 7],
      ],
    },
  ),
  example(
    {
      x: image,
      operations: [{ flip: "horizontal" }, { flip: "vertical" }, { rotate: 180 }, { shift: { right: 1, down: 1 } }],
      independent: true,
    },
    {
      x_1: [
        [3, 2, 1],
        [6, 5, 4],
        [9, 8, 7],
      ],
      x_2: [
        [7, 8, 9],
        [4, 5, 6],
        [1, 2, 3],
      ],
      x_3: [
        [9, 8, 7],
        [6, 5, 4],
        [3, 2, 1],
      ],
      x_4: [
        [0, 0, 0],
        [0, 1, 2],
        [0, 4, 5],
      ],
    },
  ),
  example(
    {
      x: image,
      operations: [
        { shift: { left: 1, fill: 255 } },
        { rotate: 90 },
        { crop: { top: 1, left: 1, height: 2, width: 2 } },
      ],
    },
    {
      x_1: [
        [2, 3, 255],
        [5, 6, 255],
        [8, 9, 255],
      ],
      x_2: [
        [8, 5, 2],
        [9, 6, 3],
        [255, 255, 255],
      ],
      x_3: [
        [6, 3],
        [255, 255],
      ],
    },
    { conventions: { rotation: "clockwise" } },
  ),
  // The same as PyTorch's interpolate and as OpenCV's INTER_LINEAR.
  example(
    {
      x: [
        [10, 20],
        [30, 40],
      ],
      resize: { height: 4, width: 4, method: "bilinear" },
    },
    {
      u_1: [0, 0.25, 0.75, 1],
      x_1: [
        [10, 12.5, 17.5, 20],
        [15, 17.5, 22.5, 25],
        [25, 27.5, 32.5, 35],
        [30, 32.5, 37.5, 40],
      ],
    },
  ),
  example(
    {
      x: [
        [10, 20],
        [30, 40],
      ],
      resize: { scale: 2, method: "nearest" },
    },
    {
      a_1: [0, 0, 1, 1],
      x_1: [
        [10, 10, 20, 20],
        [10, 10, 20, 20],
        [30, 30, 40, 40],
        [30, 30, 40, 40],
      ],
    },
  ),
  // Two channels, with the corners aligned; PyTorch.
  example(
    {
      x: [
        [
          [1, 3],
          [2, 4],
        ],
        [
          [0, -1],
          [5, 2],
        ],
      ],
      resize: { height: 3, width: 4, method: "bilinear" },
    },
    {
      x_1: [
        [
          [1, 5 / 3, 7 / 3, 3],
          [1.5, 13 / 6, 17 / 6, 3.5],
          [2, 8 / 3, 10 / 3, 4],
        ],
        [
          [0, -1 / 3, -2 / 3, -1],
          [2.5, 11 / 6, 7 / 6, 0.5],
          [5, 4, 3, 2],
        ],
      ],
    },
    { conventions: { "resize.centres": "align-corners" } },
  ),
];
