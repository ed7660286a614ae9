import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Problem, solve } from "../problems/index.ts";

const cases = JSON.parse(readFileSync(new URL("./fixtures/cnn-shapes.json", import.meta.url), "utf8")) as {
  problem: Problem;
  expect: Record<string, number | number[]>;
}[];

describe("random stacks of layers agree with PyTorch", () => {
  it.each(cases.map((entry, k) => ({ k, ...entry })))("stack $k", ({ problem, expect: expected }) => {
    const { answers } = solve({ ...problem, ask: Object.keys(expected) }).solution;
    expect(Object.fromEntries(answers.map(({ id, value }) => [id, value]))).toEqual(expected);
  });
});
