import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { type Problem, solve } from "../problems/index.ts";
import { expectClose } from "./close.ts";

const cases = JSON.parse(readFileSync(new URL("./fixtures/gradient-flow.json", import.meta.url), "utf8")) as {
  problem: Problem;
  expect: Record<string, unknown>;
}[];

describe("random chains and networks hand back what PyTorch does", () => {
  it.each(cases.map((entry, k) => ({ k, ...entry })))("problem $k", ({ problem, expect }) => {
    const { answers } = solve({ ...problem, ask: Object.keys(expect) }).solution;
    for (const { id, value } of answers) expectClose(value, expect[id], 1e-9);
  });
});
