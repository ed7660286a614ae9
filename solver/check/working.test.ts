import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProblemError } from "../errors.ts";
import { type NdArray, type Shape, size, toNested } from "../ndarray.ts";
import { type Quantity, readWorking, type WorkingLine } from "./working.ts";

const shapes: Readonly<Record<string, Shape>> = {
  w: [],
  b: [],
  W2: [2, 2],
  z1: [],
  a1: [],
  z2: [2],
  yhat: [],
  L: [],
  dW2: [2, 2],
  W2_1: [2, 2],
  w_1: [],
  w_2: [],
  b_1: [],
  shape_1: [3],
};
const quantities: Quantity[] = Object.entries(shapes).map(([id, shape]) => ({ id, shape }));
const read = (text: string): WorkingLine[] => readWorking(text, quantities);

const texts = ({ value }: WorkingLine): unknown =>
  value && toNested({ shape: value.shape, cells: value.cells.map(({ text }) => text) });

/** `3: z2[1] = 0.5` for every line, and what is wrong with it. */
const shown = (text: string): string[] =>
  read(text).map((line) => {
    const cell = line.cell ? `[${line.cell}]` : "";
    const value = line.value ? ` = ${JSON.stringify(texts(line)).replaceAll('"', "")}` : "";
    return `${line.line}: ${line.id ?? "?"}${cell}${value}${line.unreadable ? ` (${line.unreadable})` : ""}`;
  });

