import { describe, expect, it } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

const list = (n: number) => Array.from({ length: n }, (_, k) => k / n);

/** What is given, and where the complaint points. */
const cases: [string, object, string][] = [
  ["nothing", {}, "given.loss"],
  ["no targets", { loss: "mse", yhat: 1 }, "given.y"],
  ["no predictions", { loss: "mse", y: 1 }, "given.yhat"],
  ["predictions twice", { loss: "bce", yhat: 0.5, z: 0, y: 1 }, "given.z"],
  ["a loss that is none", { loss: "rmsle", yhat: 1, y: 1 }, "given.loss"],
  ["a loss twice", { loss: ["mse", "squared-error"], yhat: 1, y: 1 }, "given.loss"],
  ["lists of different lengths", { loss: "mse", yhat: [1, 2], y: [1, 2, 3] }, "given.y"],
  [
    "a table turned about",
    {
      loss: "mse",
      yhat: [
        [1, 2, 3],
        [1, 2, 3],
      ],
      y: [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
    },
    "given.y",
  ],
  ["NaN", { loss: "mse", yhat: [1, Number.NaN], y: [1, 2] }, "given.yhat.1"],
  ["an empty list", { loss: "mse", yhat: [], y: [] }, "given.yhat"],
  ["ragged rows", { loss: "mse", yhat: [[1, 2], [3]], y: [[1, 2], [3]] }, "given.yhat"],
  ["too many predictions", { loss: "mse", yhat: list(501), y: list(501) }, "given.yhat"],
  ["a probability above 1", { loss: "bce", yhat: [0.5, 1.5], y: [1, 0] }, "given.yhat"],
  ["a target above 1", { loss: "bce", yhat: [0.5, 0.5], y: [1, 2] }, "given.y"],
  ["probabilities that do not sum to 1", { loss: "cce", yhat: [0.5, 0.6], y: [1, 0] }, "given.yhat"],
  ["targets that do not sum to 1", { loss: "cce", yhat: [0.5, 0.5], y: [1, 1] }, "given.y"],
  ["a label out of range", { loss: "cce", yhat: [0.5, 0.5], y: 2 }, "given.y"],
  ["a label below range", { loss: "cce", yhat: [0.5, 0.5], y: -1 }, "given.y"],
  [
    "half a label",
    {
      loss: "cce",
      yhat: [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
      y: [0, 0.5],
    },
    "given.y",
  ],
  ["one class", { loss: "cce", yhat: 1, y: 1 }, "given.yhat"],
  ["hinge targets 0 and 1", { loss: "hinge", yhat: [1, 2], y: [0, 1] }, "given.y"],
  ["delta = 0", { loss: "huber", yhat: 1, y: 2, delta: 0 }, "given.delta"],
  ["delta without Huber", { loss: "mae", yhat: 1, y: 2, delta: 1 }, "given.delta"],
  ["logits for squared errors", { loss: "mse", z: [1, 2], y: [1, 2] }, "given.z"],
  ["an unknown field", { loss: "mse", yhat: 1, y: 2, weights: 1 }, "given"],
];

describe("losses: what makes no sense is refused, with its place and a mend", () => {
  it.each(cases)("%s", (_, given, at) => {
    const error = refusal("losses", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });

  it("says that a certain and wrong prediction costs without end", () => {
    const { answers } = solve({
      topic: "losses",
      given: { loss: "bce", yhat: [0, 1], y: [1, 1] },
      ask: ["L"],
    }).solution;
    expect(answers[0]?.value).toEqual([["Infinity", 0]]);
  });
});
