import { describe, expect, it } from "vitest";
import { solve } from "../problems/index.ts";
import { refusal } from "./refusal.ts";

describe("schedules: what makes no sense is refused, with its place and a mend", () => {
  it.each<[string, object, string]>([
    ["no schedule", { learningRate: 0.1, epochs: 3 }, "given.schedule"],
    ["an unknown schedule", { schedule: "zigzag", learningRate: 0.1, epochs: 3 }, "given.schedule"],
    ["no rate", { schedule: "step", gamma: 0.5, stepSize: 2, epochs: 3 }, "given.learningRate"],
    ["a rate of 0", { schedule: "linear", learningRate: 0, epochs: 3 }, "given.learningRate"],
    ["a rate that is none", { schedule: "linear", learningRate: Number.NaN, epochs: 3 }, "given.learningRate"],
    ["a step of no factor", { schedule: "step", learningRate: 0.1, stepSize: 2, epochs: 3 }, "given.gamma"],
    ["a step of no length", { schedule: "step", learningRate: 0.1, gamma: 0.5, epochs: 3 }, "given.stepSize"],
    [
      "two lengths",
      { schedule: "step", learningRate: 0.1, gamma: 0.5, stepSize: 2, milestones: [3], epochs: 3 },
      "given.milestones",
    ],
    [
      "falling milestones",
      { schedule: "step", learningRate: 0.1, gamma: 0.5, milestones: [5, 3], epochs: 9 },
      "given.milestones",
    ],
    ["a growing rate", { schedule: "exponential", learningRate: 0.1, gamma: 1.5, epochs: 3 }, "given.gamma"],
    [
      "a growing rate by another name",
      { schedule: "exponential", learningRate: 0.1, decayRate: 1.5, epochs: 3 },
      "given.decayRate",
    ],
    ["two strengths", { schedule: "exponential", learningRate: 0.1, gamma: 0.5, k: 1, epochs: 3 }, "given.k"],
    ["1/t of no strength", { schedule: "1/t", learningRate: 0.1, epochs: 3 }, "given.k"],
    ["a cosine over T = 0 epochs", { schedule: "cosine", learningRate: 0.1, epochs: 0 }, "given.epochs"],
    ["a cosine without an end", { schedule: "cosine", learningRate: 0.1, at: 3 }, "given.epochs"],
    ["an end above the start", { schedule: "cosine", learningRate: 0.1, minRate: 0.2, epochs: 3 }, "given.minRate"],
    ["nothing but warm-up", { schedule: "cosine", learningRate: 0.1, epochs: 3, warmup: 3 }, "given.warmup"],
    ["a warm-up from above", { learningRate: 0.1, warmup: 3, warmupStart: 0.2 }, "given.warmupStart"],
    ["half an epoch", { schedule: "linear", learningRate: 0.1, epochs: 3, at: 1.5 }, "given.at"],
    ["an epoch before the first", { schedule: "linear", learningRate: 0.1, epochs: 3, at: -1 }, "given.at"],
    ["no epochs", { schedule: "step", learningRate: 0.1, gamma: 0.5, stepSize: 2 }, "given.epochs"],
    ["the root of nothing", { schedule: "inverse-sqrt", learningRate: 0.1, at: 0 }, "given.at"],
    [
      "a goal that is met at once",
      { schedule: "exponential", learningRate: 0.1, gamma: 0.5, below: 0.2 },
      "given.below",
    ],
    ["a goal that is never met", { schedule: "exponential", learningRate: 0.1, gamma: 1, below: 0.01 }, "given.below"],
    ["a goal of a cosine", { schedule: "cosine", learningRate: 0.1, epochs: 9, below: 0.01 }, "given.below"],
  ])("%s", (_, given, at) => {
    const error = refusal("schedules", given);
    expect(error.at).toBe(at);
    expect(error.message.length).toBeLessThan(200);
  });

  it("far more epochs than rows", () => {
    const { answers } = solve({
      topic: "schedules",
      given: { schedule: "cosine", learningRate: 0.1, epochs: 1e9 },
    }).solution;
    expect(answers.length).toBe(11);
    expect(
      refusal(
        "schedules",
        { schedule: "linear", learningRate: 1, epochs: 9 },
        { ask: Array.from({ length: 300 }, (_, t) => `eta_${t}`) },
      ).at,
    ).toBe("ask");
  });
});
