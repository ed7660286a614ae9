import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { call, definitionOf, name } from "../solver/expression.ts";
import type { Options } from "../solver/function.ts";
import { fromNested, type NestedNumbers, toNested } from "../solver/ndarray.ts";
import { expectClose } from "./close.ts";
import { evaluateIn, passedBack } from "./samples.ts";

type Inputs = Readonly<Record<string, NestedNumbers>>;
const cases = JSON.parse(readFileSync(new URL("./fixtures/functions.json", import.meta.url), "utf8")) as {
  fn: string;
  inputs: Inputs;
  options: Options;
  g: NestedNumbers;
  value: NestedNumbers;
  gradients: Inputs;
}[];

describe("functions and their gradients agree with PyTorch", () => {
  it.each(cases.map((entry, k) => ({ k, ...entry })))("$k: $fn $options", (entry) => {
    const { fn, inputs, options, g, value, gradients } = entry;
    const of = call(fn, definitionOf(fn).params.map(name), options);
    const values = Object.fromEntries(Object.entries(inputs).map(([id, x]) => [id, fromNested(x)]));
    expectClose(toNested(evaluateIn(of, values)), value, 1e-10);
    for (const [param, expected] of Object.entries(gradients))
      expectClose(toNested(passedBack(of, param, values, fromNested(g))), expected, 1e-10);
  });
});
