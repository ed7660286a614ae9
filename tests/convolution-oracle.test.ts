import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { type Problem, solve } from "../problems/index.ts";
import { expectClose } from "./close.ts";

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`./fixtures/${file}.json`, import.meta.url), "utf8")) as {
    problem: Problem;
    expect: Record<string, unknown>;
  }[];

describe.each(["convolution", "pooling", "augmentation"])("random problems of %s.json agree with PyTorch", (file) => {
  it.each(read(file).map((entry, k) => ({ k, ...entry })))("problem $k", ({ problem, expect }) => {
    const { answers } = solve({ ...problem, ask: Object.keys(expect) }).solution;
    for (const { id, value } of answers) expectClose(value, expect[id], 1e-9);
  });
});