describe("lines", () => {
  test("names, values, and what stands between them", () => {
    expect(read("z1 = w·x + b = 0.5*0.2 + 0.3*(-0.1) + 0.05 ≈ 0.12")).toEqual([
      {
        line: 1,
        text: "z1 = w·x + b = 0.5*0.2 + 0.3*(-0.1) + 0.05 ≈ 0.12",
        id: "z1",
        value: { shape: [], cells: [{ text: "0.12", value: 0.12, unit: 0.01, significant: 2, decimals: 2 }] },
        chain: [
          { text: "w·x + b", numbers: [] },
          {
            text: "0.5*0.2 + 0.3*(-0.1) + 0.05",
            value: { shape: [], cells: [expect.closeTo(0.12, 12)] },
            numbers: ["0.5", "0.2", "0.3", "-0.1", "0.05"].map((text) => expect.objectContaining({ text })),
          },
        ],
      },
    ]);
  });

  test("an expression at the end is the value, and exact", () => {
    const [line] = read("z1 = 0.5*0.2+0.05");
    expect(line).toMatchObject({ chain: [{ text: "0.5*0.2+0.05" }] });
    expect(line?.value?.cells[0]).toMatchObject({ text: "0.5*0.2+0.05", unit: 0, significant: Infinity });
  });

  test("numbers within names are none of the numbers put in", () => {
    const [line] = read("z1 = 0,5·w_{11}^{[1]} + 2 x2 + W1[1,2]·0,3 + e^{-4} = 1");
    expect(line?.chain[0]?.numbers.map(({ text }) => text)).toEqual(["0,5", "2", "0,3", "-4"]);
  });

  test.each([
    ["z1 = 0.18", ["1: z1 = 0.18"]],
    ["z1 : 0.18", ["1: z1 = 0.18"]],
    ["z1 is 0.18.", ["1: z1 = 0.18"]],
    ["z1 0.18", ["1: z1 = 0.18"]],
    ["z1 := 0.18", ["1: z1 = 0.18"]],
    ["z1 → 0.18", ["1: z1 = 0.18"]],
    ["z1 ~= 0.18", ["1: z1 = 0.18"]],
    ["a1 = σ(0.18) ≈ 0.5449", ["1: a1 = 0.5449"]],
    ["\n  # z1 = 1\nz1 = 0.18 // = 0.2\n", ["3: z1 = 0.18"]],
    ["z1 = 0.18; a1 = 0.54;", ["1: z1 = 0.18", "1: a1 = 0.54"]],
    ["z1 = 0.18, a1 = 0.54", ["1: z1 = 0.18", "1: a1 = 0.54"]],
    ["z1 = 0.18 and a1 = 0.54", ["1: z1 = 0.18", "1: a1 = 0.54"]],
    ["z1 = 0.18 ⇒ a1 = σ(0.18) = 0.54", ["1: z1 = 0.18", "1: a1 = 0.54"]],
    ["z2 = 0.1, 0.2, a1 = 0.54", ["1: z2 = [0.1,0.2]", "1: a1 = 0.54"]],
    ["z1 = 0.5·0.2\n   = 0.1\na1 = 0.52", ["1: z1 = 0.1", "3: a1 = 0.52"]],
    ["z1 = 0.5·0.2\n\n=> 0.1\n=> a1 = 0.52", ["1: z1 = 0.1", "4: a1 = 0.52"]],
    ["W2 = [1 2\n      3 4]\nz1 = 1", ["1: W2 = [[1,2],[3,4]]", "3: z1 = 1"]],
    ["W2 =\n[[1, 2],\n [3, 4]]", ["1: W2 = [[1,2],[3,4]]"]],
    ["W2 = \\begin{pmatrix}\n1 & 2 \\\\\n3 & 4\n\\end{pmatrix}\n= 5 ", ["1: W2 = 5"]],
    [
      "a) z1 = 1\n(b) a1 = 2\n1. yhat = 3\n- L = 4\n* z2[1] = 5\n=> b = 6",
      ["1: z1 = 1", "2: a1 = 2", "3: yhat = 3", "4: L = 4", "5: z2[0] = 5", "6: b = 6"],
    ],
    ["**z1** = 1\n`a1` = 2\n$L = 3$\n$$\\hat{y} = 4$$", ["1: z1 = 1", "2: a1 = 2", "3: L = 3", "4: yhat = 4"]],
    ["| quantity | value |\n|---|:-:|\n| z1 | 0.18 |", ["3: z1 = 0.18"]],
    [
      "\\begin{align}\nz_1 &= 0.5 \\cdot 0.2 \\\\\n&= 0.1 \\\\\na_1 &= \\sigma(0.1) \\\\ &\\approx 0.52\n\\end{align}",
      ["2: z1 = 0.1", "4: a1 = 0.52"],
    ],
    ["\\boxed{z_1 = 0.18}\nz1 = \\boxed{0.18}", ["1: z1 = 0.18", "2: z1 = 0.18"]],
    [
      "Forward pass\nLayer 1:\nHidden layer: z1 = 0.18\nSo the output yhat is 0.5\nWe use the chain rule (3 marks).",
      ["3: z1 = 0.18", "4: yhat = 0.5"],
    ],
    [
      "L = 0.267 nats\nL = 0.27 (2 d.p.)\nL = 0.267 (≈ 0.27) ✓\nL = 0.27 (rounded)",
      ["1: L = 0.267", "2: L = 0.27", "3: L = 0.267", "4: L = 0.27"],
    ],
    ["W2^T = [1 2; 3 4]", ["1: W2 = [[1,3],[2,4]]"]],
    ["shape 1 = 28 x 28 x 6", ["1: shape_1 = [28,28,6]"]],
    ["z2 = 0,5; 0,7\nz1 = 0,5", ["1: z2 = [0,5,0,7]", "2: z1 = 0,5"]],
    ["z1 = 0.18 = z_1", ["1: z1 = 0.18"]],
    ["z1 = w x + b", ["1: z1"]],
    ["z1 = -∞\nL = nan", ["1: z1 = -∞", "2: L = nan"]],
  ])("%j", (text, lines) => expect(shown(text)).toEqual(lines));
});

