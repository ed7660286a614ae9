import { describe, expect, it } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

const list = (n: number) => Array.from({ length: n }, (_, k) => k / n);

/** What is given, and where the complaint points. */
const cases: [string, object, string][] = [
  ["nothing", {}, "given.patience"],
  ["no losses", { patience: 2 }, "given.validationLoss"],
  ["no epoch", { patience: 2, valLoss: [] }, "given.valLoss"],
  ["losses twice", { patience: 2, valLoss: [1], val_loss: [1] }, "given.val_loss"],
  ["losses and accuracies", { patience: 2, valLoss: [1], validationAccuracy: [1] }, "given.validationAccuracy"],
  ["NaN", { patience: 2, valLoss: [1, Number.NaN] }, "given.valLoss.1"],
  ["half an epoch of patience", { patience: 1.5, valLoss: [1] }, "given.patience"],
  ["negative patience", { patience: -1, valLoss: [1] }, "given.patience"],
  ["a billion epochs of patience", { patience: 1e9, valLoss: [1] }, "given.patience"],
  ["a negative improvement", { patience: 1, valLoss: [1], minDelta: -1 }, "given.minDelta"],
  ["too many epochs", { patience: 1, valLoss: list(101) }, "given.valLoss"],
  ["training losses of other epochs", { patience: 1, valLoss: [1, 2], trainLoss: [1] }, "given.trainLoss"],
  ["parameters of other epochs", { patience: 1, valLoss: [1, 2], w: [1] }, "given.w"],
  ["parameters of different shapes", { patience: 1, valLoss: [1, 2], w: [1, [1, 2]] }, "given.w.1"],
  ["an accuracy of 120 %", { patience: 1, validationAccuracy: [120] }, "given.validationAccuracy"],
  ["a third first epoch", { patience: 1, valLoss: [1], firstEpoch: 2 }, "given.firstEpoch"],
  ["an unknown field", { patience: 1, valLoss: [1], mode: "min" }, "given"],
];

describe("early-stopping: what makes no sense is refused, with its place and a mend", () => {
  it.each(cases)("%s", (_, given, at) => {
    const error = refusal("early-stopping", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });

  it.each([
    [[0.8, 0.7, 0.6], 0.1, 2],
    [[0.3, 0.2, 0.1], 0.1, 2],
  ])(
    "an improvement by exactly as much as asked is none, whatever float64 makes of it: %j",
    (valLoss, minDelta, stop) => {
      const given = { valLoss, minDelta, patience: 1 };
      expect(solve({ topic: "early-stopping", given, ask: ["stopEpoch"] }).solution.answers[0]?.value).toBe(stop);
    },
  );
});
