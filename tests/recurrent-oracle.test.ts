import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { type Problem, solve } from "../problems/index.ts";
import { expectClose } from "./close.ts";

const entries = JSON.parse(readFileSync(new URL("./fixtures/recurrent.json", import.meta.url), "utf8")) as {
  problem: Problem;
  expect: Record<string, unknown>;
}[];

describe("random recurrent networks agree with PyTorch", () => {
  it.each(entries.map((entry, k) => ({ k, ...entry })))("network $k, $problem.topic", ({ problem, expect }) => {
    const { answers, warnings } = solve({ ...problem, ask: Object.keys(expect) }).solution;
    for (const { id, value } of answers) expectClose(value, expect[id], 1e-9);
    if (warnings.length > 0) throw new Error(warnings.join());
  });
});
