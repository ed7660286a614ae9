import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OPERANDS, scalarFormula } from "../tests/formulas.ts";
import { setTex } from "../tests/tex.ts";
import type { BackwardOptions } from "./backward.ts";
import { namesIn } from "./expression.ts";
import { parseFormula } from "./formula.ts";
import { atom } from "./levels.ts";
import { type NestedNumbers, toNested } from "./ndarray.ts";
import { writeFormula } from "./notation.ts";
import { Tape } from "./tape.ts";
import { finiteDifferenceError } from "./verify.ts";

type Givens = Record<string, NestedNumbers>;
type Lets = [id: string, formula: string][];

function record(givens: Givens, lets: Lets): Tape {
  const tape = new Tape();
  for (const [id, value] of Object.entries(givens)) tape.given(id, value);
  for (const [id, formula] of lets) tape.let(id, formula);
  return tape;
}

function differentiate(givens: Givens, lets: Lets, wants: string[], options: BackwardOptions = {}): Tape {
  const tape = record(givens, lets);
  tape.backward(lets.at(-1)?.[0] ?? "", wants, options);
  return tape;
}

const value = (tape: Tape, id: string) => toNested(tape.step(id).value);
/** The gradients in the order in which they were recorded, each as it is written. */
const written = (tape: Tape): string[] =>
  tape
    .steps()
    .filter(({ gradient }) => gradient)
    .map(({ id, formula }) => `${id} = ${formula && writeFormula(formula, tape.shapes, atom).tex}`);

/** Largest relative disagreement with finite differences; fails where there is nothing to compare. */
const disagreement = (tape: Tape): number => finiteDifferenceError(tape.trace()) ?? Number.NaN;

const network: Givens = {
  X: [
    [0.5, -1, 2],
    [1.5, 0.3, -0.7],
  ],
  W1: [
    [0.1, -0.4],
    [0.7, 0.2],
    [-0.3, 0.6],
  ],
  b1: [[0.1], [-0.2], [0.3]],
  W2: [[0.4, -0.9, 0.8]],
  b2: [[0.05]],
  Y: [[1, 0, 1]],
  m: 3,
};
const forward: Lets = [
  ["Z1", "W1 * X + b1"],
  ["A1", "tanh(Z1)"],
  ["Z2", "W2 * A1 + b2"],
  ["A2", "sigmoid(Z2)"],
  ["L", "bce(A2, Y, {axis: 0})"],
  ["J", "average(L, m)"],
];
const parameters = ["W1", "b1", "W2", "b2"];

