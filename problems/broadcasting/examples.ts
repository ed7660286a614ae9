import type { Example } from "../topic.ts";

const topic = "broadcasting";

const CALORIES = [
  [56, 0, 4.4, 68],
  [1.2, 104, 52, 8],
  [1.8, 135, 99, 0.9],
];

export const examples: readonly Example[] = [
  {
    problem: {
      topic,
      given: {
        A: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        B: [10, 20, 30],
      },
    },
    expect: {
      result: [
        [11, 22, 33],
        [14, 25, 36],
      ],
      shape_result: [2, 3],
      fits: [1, 1],
    },
  },
  // NumPy's own example: numpy.org/doc/stable/user/basics.broadcasting.html, "General broadcasting rules".
  {
    problem: {
      topic,
      given: {
        shapes: [
          [8, 1, 6, 1],
          [7, 1, 5],
        ],
        operation: "*",
      },
    },
    expect: { shape_result: [8, 7, 6, 5] },
  },
  {
    problem: { topic, given: { shapes: { a: [4, 3], b: [4] }, code: "c = a + b" } },
    expect: { fits: [1, 0] },
  },
  {
    problem: { topic, given: { values: { A: CALORIES }, code: "cal = A.sum(axis=0)\npercentage = 100 * A / cal" } },
    expect: {
      cal: [59, 239, 155.4, 76.9],
      shape_cal: [4],
      percentage: CALORIES.map((row) => row.map((x, j) => (100 * x) / ([59, 239, 155.4, 76.9][j] as number))),
    },
  },
  {
    problem: { topic, given: { a: [1, 2, 3] } },
    expect: {
      turned: [1, 2, 3],
      inner: 14,
      ndim_inner: 0,
      column: [[1], [2], [3]],
      row: [[1, 2, 3]],
      outer: [
        [1, 2, 3],
        [2, 4, 6],
        [3, 6, 9],
      ],
      shape_outer: [3, 3],
    },
  },
  {
    problem: {
      topic,
      given: { code: "a = np.random.randn(4, 3)\nb = np.random.randn(4, 2)\nc = np.dot(a.T, b)\nd = np.dot(a, b)" },
    },
    expect: { shape_c: [3, 2], fits: 0 },
  },
  {
    problem: {
      topic,
      given: {
        A: [
          [1, 2],
          [3, 5],
        ],
        operation: "percentages",
        axis: 1,
      },
    },
    expect: {
      total: [[3], [8]],
      shape_result: [2, 2],
      percentage: [
        [100 / 3, 200 / 3],
        [37.5, 62.5],
      ],
    },
  },
  {
    problem: { topic, given: { A: [1, 2, 3, 4, 5], code: "B = A.reshape(2, 3)" } },
    expect: { fits: 0, numbers_B: 5 },
  },
  {
    problem: {
      topic,
      given: { code: "A = np.array([[1, 2], [3, 5]])\nb = A.sum(axis=0)\nc = A.sum(axis=1)\nD = A / c" },
    },
    expect: {
      b: [4, 7],
      c: [3, 8],
      D: [
        [1 / 3, 0.25],
        [1, 0.625],
      ],
      shape_D: [2, 2],
    },
  },
  {
    problem: {
      topic,
      given: {
        code: "X = np.array([[1, 2], [3, 4], [5, 9]])\nv = np.var(X, axis=0)\nZ = (X - X.mean(axis=0)) / X.std(axis=0)",
      },
    },
    expect: {
      v: [8 / 3, 26 / 3],
      Z: [
        [-2 / Math.sqrt(8 / 3), -3 / Math.sqrt(26 / 3)],
        [0, -1 / Math.sqrt(26 / 3)],
        [2 / Math.sqrt(8 / 3), 4 / Math.sqrt(26 / 3)],
      ],
    },
  },
];
