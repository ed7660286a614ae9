import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { type Problem, solve } from "../problems/index.ts";
import { expectClose } from "./close.ts";

const entries = JSON.parse(readFileSync(new URL("./fixtures/initialization.json", import.meta.url), "utf8")) as {
  problem: Problem;
  expect: Record<string, unknown>;
}[];

describe("initialization: what torch.nn.init draws with, and networks that start alike", () => {
  it.each(entries.map((entry, k) => ({ k, ...entry })))("problem $k", ({ problem, expect }) => {
    const { answers } = solve({ ...problem, ask: Object.keys(expect) }).solution;
    for (const { id, value } of answers) expectClose(value, expect[id], 1e-9);
  });
});
