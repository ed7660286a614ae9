import { GPU } from "gpu.js";
import katex from "katex";
import { afterAll, describe, expect, test } from "vitest";
import { ShapeError } from "../solver/errors.ts";
import { bind, type Call, call, type Expr, evaluateExpr, name, shapeOf } from "../solver/expression.ts";
import type { FunctionDefinition, Fusion } from "../solver/function.ts";
import { functions } from "../solver/functions/index.ts";
import { atom } from "../solver/levels.ts";
import { type NdArray, type Shape, sameShape, size } from "../solver/ndarray.ts";
import { defaultFormat, numberTex, numberText } from "../solver/numbers.ts";
import { instantiate, mentions } from "../solver/pullback.ts";
import { exact, fromNumber } from "../solver/readings/exact.ts";
import { float } from "../solver/readings/float.ts";
import { printKernel } from "../solver/readings/kernel.ts";
import { texArithmetic } from "../solver/readings/tex.ts";
import {
  callOf,
  difference,
  draw,
  generator,
  lookup,
  operandsOf,
  type Sample,
  samplesOf,
  type Values,
  valueOf,
} from "./samples.ts";

const catalogue = [...functions.values()];
const gpus = { cpu: new GPU({ mode: "cpu" }), webasm: new GPU({ mode: "webasm" }) };
afterAll(() => Promise.all(Object.values(gpus).map((gpu) => gpu.destroy())));

describe.each(catalogue.map((definition) => ({ name: definition.name, definition })))("$name", ({ definition }) => {
  const { samples, refusals } = samplesOf(definition);
  const cases = samples.flatMap((sample) => operandsOf(sample).map((operands) => ({ sample, operands })));
  const few = spaced(cases, 14);

  test("has a value for whatever it accepts, and refuses the rest by a ShapeError", () => {
    expect(refusals.filter((error) => !(error instanceof ShapeError))).toEqual([]);
    expect(samples).not.toEqual([]);
    expect(samples.filter((sample) => !cases.some((one) => one.sample === sample))).toEqual([]);
  });

  test("its pullbacks agree with finite differences", () => {
    const off = cases.flatMap(({ sample, operands }) =>
      definition.params.flatMap((param) => {
        if (isCounted(definition, param)) return [];
        const g = draw(sample.shape, generator(7));
        const found = passedBack(sample, operands, param, g);
        const error = difference(found, slopes(sample, operands, param, g));
        return error < 1e-6 ? [] : [`${param} of ${sample.label}: ${error}`];
      }),
    );
    expect(off).toEqual([]);
  });

  test("the exact reading agrees with float64", () => {
    const off = cases.flatMap(({ sample, operands }) => {
      const read = evaluateExpr(callOf(sample), lookup(mapValues(operands, fromNumber)), exact).cells;
      const expected = valueOf(sample, operands).cells;
      const values = read.map(({ value }) => value);
      const fractions = read.map(({ value, fraction }) => fraction?.valueOf() ?? value);
      const error = Math.max(difference(values, expected), difference(fractions, expected));
      return error < 1e-12 ? [] : [`${sample.label}: ${error}`];
    });
    expect(off).toEqual([]);
  });

  test("its arithmetic by hand and its formula are TeX", () => {
    const tex = texArithmetic((x) => numberTex(numberText(x, defaultFormat, true)));
    for (const { sample, operands } of few) {
      const written = evaluateExpr(callOf(sample), lookup(mapValues(operands, tex.number)), tex).cells;
      expect(difference(written.map(({ value }) => value), valueOf(sample, operands).cells)).toBeLessThan(1e-12);
      const symbols = definition.params.map((param, k) => ({ ...atom(param), shape: sample.shapes[k] as Shape }));
      const formula = definition.notation(symbols, sample.options).tex;
      for (const source of new Set([formula, ...written.map((cell) => cell.tex)])) {
        expect(() => katex.renderToString(source, { throwOnError: true, strict: "ignore" }), source).not.toThrow();
      }
    }
  });

  test("its kernels compute as JavaScript what float64 says", () => {
    const off = cases.flatMap(({ sample, operands }) => {
      const { source, cells } = printKernel(definition, sample.shapes, sample.options);
      const kernel = new Function(`return ${source}`)() as (...inputs: (readonly number[])[]) => number;
      const inputs = definition.params.map((param) => (operands[param] as NdArray<number>).cells);
      const found = Array.from({ length: cells }, (_, x) => kernel.apply({ thread: { x } }, inputs));
      const error = difference(found, valueOf(sample, operands).cells);
      return error < 1e-12 ? [] : [`${sample.label}: ${error}`];
    });
    expect(off).toEqual([]);
  });

  test.each(Object.entries(gpus))("its kernels compute in gpu.js mode %s what float64 says", (mode, gpu) => {
    for (const { sample, operands } of few) {
      const rounded = mapValues(operands, Math.fround) as Values;
      const { source, cells } = printKernel(definition, sample.shapes, sample.options);
      const kernel = gpu.createKernel(source).setOutput([cells]);
      const inputs = definition.params.map((param) => Float32Array.from(rounded[param]?.cells ?? []));
      const found = kernel(...inputs) as Float32Array;
      expect(executorOf(kernel), sample.label).toEqual({ mode });
      expect(difference(found, valueOf(sample, rounded).cells), `${sample.label}\n${source}`).toBeLessThan(1e-5);
      kernel.destroy();
    }
  });
});

/** At most so many of a list's members, from end to end. */
function spaced<T>(list: readonly T[], most: number): T[] {
  const stride = Math.max(1, list.length / most);
  return list.filter((_, k) => Math.floor(k / stride) !== Math.floor((k - 1) / stride));
}

const mapValues = <T>(values: Values, change: (x: number) => T): Record<string, NdArray<T>> =>
  Object.fromEntries(
    Object.entries(values).map(([id, { shape, cells }]) => [id, { shape, cells: cells.map((x) => change(x)) }]),
  );
