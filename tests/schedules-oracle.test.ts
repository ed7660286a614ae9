import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Problem, solve } from "../problems/index.ts";

const cases = JSON.parse(readFileSync(new URL("./fixtures/schedules.json", import.meta.url), "utf8")) as {
  problem: Problem;
  expect: Record<string, number>;
}[];

describe("random schedules set the rates that PyTorch's schedulers set", () => {
  it.each(cases.map((entry, k) => ({ k, ...entry })))("schedule $k", ({ problem, expect: expected }) => {
    const { answers } = solve({ ...problem, ask: Object.keys(expected) }).solution;
    // A rate may end at 0, which torch misses by its rounding: all are measured by the full rate.
    const full = problem.given.learningRate as number;
    for (const { id, value } of answers)
      expect(Math.abs((value as number) - (expected[id] as number)) / full, id).toBeLessThan(1e-9);
  });
});
