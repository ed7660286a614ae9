import { describe, expect, it } from "vitest";
import type { SolutionStep } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { solve } from "../index.ts";

const solved = (given: object, ask?: string[], conventions: Record<string, string> = {}) =>
  solve({ topic: "cnn-shapes", given, conventions, ...(ask && { ask }) }).solution;
const value = (given: object, id: string, conventions?: Record<string, string>) =>
  solved(given, [id], conventions).answers[0]?.value;
const step = (given: object, id: string): SolutionStep =>
  solved(given, [id])
    .sections.flatMap(({ steps }) => steps)
    .find((one) => one.id === id) as SolutionStep;

const conv = { type: "conv", filters: 4, kernel: 3 };
const pool = { type: "maxpool", size: 3 };

describe("conventions", () => {
  it.each([
    ["conv.round", "floor", { input: 14, layers: [{ ...conv, stride: 2 }] }, "height_1", 6],
    ["conv.round", "ceil", { input: 14, layers: [{ ...conv, stride: 2 }] }, "height_1", 7],
    ["conv.round", "ceil", { input: 2, layers: [pool] }, "height_1", 1],
    ["pool.stride", "window", { input: 14, layers: [pool] }, "height_1", 4],
    ["pool.stride", "1", { input: 14, layers: [pool] }, "height_1", 12],
    ["count.bias", "yes", { input: 14, layers: [conv] }, "params", 40],
    ["count.bias", "no", { input: 14, layers: [conv] }, "params", 36],
    ["count.bias", "no", { input: 14, layers: [{ ...conv, bias: true }] }, "params", 40],
    ["bn.counted", "trainable", { input: 14, layers: [conv, { type: "batchnorm" }] }, "params_2", 8],
    ["bn.counted", "all", { input: 14, layers: [conv, { type: "batchnorm" }] }, "params_2", 16],
  ])("%s = %s for %j: %s is %d", (convention, choice, given, id, expected) => {
    expect(value(given, id, { [convention]: choice })).toBe(expected);
  });
});

describe("what is said", () => {
  it("shows the floor only where it bites, and says so", () => {
    const whole = step({ input: 28, layers: [conv] }, "height_1");
    expect(whole.tex.substituted).toBe("\\frac{28+2\\cdot0-3}{1}+1");
    const cut = step({ input: 14, layers: [{ ...conv, stride: 2 }] }, "height_1");
    expect(cut.tex.substituted).toBe("\\left\\lfloor \\frac{14+2\\cdot0-3}{2}\\right\\rfloor+1");
    expect(cut.remarks).toContain(
      "$(14+2\\cdot 0-3)/2=5.5$, rounded down to 5, plus 1: the last step does not fit any more.",
    );
  });

  it("splits an odd total of same padding", () => {
    const { remarks } = step({ input: 28, layers: [{ ...conv, stride: 2, padding: "same" }] }, "padding_1");
    expect(remarks).toEqual(["Odd, so the two sides differ: 0 before and 1 after, as TensorFlow does it."]);
  });

  it("folds what repeats and gathers every layer in a table", () => {
    const { sections } = solved({ input: 28, layers: [conv, conv, conv, { type: "relu" }, conv] });
    expect(sections.map(({ folded = false }) => folded)).toEqual([false, false, true, true, false, false]);
    expect(sections.at(-1)?.table?.rows).toEqual([
      ["\\text{1\\;convolution}", "\\left[26,\\,26,\\,4\\right]", "40", "24\\,336", "3"],
      ["\\text{2\\;convolution}", "\\left[24,\\,24,\\,4\\right]", "148", "82\\,944", "5"],
      ["\\text{3\\;convolution}", "\\left[22,\\,22,\\,4\\right]", "148", "69\\,696", "7"],
      ["\\text{5\\;convolution}", "\\left[20,\\,20,\\,4\\right]", "148", "57\\,600", "9"],
    ]);
  });
});

describe("shortcuts", () => {
  const half = { type: "conv", filters: 8, kernel: 3, stride: 2, padding: 1 };
  const block = [
    half,
    { type: "conv", filters: 8, kernel: 3, padding: 1, name: "main" },
    { type: "conv", filters: 8, kernel: 1, stride: 2, from: 0 },
  ];

  it("adds what two branches put out, and sees as far as the wider one", () => {
    const given = { input: [16, 16, 4], layers: [...block, { type: "add", with: "main" }, { type: "relu" }, conv] };
    expect(value(given, "shape_4")).toEqual([8, 8, 8]);
    expect(value(given, "params_4")).toBe(0);
    expect(value(given, "rf_5")).toBe(7);
    expect(value(given, "rf_6")).toBe(11);
    expect(value(given, "params")).toBe(36 * 8 + 8 + 72 * 8 + 8 + 4 * 8 + 8 + 72 * 4 + 4);
  });

  it("pools to a fixed side, whatever comes in", () => {
    const given = { input: [17, 17, 3], layers: [{ type: "adaptivepool", size: 6 }, { type: "flatten" }] };
    expect(value(given, "size_2")).toBe(108);
  });

  it.each([
    ["addends of different shapes", [half, { type: "add", with: 0 }], "1.with"],
    ["a layer that comes later", [half, { type: "add", with: 2 }], "1.with"],
    ["a name that nobody has", [half, { ...half, from: "main" }], "1.from"],
  ])("refuses %s", (_, layers, place) => {
    expect(refusal({ input: [16, 16, 4], layers }).at).toBe(`given.layers.${place}`);
  });
});

describe("what makes no sense is refused, with its place and a mend", () => {
  it.each([
    ["a window beyond the padded input", { input: 4, layers: [{ ...conv, kernel: 7, padding: 1 }] }, "0.kernel"],
    ["a pooling window beyond it", { input: 2, layers: [pool] }, "0.size"],
    ["groups that do not divide the channels", { input: [9, 9, 3], layers: [{ ...conv, groups: 2 }] }, "0.groups"],
    ["groups that do not divide the filters", { input: [9, 9, 3], layers: [{ ...conv, groups: 3 }] }, "0.groups"],
    ["dense before flatten", { input: 9, layers: [{ type: "dense", units: 3 }] }, "0"],
    ["a convolution after flatten", { input: 9, layers: [{ type: "flatten" }, conv] }, "1"],
    ["a size of 0", { input: 9, layers: [{ ...conv, kernel: 0 }] }, "0.kernel"],
    ["a negative number of filters", { input: 9, layers: [{ ...conv, filters: -3 }] }, "0.filters"],
    ["a pooling layer without a window", { input: 9, layers: [{ type: "maxpool" }] }, "0.size"],
    ["counts beyond 2^53", { input: 1e6, layers: [{ type: "flatten" }, { type: "dense", units: 1e6 }] }, "1"],
  ])("%s", (_, given, place) => {
    const error = refusal(given);
    expect(error.at).toBe(`given.layers.${place}`);
    expect(error.suggestion).toBeTruthy();
  });

  it("a pooling layer of no kind", () => {
    const error = refusal({ input: 9, layers: [{ type: "pool", size: 2 }] });
    expect(error.message).toMatch(/maxpool or avgpool$/);
  });

  it("an image beyond 2^53", () => expect(refusal({ input: 1e9, layers: [conv] }).at).toBe("given.input"));
});

function refusal(given: object): ProblemError {
  try {
    solved(given);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