describe("a network of two layers", () => {
  test("1/m late: dZ2, dW2, db2, dA1, dZ1, dW1, db1, the 1/m in what was asked for", () => {
    const tape = differentiate(network, forward, parameters, { average: "late", notation: "d" });
    const rows = "\\sum_{\\text{columns}} ";
    expect(written(tape)).toEqual([
      "dZ2 = A2-Y",
      "dW2 = \\frac{1}{m}\\,dZ2\\,A1^{\\top}",
      `db2 = \\frac{1}{m}${rows}dZ2`.replace("}\\sum", "}\\,\\sum"),
      "dA1 = W2^{\\top}\\,dZ2",
      "dZ1 = dA1\\odot \\left(1-A1^{2}\\right)",
      "dW1 = \\frac{1}{m}\\,dZ1\\,X^{\\top}",
      `db1 = \\frac{1}{m}${rows}dZ1`.replace("}\\sum", "}\\,\\sum"),
    ]);
    expect(tape.step("dZ2")).toMatchObject({
      tex: "dZ_{2}",
      gradient: { root: "J", of: "Z2", scale: 1 / 3, fused: { outer: "L", inner: "A2" } },
    });
    expect(tape.step("dW2").gradient).toEqual({ root: "J", of: "W2", scale: 1 });
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("1/m at once: it is in the first gradient, and in none after it", () => {
    const tape = differentiate(network, forward, parameters);
    expect(written(tape).map((line) => line.includes("frac"))).toEqual([true, ...Array(7).fill(false)]);
    expect(tape.step("dW1").tex).toBe("\\frac{\\partial J}{\\partial W_{1}}");
    for (const { gradient } of tape.steps()) if (gradient) expect(gradient.scale).toBe(1);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("both give the same gradients of the parameters", () => {
    const [late, atOnce] = (["late", "at-once"] as const).map((average) =>
      differentiate(network, forward, parameters, { average }),
    );
    for (const id of ["dW1", "db1", "dW2", "db2"])
      for (const [k, x] of (late as Tape).step(id).value.cells.entries())
        expect(Math.abs(x - ((atOnce as Tape).step(id).value.cells[k] as number))).toBeLessThan(1e-15);
  });

  test("parameters come in the order asked, and nobody's but theirs", () => {
    const tape = differentiate(network, forward, ["b2", "W2"], { average: "late" });
    expect(tape.steps().flatMap(({ id, gradient }) => (gradient ? [id] : []))).toEqual(["dZ2", "db2", "dW2"]);
  });

  test("an average by any constant but a flagged one is strict", () => {
    const tape = differentiate(
      { v: [1, 2] },
      [
        ["u", "v .* v"],
        ["J", "sum(u) / 3"],
      ],
      ["v"],
      { average: "late" },
    );
    for (const { gradient } of tape.steps()) if (gradient) expect(gradient.scale).toBe(1);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("contributions with different factors meet with their factors in them", () => {
    const lets: Lets = [...forward.slice(0, -1), ["R", "sum(W1 .^ 2)"], ["J", "average(L, m) + 0.1 * R"]];
    for (const average of ["late", "at-once"] as const) {
      const tape = differentiate(network, lets, parameters, { average });
      expect(disagreement(tape)).toBeLessThan(1e-9);
      expect(tape.step("dW1").gradient?.scale).toBe(1);
    }
  });
});

describe("one-line formulas", () => {
  test.each<[string, Givens, string, string[]]>([
    ["J = w*w", { w: 3 }, "w * w", ["dw = w+w"]],
    ["a square", { w: 3 }, "w^2", ["dw = 2\\,w"]],
    ["a number folded", { w: 3 }, "0.1 * (3w)", ["dw = 0.3"]],
    ["half a squared error", { o: 7, y: 5 }, "(o - y)^2 / 2", ["do = o-y"]],
    [
      "a unit, squared",
      { w: 2, x: 3, b: -5 },
      "sigmoid(w*x + b)^2",
      ["du1 = 2\\,u1", "dw = du1\\,u1\\,\\left(1-u1\\right)\\,x", "db = du1\\,u1\\,\\left(1-u1\\right)"],
    ],
    [
      "one matrix twice",
      {
        A: [
          [1, 2],
          [3, 4],
        ],
      },
      "sum(A * A)",
      ["dA = spread"],
    ],
    ["a 1×1 matrix", { w: [[1, 2, 3]], x: [[4], [5], [6]] }, "w * x", ["dw = x^{\\top}", "dx = w^{\\top}"]],
    ["nothing in the way", { w: 3 }, "w", ["dw = 1"]],
  ])("%s", (_, givens, formula, lines) => {
    const wants = Object.keys(givens).filter((id) => lines.some((line) => line.startsWith(`d${id} `)));
    const tape = differentiate(givens, [["J", formula]], wants);
    const found = written(tape);
    if (lines[0] !== "dA = spread") expect(found).toEqual(lines);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("deep nesting names what it needs, inside out", () => {
    const formula = "log(1 + exp(tanh(sigmoid(w * x) / 2)^2))";
    const tape = differentiate({ w: 0.4, x: 3 }, [["J", formula]], ["w", "x"]);
    expect(
      tape
        .steps()
        .map(({ id }) => id)
        .slice(2, 6),
    ).toEqual(["u1", "u2", "u3", "J"]);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("a long formula is differentiated within a moment", () => {
    const formula = Array(30).fill("sigmoid(w * x)").join(" * ");
    const started = performance.now();
    const tape = differentiate({ w: 1, x: 2 }, [["J", formula]], ["w"]);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });
});

describe("shapes", () => {
  const A: NestedNumbers = [
    [0.5, -1.2, 0.3],
    [1.4, 0.8, -0.7],
  ];
  test.each<[string, Givens, string]>([
    ["a number to a matrix", { A, s: 2 }, "sum(tanh(A + s))"],
    ["a 1×1 matrix to a matrix", { A, s: [[2]] }, "sum(tanh(A .* s))"],
    ["a list to a matrix", { A, s: [1, 2, 3] }, "sum(tanh(A .* s))"],
    ["a column to a matrix", { A, s: [[1], [2]] }, "sum(tanh(A - s))"],
    ["a row and a column to each other", { s: [[1, 2]], A: [[3], [4], [5]] }, "sum(tanh(s ./ A))"],
    ["a matrix to a block", { A, s: [[[1, 2, 3]], [[0.5, -1, 2]]] }, "sum(tanh(A .* s))"],
    ["an exponent", { A, s: [1, 2, 3] }, "sum((2 + tanh(A)) .^ s)"],
    ["a target to a prediction", { A, s: [1, 2, 0.5] }, "squaredError(A, s)"],
    ["a prediction to a target", { A, s: [[0.2], [0.7]] }, "bce(sigmoid(s), sigmoid(A))"],
    ["a number spread out", { A, s: 3 }, "sum(spread(s, A) .* A)"],
    ["list times matrix times list", { A, s: [1, 2] }, "(s * A) * (A' * s)"],
    ["list times list, outside", { s: [1, 2], A: [3, 4, 5] }, "sum(tanh(outer(s, A)))"],
    ["a list transposed", { s: [1, 2], A }, "sum(tanh(s' * A))"],
    ["a transpose of a transpose", { A, s: 2 }, "s * sum((A')' .* A)"],
    ["a mean along each axis", { A, s: 2 }, "mean((2 + mean(A, {axis: 0})) .^ s) + sum(mean(A, {axis: 1}))^2"],
    ["softmax along an axis", { A, s: [[1, 2, 3]] }, "sum(softmax(A, {axis: 1}) .* s)"],
    ["softmax of everything", { A, s: [[1, 2, 3]] }, "sum(softmax(A) .* s)"],
  ])("%s", (_, givens, formula) => {
    const tape = differentiate(givens, [["J", formula]], Object.keys(givens));
    for (const id of Object.keys(givens)) expect(tape.step(`d${id}`).value.shape).toEqual(tape.step(id).value.shape);
    expect(disagreement(tape)).toBeLessThan(1e-8);
  });

  test.each([1e-20, 1e-3, 1e20])("numbers such as %d", (w) => {
    const tape = differentiate(
      { w, x: 3 },
      [
        ["u", "w * x"],
        ["J", "u * 2"],
      ],
      ["w", "x"],
    );
    expect([value(tape, "dw"), value(tape, "dx")]).toEqual([6, 2 * w]);
  });
});

describe("names", () => {
  test("a given called as a gradient would be keeps its id", () => {
    const tape = differentiate({ a: 2, da: 5 }, [["J", "a * da"]], ["a", "da"]);
    expect([value(tape, "da"), value(tape, "dJ/da"), value(tape, "dda")]).toEqual([5, 5, 2]);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("names that rules use for themselves are names like any other", () => {
    const givens = { g: 0.3, out: -0.7, z: 1.1, b: 0.4, n: 2, axis: 0.6 };
    const formula = "sigmoid(g * out + z)^n / (b + axis^2) + sum(tanh(axis * g))";
    expect(disagreement(differentiate(givens, [["J", formula]], Object.keys(givens)))).toBeLessThan(1e-9);
  });

  test("two roots over the same quantity, and a gradient of a gradient", () => {
    const tape = record({ w: 3 }, [
      ["J", "w^3"],
      ["K", "5 * w"],
    ]);
    tape.backward("J", ["w"]);
    tape.backward("K", ["w"]);
    tape.backward("dw", ["w"]);
    expect([value(tape, "dw"), value(tape, "dK/dw"), value(tape, "ddw/dw")]).toEqual([27, 5, 18]);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("asked twice is answered once; of itself it is 1", () => {
    const tape = differentiate({ w: 3 }, [["J", "2 * w"]], ["w", "w", "J"]);
    expect(written(tape)).toEqual(["dJ = 1", "dw = 2\\,dJ"]);
    expect(written(differentiate({ w: 3 }, [["J", "2 * w"]], ["J"]))).toEqual(["dJ = 1"]);
  });

  test("a part that is named takes a name that is free", () => {
    const tape = differentiate({ w: 0.3, u1: 2 }, [["J", "sigmoid(w * u1)^2"]], ["w", "u1"]);
    expect(tape.has("u2")).toBe(true);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });
});

describe("what passes no gradient", () => {
  test.each<[string, Givens, Lets]>([
    ["what the root does not rest on", { w: 3, v: [1, 2] }, [["J", "2 * w"]]],
    ["a step", { w: 3, v: [1, 2] }, [["J", "w + sum(step(v))"]]],
    [
      "a step alone",
      { w: 3, v: [1, 2] },
      [
        ["u", "step(v)"],
        ["J", "w * sum(u)"],
      ],
    ],
    ["dead units", { w: 3, v: [-1, -2] }, [["J", "w + sum(relu(v))"]]],
    ["a number of cells", { w: 3, v: [1, 2] }, [["J", "w * count(v)"]]],
  ])("%s", (_, givens, lets) => {
    for (const options of [{}, { locals: true }]) {
      const tape = differentiate(givens, lets, ["w", "v"], options);
      expect((value(tape, "dv") as number[]).map(Math.abs)).toEqual([0, 0]);
      expect(tape.step("dv").gradient).toEqual({ root: "J", of: "v", scale: 1 });
      expect(disagreement(tape)).toBeLessThan(1e-9);
    }
  });
});

describe("sums over branches", () => {
  test("what comes back along several ways is added, and said", () => {
    const lets: Lets = [
      ["u", "a * b"],
      ["v", "u + a"],
      ["J", "u * v"],
    ];
    const tape = differentiate({ a: 2, b: 3 }, lets, ["a", "b"]);
    expect(written(tape)).toEqual(["dv = u", "du = v+dv", "da = dv+du\\,b", "db = du\\,a"]);
    expect(tape.step("du").why).toBe("$J$ depends on $u$ along 2 ways: what comes back along them adds up.");
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("edge by edge: upstream times local", () => {
    const lets: Lets = [
      ["u", "a * b"],
      ["v", "u * u"],
      ["J", "3 * v"],
    ];
    const tape = differentiate({ a: 2, b: 3 }, lets, ["a", "b"], { locals: true });
    expect(
      tape
        .steps()
        .slice(5)
        .map(({ id, value: { cells } }) => [id, cells[0]]),
    ).toEqual([
      ["dv", 3],
      ["dv/du", 12],
      ["du", 36],
      ["du/da", 3],
      ["du/db", 2],
      ["da", 108],
      ["db", 72],
    ]);
  });

  test("edge by edge also where 1 arrives: each edge once, and never two steps with one symbol", () => {
    const lets: Lets = [
      ["u", "a * b"],
      ["v", "u + b"],
      ["w", "u / v"],
      ["p", "u * u"],
      ["J", "w + p"],
    ];
    const tape = differentiate({ a: 2, b: 3 }, lets, ["a", "b"], { locals: true });
    const back = tape.steps().slice(7);
    const line = ({ id, formula }: (typeof back)[number]) =>
      `${id} = ${formula && writeFormula(formula, tape.shapes, atom).tex}`;
    expect(back.map(line)).toEqual([
      "dp = 1",
      "dp/du = 2\\,u",
      "dw = 1",
      "dw/du = \\frac{1}{v}",
      "dw/dv = -\\frac{w}{v}",
      "dv = dw\\,dw/dv",
      "dv/du = 1",
      "dv/db = 1",
      "du = dp\\,dp/du+dw\\,dw/du+dv\\,dv/du",
      "du/da = b",
      "du/db = a",
      "da = du\\,du/da",
      "db = dv\\,dv/db+du\\,du/db",
    ]);
    expect(tape.step("du").why).toContain("along 3 ways");
    expect(new Set(back.map(({ tex }) => tex)).size).toBe(back.length);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test.each(["x * x * y", "x + x", "x * y + x", "x^2 + x"])("%s: a reason at every derivative", (formula) => {
    const lets: Lets = [
      ["u", formula],
      ["J", "3 * u"],
    ];
    for (const locals of [true, false]) {
      const tape = differentiate({ x: 0.7, y: 2 }, lets, ["x"], { locals });
      const derivatives = tape.steps().filter(({ id }) => /^d/.test(id));
      for (const { id, why } of derivatives) expect(why, id).not.toBe("");
      expect(tape.step("dx").why).not.toContain("ways");
      expect(disagreement(tape)).toBeLessThan(1e-9);
    }
  });

  test("edge by edge, an average keeps its share", () => {
    const lets: Lets = [
      ["u", "w^2"],
      ["v", "average(u, m)"],
      ["J", "5 * v"],
    ];
    for (const average of ["late", "at-once"] as const) {
      const tape = differentiate({ w: 2, m: 4 }, lets, ["w"], { locals: true, average });
      expect(value(tape, "dw")).toBe(5);
    }
  });
});

describe("a loss right after its activation", () => {
  const z: NestedNumbers = [
    [0.3, -1.2],
    [2, 0.5],
    [-0.4, 1],
  ];
  const oneHot: NestedNumbers = [
    [1, 0],
    [0, 0],
    [0, 1],
  ];
  const pairs: [string, Givens, Lets][] = [
    [
      "sigmoid and bce",
      { z, y: oneHot },
      [
        ["a", "sigmoid(z)"],
        ["J", "bce(a, y)"],
      ],
    ],
    [
      "softmax and cce",
      { z, y: oneHot },
      [
        ["a", "softmax(z, {axis: 0})"],
        ["L", "cce(a, y, {axis: 0})"],
        ["J", "mean(L)"],
      ],
    ],
  ];

  test.each(pairs)("%s: a − y, and no step for the activation", (_, givens, lets) => {
    const tape = differentiate(givens, lets, ["z"]);
    expect(tape.has("da")).toBe(false);
    expect(written(tape).at(-1)).toContain("a-y");
    expect(tape.step("dz").gradient?.fused).toMatchObject({ inner: "a" });
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test.each(pairs)("%s: the activation's own gradient where it is asked for", (_, givens, lets) => {
    const tape = differentiate(givens, lets, ["a", "z"]);
    expect(written(tape).at(-1)).toContain("a-y");
    expect(tape.step("da").gradient).toMatchObject({ of: "a" });
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test.each(pairs)("%s: with another consumer of the activation", (_, givens, lets) => {
    const more: Lets = [
      ...lets.map(([id, f]): [string, string] => [id === "J" ? "K" : id, f]),
      ["J", "K + sum(a .^ 2)"],
    ];
    for (const wants of [["z"], ["a", "z"]])
      expect(disagreement(differentiate(givens, more, wants))).toBeLessThan(1e-9);
  });

  test.each(pairs)("%s: with respect to the targets", (_, givens, lets) => {
    expect(disagreement(differentiate(givens, lets, ["y", "z"]))).toBeLessThan(1e-9);
  });

  test.each<[string, Givens, Lets]>([
    [
      "targets that do not sum to 1",
      {
        z,
        y: [
          [1, 0.5],
          [0.2, 0],
          [0, 1],
        ],
      },
      pairs[1]?.[2] ?? [],
    ],
    [
      "another axis",
      { z, y: oneHot },
      [
        ["a", "softmax(z, {axis: 1})"],
        ["J", "cce(a, y)"],
      ],
    ],
    [
      "targets for a whole batch",
      { z, y: [[1], [0], [0]] },
      [
        ["a", "softmax(z, {axis: 0})"],
        ["J", "cce(a, y)"],
      ],
    ],
  ])("softmax and cce, not shortened: %s", (_, givens, lets) => {
    const tape = differentiate(givens, lets, ["z"]);
    expect(tape.step("dz").gradient?.fused).toBeUndefined();
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("edge by edge there is no shortcut", () => {
    const lets: Lets = [
      ["z", "w * x"],
      ["a", "sigmoid(z)"],
      ["J", "bce(a, y)"],
    ];
    const tape = differentiate({ w: 0.5, x: 2, y: 1 }, lets, ["w"], { locals: true });
    expect([tape.has("da"), tape.has("da/dz")]).toEqual([true, true]);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test.each([50, -50])("at saturation, z = %d", (at) => {
    for (const y of [0, 1]) {
      const lets: Lets = [
        ["a", "sigmoid(z)"],
        ["J", "bce(a, y)"],
      ];
      const tape = differentiate({ z: at, y }, lets, ["z"]);
      const slope = 1 / (1 + Math.exp(-at)) - y;
      expect(Math.abs((value(tape, "dz") as number) - slope)).toBeLessThan(1e-15);
      expect(disagreement(tape)).toBeLessThan(1e-6);
    }
    const soft: Lets = [
      ["a", "softmax(z)"],
      ["J", "cce(a, y)"],
    ];
    const tape = differentiate({ z: [at, 0], y: [0, 1] }, soft, ["z"]);
    expect(value(tape, "J")).toBeCloseTo(Math.max(0, at), 12);
    expect(disagreement(tape)).toBeLessThan(1e-6);
  });

  test("written in one line at saturation, everything after the loss is finite too", () => {
    const tape = differentiate(
      { z: [50, -50], y: [0, 1] },
      [
        ["L", "sum(bce(sigmoid(z), y))"],
        ["J", "2 * L"],
      ],
      ["z"],
    );
    expect([value(tape, "L"), value(tape, "J"), value(tape, "dz")]).toEqual([100, 200, [2, -2]]);
  });
});

describe("with a loss that lies beyond the trace", () => {
  const normalized: Lets = [
    ["mu", "sumPer(X, {axis: 1}) / 3"],
    ["var", "sumPer((X - along(mu, X, {axis: 1})) .^ 2, {axis: 1}) / 3"],
    ["xhat", "(X - along(mu, X, {axis: 1})) ./ along(sqrt(var + 0.5), X, {axis: 1})"],
  ];
  const X = [
    [1, 4],
    [2, 0],
    [6, 5],
  ];
  const upstream = [
    [1, 0],
    [0, -1],
    [2, 1],
  ];

  test("the gradient that arrives takes the place of a root that is one number", () => {
    const tape = record({ X, up: upstream }, normalized);
    tape.backward("xhat", ["X"], { upstream: "up" });
    const whole = record({ X, up: upstream }, [...normalized, ["J", "sum(up .* xhat)"]]);
    whole.backward("J", ["X"]);
    expect(value(tape, "dX")).toEqual(value(whole, "dX"));
    expect(tape.step("dX")).toMatchObject({
      tex: "\\frac{\\partial L}{\\partial X}",
      gradient: { root: "xhat", of: "X", scale: 1, upstream: "up" },
    });
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("it must have the root's shape", () => {
    const tape = record({ X, up: [1, 2] }, normalized);
    expect(() => tape.backward("xhat", ["X"], { upstream: "up" })).toThrow(/a list of 2.* 3×2/s);
  });

  test("a list laid beside data stays part of the formula", () => {
    const tape = record({ X, up: upstream }, normalized);
    tape.backward("xhat", ["X"], { upstream: "up" });
    const forward = tape.steps().filter(({ formula, gradient }) => formula && !gradient);
    expect(forward.map(({ id }) => id)).toEqual(["mu", "var", "u1", "xhat"]);
  });
});

describe("what is held constant", () => {
  const chain: Lets = [
    ["h1", "w * 2"],
    ["h2", "w * h1"],
    ["J", "w * h2"],
  ];

  test("passes nothing back", () => {
    expect(value(differentiate({ w: 3 }, chain, ["w"]), "dw")).toBe(54);
    const tape = differentiate({ w: 3 }, chain, ["w"], { hold: ["h1"] });
    expect(value(tape, "dw")).toBe(36);
    expect(tape.has("dh1")).toBe(false);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("differs from root to root, whose gradients then have ids of their own", () => {
    const tape = record({ w: 3 }, chain);
    for (const root of ["J", "h2"]) tape.backward(root, ["w"], { hold: ["h1"], id: (of) => `d${root}/d${of}` });
    expect([value(tape, "dJ/dw"), value(tape, "dh2/dw")]).toEqual([36, 6]);
    expect(disagreement(tape)).toBeLessThan(1e-9);
  });

  test("a section may depend on what is differentiated", () => {
    const tape = differentiate({ w: 3 }, chain, ["w"], { section: (user, of) => `${user.id} to ${of.id}` });
    expect(tape.step("dw").section).toBe("h1 to w");
    expect(tape.step("dh1").section).toBe("h1 to h1");
  });
});

test("random graphs over all kinds of functions agree with finite differences", () => {
  fc.assert(
    fc.property(fc.array(scalarFormula, { minLength: 1, maxLength: 3 }), fc.boolean(), (formulas, locals) => {
      const tape = record(
        OPERANDS as Givens,
        formulas.map((formula, k) => [`p${k}`, `tanh(${formula})`]),
      );
      tape.let("J", formulas.map((_, k) => `p${k} * (p${(k + 1) % formulas.length} + 0.5)`).join(" + "));
      const wants = [...new Set(formulas.flatMap((formula) => namesIn(parseFormula(formula))))];
      fc.pre(wants.length > 0);
      tape.backward("J", wants, { locals });
      for (const want of wants) expect(tape.has(`d${want}`)).toBe(true);
      expect(disagreement(tape)).toBeLessThan(1e-6);
      for (const { formula, tex } of tape.steps())
        if (formula) setTex(`${tex}=${writeFormula(formula, tape.shapes, (id) => atom(tape.step(id).tex)).tex}`);
    }),
    { numRuns: 100, seed: 1 },
  );
}, 20_000);
