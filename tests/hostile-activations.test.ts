import { describe, expect, it } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

const list = (n: number) => Array.from({ length: n }, (_, k) => k / n);

/** What is given, and where the complaint points. */
const cases: [string, object, string][] = [
  ["nothing", {}, "given.activation"],
  ["no points", { activation: "tanh" }, "given.z"],
  ["an activation that is none", { activation: "sigmoidal", z: 1 }, "given.activation"],
  ["an inherited name", { activation: "constructor", z: 1 }, "given.activation"],
  ["no activation in the list", { activation: [], z: 1 }, "given.activation"],
  ["an activation twice", { activation: ["relu", "ReLU"], z: 1 }, "given.activation"],
  ["softmax beside others", { activation: ["softmax", "relu"], z: [1, 2] }, "given.activation"],
  ["two names of the points", { activation: "relu", z: 1, x: 2 }, "given.x"],
  ["an empty list", { activation: "relu", z: [] }, "given.z"],
  ["NaN", { activation: "relu", z: [1, Number.NaN] }, "given.z.1"],
  ["infinity", { activation: "relu", z: Number.POSITIVE_INFINITY }, "given.z"],
  ["ragged rows", { activation: "relu", z: [[1, 2], [3]] }, "given.z"],
  ["too many points", { activation: "relu", z: list(201) }, "given.z"],
  ["a million points", { activation: "relu", z: list(1e6) }, "given.z"],
  ["a gradient of another shape", { activation: "relu", z: [1, 2], dA: [1, 2, 3] }, "given.dA"],
  ["a gradient for several activations", { activation: ["relu", "tanh"], z: [1, 2], dA: [1, 2] }, "given.dA"],
  ["a constant for an activation without", { activation: "tanh", z: 1, alpha: 0.1 }, "given.alpha"],
  ["a temperature without softmax", { activation: "tanh", z: 1, temperature: 2 }, "given.temperature"],
  ["T = 0", { activation: "softmax", z: [1, 2], temperature: 0 }, "given.temperature"],
  ["a negative temperature", { activation: "softmax", z: [1, 2], temperature: -1 }, "given.temperature"],
  ["softmax of one number", { activation: "softmax", z: 3 }, "given.z"],
  [
    "softmax of a matrix",
    {
      activation: "softmax",
      z: [
        [1, 2],
        [3, 4],
      ],
    },
    "given.z",
  ],
  ["a softmax that nobody reads", { activation: "softmax", z: list(51) }, "given.z"],
];

describe("activations: what makes no sense is refused, with its place and a mend", () => {
  it.each(cases)("%s", (_, given, at) => {
    const error = refusal("activations", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(300);
  });

  it.each([1e300, -1e300, 1e-300])("works at %d", (z) => {
    for (const activation of ["sigmoid", "tanh", "gelu", "swish", "softplus", "elu", "selu", "mish", "softsign"])
      expect(solve({ topic: "activations", given: { activation, z } }).solution.answers).toHaveLength(2);
    const { answers } = solve({ topic: "activations", given: { activation: "softmax", z: [z, 0] } }).solution;
    expect(answers[0]?.value).not.toContain("NaN");
  });
});