describe("updates", () => {
  test.each([
    ["w new = 0.4", ["1: w_1 = 0.4"]],
    ["w = w - 0.1·dw = 0.4", ["1: w_1 = 0.4"]],
    ["w := 0.5 - 0.1·1 = 0.4", ["1: w_1 = 0.4"]],
    ["w ← 0.4", ["1: w_1 = 0.4"]],
    ["w = 0.5 - 0.1*1 = 0.4", ["1: w_1 = 0.4"]],
    ["w = 0.5", ["1: w = 0.5"]],
    ["w = 1/2 = 0.5", ["1: w = 0.5"]],
    ["z1 = 0.5 - 0.1 = 0.4", ["1: z1 = 0.4"]],
    ["w := w - η dw\nw := 0.5 - 0.1 = 0.4\nw := 0.4 - 0.1 = 0.3", ["1: w_1", "2: w_1 = 0.4", "3: w_2 = 0.3"]],
    ["W2[1,2] = W2[1,2] - 0.1*0.5 = 0.4", ["1: W2_1[0,1] = 0.4"]],
    ["w_2 = w_1 - 0.1 = 0.3", ["1: w_2 = 0.3"]],
  ])("%j", (text, lines) => expect(shown(text)).toEqual(lines));
});

describe("what cannot be read", () => {
  test.each([
    ["q1 = 5", "There is no quantity `q1` in this problem; did you mean z1, a1 or w_1?"],
    ["yhaat = 5", "There is no quantity `yhaat` in this problem; did you mean yhat?"],
    ["wobble = 5", "There is no quantity `wobble` in this problem; its names are such as w, b or W2"],
    ["z2[3] = 5", "`z2[3]` is no cell of z2, which is a list of 2: cells are counted from 1, as z2[1]"],
    ["W2[1] = [1, 2]", "`W2[1]` is no cell of W2, which is 2×2: cells are counted from 1, as W2[1,1]"],
    ["z1 = [1, 2", "`[1, 2` cannot be read: a bracket is opened and never closed"],
    ["z1 = 0.5 +", "`0.5 +` cannot be read: something is missing at its end"],
    ["z1 = 0.1O", "`0.1O` is no number: did you mean 0.10?"],
    [
      "z1 = 1,234",
      "`1,234` cannot be read: it can be both 1.234 and 1234; write decimals with a point and nothing between thousands",
    ],
    ["z1 =", "Nothing is written after `z1`: give its value"],
    ["0.5*0.2 = 0.1", "No quantity is named here: begin the line with its name, as in NAME = value"],
    ["w x + b = 0.1", "No quantity is named here: begin the line with its name, as in NAME = value"],
  ])("%s", (text, sentence) => expect(read(text)).toMatchObject([{ unreadable: sentence }]));

  test("several quantities of one name are not chosen from", () => {
    const twins: [Quantity, Quantity] = [
      { id: "x1", shape: [] },
      { id: "x_1", shape: [] },
    ];
    expect(readWorking("x^1 = 2", twins)).toMatchObject([
      { unreadable: "`x^1` fits several quantities: did you mean x1 or x_1?", value: { shape: [] } },
    ]);
    expect(readWorking("x^1 = [1 2]", [twins[0], { id: "x_1", shape: [2] }])).toMatchObject([{ id: "x_1" }]);
  });

  test("a quantity of the student's own keeps its value and what leads to it", () => {
    const [line] = read("s = 0.5*0.2 + 0.1 = 0.2");
    expect(line).toMatchObject({ value: { cells: [{ text: "0.2" }] }, chain: [{ text: "0.5*0.2 + 0.1" }] });
    expect(line).not.toHaveProperty("id");
    expect(line).not.toHaveProperty("unreadable");
  });

  test("a text without end is refused", () => {
    expect(() => read("z1 = 1\n".repeat(30_000))).toThrow(ProblemError);
    expect(read(`z1 = ${"1+".repeat(5000)}1`)).toMatchObject([{ unreadable: expect.stringContaining("too long") }]);
  });
});

const decimal = fc.oneof(
  fc.integer({ min: -999, max: 999 }).map(String),
  fc.tuple(fc.integer({ min: -99, max: 99 }), fc.stringMatching(/^\d{1,5}$/)).map(([n, digits]) => `${n}.${digits}`),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 })).map(([n, e]) => `${n}.5e${e}`),
  fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 99 })).map(([n, d]) => `${n}/${d}`),
);
const array: fc.Arbitrary<NdArray<string>> = fc
  .oneof(
    fc.tuple(fc.integer({ min: 1, max: 4 })),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 })),
  )
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      cells: fc.array(decimal, { minLength: size(shape), maxLength: size(shape) }),
    }),
  );

