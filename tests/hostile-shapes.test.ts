import { describe, expect, it } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

describe("shapes: what makes no sense is refused, with its place and a mend", () => {
  it.each<[string, object, string]>([
    ["nothing at all", {}, "given.layers"],
    ["a network of inputs alone", { layers: [3] }, "given.layers"],
    ["no layers", { layers: [] }, "given.layers"],
    ["a layer of no units", { layers: [3, 0, 1] }, "given.layers.1"],
    ["a layer of -2 units", { layers: [3, -2] }, "given.layers.1"],
    ["half a unit", { layers: [3, 2.5] }, "given.layers.1"],
    ["units without end", { layers: [3, Number.POSITIVE_INFINITY] }, "given.layers.1"],
    ["a number that is none", { layers: [3, Number.NaN] }, "given.layers.1"],
    ["no examples", { layers: [3, 1], m: 0 }, "given.m"],
    ["examples twice", { layers: [3, 1], m: 2, examples: 2 }, "given.examples"],
    ["an image of one side", { image: [64] }, "given.image"],
    ["an image of no height", { image: [0, 64, 3] }, "given.image.0"],
    [
      "two images",
      {
        image: [2, 2],
        pixels: [
          [1, 2],
          [3, 4],
        ],
      },
      "given.pixels",
    ],
    ["two inputs", { image: [2, 2], input: 5 }, "given.input"],
    ["ragged pixels", { pixels: [[1, 2], [3]] }, "given.pixels"],
    ["pixels that are none", { pixels: [[1, Number.NaN]] }, "given.pixels.0.1"],
    ["no pixels", { pixels: [] }, "given.pixels"],
    ["an image beyond counting", { image: [1e9, 1e9, 3] }, "given.image"],
    ["a network beyond counting", { layers: [1e9, 1e9] }, "given.layers"],
    ["a thousand layers", { layers: Array.from({ length: 1000 }, () => 2) }, "given.layers"],
  ])("%s", (_, given, at) => {
    const error = refusal("shapes", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });

  it("solves sizes that nobody could store", () => {
    const { answers } = solve({
      topic: "shapes",
      given: { layers: [1e6, 1e9, 1], m: 1e9 },
      ask: ["Z1", "dW1", "params"],
    }).solution;
    expect(answers.map(({ value }) => value)).toEqual([[1e9, 1e9], [1e9, 1e6], 1e15 + 2e9 + 1]);
  });
});
