import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

const W1 = [[1, 2]];
const wide = Array.from({ length: 40 }, () => new Array<number>(40).fill(1));

/** What is given, and where the complaint points. */
const cases: [string, object, string][] = [
  ["nothing", {}, "given.factor"],
  ["no layers", { factor: 1.5 }, "given.layers"],
  ["no factors", { factor: [] }, "given.factor"],
  ["zero layers", { factor: 1.5, layers: 0 }, "given.layers"],
  ["negative layers", { factor: 1.5, layers: -3 }, "given.layers"],
  ["half a layer", { factor: 1.5, layers: 2.5 }, "given.layers"],
  ["a billion layers", { factor: 1.5, layers: 1e9 }, "given.layers"],
  ["NaN", { factor: [1, Number.NaN] }, "given.factor.1"],
  ["infinity", { factor: Number.POSITIVE_INFINITY, layers: 2 }, "given.factor"],
  ["other lengths", { w: [1, 2], z: [1, 2, 3], activation: "tanh" }, "given.z"],
  ["factors for other layers", { factor: [1, 2], layers: 3 }, "given.factor"],
  ["forty different layers", { factor: new Array<number>(40).fill(0.5) }, "given.factor"],
  ["factor and weight", { factor: 1.5, w: 2, layers: 2 }, "given.w"],
  ["sums without an activation", { z: [1, 2] }, "given.activation"],
  ["softmax", { activation: "softmax", layers: 2 }, "given.activation"],
  ["a slope that nobody has", { activation: "relu", layers: 2, alpha: 0.1 }, "given.alpha"],
  ["a threshold of 0", { factor: 0.5, layers: 2, threshold: 0 }, "given.threshold"],
  ["a threshold never passed", { factor: 0.5, threshold: 2 }, "given.threshold"],
  ["a factor that changes nothing", { factor: -1, threshold: 2 }, "given.threshold"],
  ["no gradient", { factor: 0.5, layers: 2, g: 0 }, "given.g"],
  ["two gradients for one unit", { factor: 0.5, layers: 2, g: [1, 2] }, "given.g"],
  ["overflow", { factor: 1e300, layers: 1000 }, "given.factor"],
  ["overflow in a list", { factor: [1e300, 1e300] }, "given.factor"],
  ["overflow in a network", { x: [1], W: [[1e200]], layers: 3 }, "given.W"],
  ["an unknown field", { factor: 0.5, layers: 2, depth: 3 }, "given.depth"],
  ["weights without an input", { W1 }, "given.x"],
  ["an input without weights", { x: [1, 2] }, "given.W1"],
  ["shared weights without a depth", { x: [1, 2], W: [[1, 2]] }, "given.layers"],
  ["shared weights that do not fit themselves", { x: [1, 2], W: [[1, 2]], layers: 2 }, "given.W"],
  ["weights twice", { x: [1, 2], W1, W: W1, layers: 1 }, "given.W1"],
  ["an input and sums", { x: 1, w: [1, 2], z: [1, 2], activation: "tanh" }, "given.z"],
  ["a network and a chain", { x: [1, 2], W1, factor: 2 }, "given.factor"],
  ["other layers than weights", { x: [1, 2], W1, layers: 2 }, "given.layers"],
  ["a missing layer", { x: [1, 2], W1, W3: [[1]] }, "given.W2"],
  ["a matrix that does not fit", { x: [1, 2], W1, W2: [[1, 2]] }, "given.W2"],
  ["an empty matrix", { x: [1, 2], W1: [] }, "given.W1"],
  ["a ragged matrix", { x: [1, 2], W1: [[1, 2], [3]] }, "given.W1"],
  ["activations for other layers", { x: [1, 2], W1, activation: ["relu", "relu"] }, "given.activation"],
  ["a gradient for other outputs", { x: [1, 2], W1, g: [1, 2] }, "given.g"],
  ["too many numbers", { x: new Array<number>(40).fill(1), W1: wide }, "given.W1"],
  ["too many layers", { x: [1], W: [[1]], layers: 31 }, "given.layers"],
];

describe("gradient-flow: what makes no sense is refused, with its place and a mend", () => {
  it.each(cases)("%s", (_, given, at) => {
    const error = refusal("gradient-flow", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });
});