type Rows = string[][];
const rowsOf = ({ shape, cells }: NdArray<string>): Rows => {
  const columns = shape.at(-1) as number;
  return Array.from({ length: cells.length / columns }, (_, i) => cells.slice(i * columns, (i + 1) * columns));
};
const python = (array: NdArray<string>, separator = ", "): string =>
  JSON.stringify(toNested(array)).replaceAll('"', "").replaceAll(",", separator);

/** Ways to write an array that keep its shape. */
const NOTATIONS: Readonly<Record<string, (array: NdArray<string>) => string>> = {
  python: (a) => python(a),
  tight: (a) => python(a, ","),
  numpy: (a) => `np.array(${python(a)})`,
  printed: (a) => python(a, " "),
  "over lines": (a) => python(a).replaceAll("], [", "],\n      ["),
  tuple: (a) =>
    size(a.shape) > 1 && a.shape.every((n) => n > 1) ? python(a).replaceAll("[", "(").replaceAll("]", ")") : python(a),
  matlab: (a) =>
    a.shape.length === 1 || a.shape[0] === 1
      ? python(a)
      : `[${rowsOf(a)
          .map((row) => row.join(" "))
          .join("; ")}]`,
  tex: (a) =>
    a.shape.length === 1
      ? `\\left[ ${a.cells.join(", ")} \\right]`
      : `\\begin{bmatrix} ${rowsOf(a)
          .map((row) => row.join(" & "))
          .join(" \\\\ ")} \\end{bmatrix}`,
  typeset: (a) => python(a).replaceAll("-", "−").replaceAll("/", "⁄"),
};

describe("properties", () => {
  test.each(Object.entries(NOTATIONS))("arrays written in %s are read back", (_, write) => {
    fc.assert(
      fc.property(array, (written) => {
        const [line] = readWorking(`Q = ${write(written)}`, [{ id: "Q", shape: written.shape }]);
        const cells = line?.value?.cells.map(({ text }) => text.replace("⁄", "/"));
        expect(line?.unreadable).toBeUndefined();
        expect({ shape: line?.value?.shape, cells }).toEqual({
          shape: written.shape,
          cells: written.cells,
        });
      }),
      { numRuns: 50 },
    );
  });

  const fragments = fc.constantFrom(
    ..."z1|a_{11}|\\frac|{|}|[|]|(|)|^|_|=|≈|⇒|;|,|:|-|+|*|/|0.5|1,2|1e5|10|%|'|T|x|e|ln|σ|ŷ|∂|∇|\\hat|\\begin{pmatrix}|\\end{pmatrix}|&|\\\\|new|is|np.|½|²|₁|⁻|.|#|$|\n| |  |\ud835|max|log_|\\sqrt|\\mathbf{|\\left".split(
      "|",
    ),
    "|",
  );
  test("nothing makes it throw", () => {
    const text = fc.oneof(
      fc.array(fragments, { maxLength: 60 }).map((pieces) => pieces.join("")),
      fc.array(fragments, { maxLength: 30 }).map((pieces) => `z1 = ${pieces.join(" ")}`),
      fc.string({ unit: "binary", maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (working) => {
        for (const { line, value, chain } of read(working)) {
          expect(line).toBeGreaterThan(0);
          for (const array of [value, ...chain.map((part) => part.value)])
            if (array) expect(array.cells).toHaveLength(size(array.shape));
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    "(",
    "[1\n",
    "a^{[",
    "\\frac",
    "\\frac{",
    "np.",
    "log_",
    "-",
    "2^",
    "|1",
    "=",
    "a:",
    "d/d",
    "1,",
    "σ(",
    "\\hat{",
    "½",
    "∇_",
  ])(
    "%j without end is read in no time",
    (piece) => {
      const start = performance.now();
      for (const before of ["", "z1 = "]) read(before + piece.repeat(6000 / piece.length));
      // A machine at work takes a twentieth of this; what grows with the square takes much longer.
      expect(performance.now() - start).toBeLessThan(4000);
    },
    20_000,
  );
});
