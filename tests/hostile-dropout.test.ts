import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

const list = (n: number) => Array.from({ length: n }, (_, k) => k / n);

/** What is given, and where the complaint points. */
const cases: [string, object, string][] = [
  ["nothing", {}, "given.p"],
  ["no activations", { p: 0.5 }, "given.a"],
  ["activations twice", { p: 0.5, a: 1, A: 2 }, "given.A"],
  ["p above 1", { p: 1.5, a: [1, 2] }, "given.p"],
  ["p below 0", { p: -0.5, a: [1, 2] }, "given.p"],
  ["nothing ever kept", { p: 1, a: [1, 2], mask: [1, 0] }, "given.p"],
  ["a mask that is none", { p: 0.5, a: [1, 2], mask: [1, 0.5] }, "given.mask"],
  ["a mask of another shape", { p: 0.5, a: [1, 2], mask: [1, 0, 1] }, "given.mask"],
  ["a mask and random numbers", { p: 0.5, a: [1, 2], mask: [1, 0], random: [0.1, 0.2] }, "given.random"],
  ["random numbers above 1", { p: 0.5, a: [1, 2], random: [0.1, 2] }, "given.random"],
  ["a gradient without a mask", { p: 0.5, a: [1, 2], dA: [1, 2] }, "given.mask"],
  ["a gradient of another shape", { p: 0.5, a: [1, 2], mask: [1, 0], dA: [1] }, "given.dA"],
  ["NaN", { p: 0.5, a: [1, Number.NaN] }, "given.a.1"],
  ["an empty list", { p: 0.5, a: [] }, "given.a"],
  ["too many units", { p: 0.5, a: list(401) }, "given.a"],
  ["two probabilities for one layer", { p: [0.5, 0.5], a: [1, 2] }, "given.p"],
  ["an unknown field", { p: 0.5, a: [1, 2], seed: 1 }, "given.seed"],
  ["a network without a mask", { p: 0.5, x: [1], W1: [[1], [1]], W2: [[1, 1]] }, "given.mask1"],
  ["a mask on the outputs", { p: 0.5, x: [1], W1: [[1], [1]], W2: [[1, 1]], mask2: [1] }, "given.mask2"],
  ["a mask of no layer", { p: 0.5, x: [1], W1: [[1], [1]], W2: [[1, 1]], mask7: [1] }, "given.mask7"],
  ["a mask of another length", { p: 0.5, x: [1], W1: [[1], [1]], W2: [[1, 1]], mask1: [1] }, "given.mask1"],
  ["a network without inputs", { p: 0.5, W1: [[1], [1]], mask1: [1, 1], W2: [[1, 1]] }, "given.x"],
  ["weights that do not fit", { p: 0.5, x: [1], W1: [[1], [1]], mask1: [1, 1], W2: [[1, 1, 1]] }, "given.W2"],
  ["more probabilities than masks", { p: [0.5, 0.5], x: [1], W1: [[1], [1]], mask1: [1, 1], W2: [[1, 1]] }, "given.p"],
  ["activations of a network", { p: 0.5, a: [1], x: [1], W1: [[1], [1]], mask1: [1, 1], W2: [[1, 1]] }, "given.a"],
];

describe("dropout: what makes no sense is refused, with its place and a mend", () => {
  it.each(cases)("%s", (_, given, at) => {
    const error = refusal("dropout", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });
});
