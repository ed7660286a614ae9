import { describe, expect, it } from "vitest";
import { refusal } from "./refusal.ts";

describe("search-size: what makes no sense is refused, with its place and a mend", () => {
  it.each<[string, object, string]>([
    ["nothing to search", {}, "given.grid"],
    ["an empty grid", { grid: {} }, "given.grid"],
    ["a hyperparameter without values", { grid: { rate: [] } }, "given.grid.rate"],
    ["a number of values that is not whole", { grid: { rate: 1.5 } }, "given.grid.rate"],
    ["a name that is markup", { grid: { "<b>": 2 } }, "given.grid.<b>"],
    ["one fold", { grid: { rate: 2 }, folds: 1 }, "given.folds"],
    ["folds under two names", { grid: { rate: 2 }, folds: 3, k: 3 }, "given.k"],
    ["repetitions of nothing", { grid: { rate: 2 }, repeats: 2 }, "given.folds"],
    ["folds of too few examples", { grid: { rate: 2 }, folds: 10, m: 5 }, "given.folds"],
    ["a share of all", { trials: 5, top: 1 }, "given.top"],
    ["a share of nothing", { trials: 5, top: 0 }, "given.top"],
    ["certainty", { top: 0.1, confidence: 1 }, "given.confidence"],
    ["a confidence of hitting what", { trials: 3, confidence: 0.9 }, "given.top"],
    ["a share without trials", { top: 0.1 }, "given.trials"],
    ["good ones of no grid", { trials: 3, topCount: 1 }, "given.grid"],
    ["more good ones than there are", { grid: { rate: 2 }, trials: 3, topCount: 2 }, "given.topCount"],
    ["a price of no time", { grid: { rate: 2 }, costPerHour: 3 }, "given.timePerTraining"],
    ["a negative time", { grid: { rate: 2 }, timePerTraining: -1 }, "given.timePerTraining"],
    ["a grid beyond counting", { grid: { a: 1e6, b: 1e6, c: 1e6 } }, "given.grid"],
    ["a share too small for a float64", { top: 1e-300, confidence: 0.9 }, "given.confidence"],
  ])("%s", (_, given, at) => {
    const error = refusal("search-size", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });
});
