import { GPU, type IKernelRunShortcut } from "gpu.js";
import katex from "katex";
import { afterAll, describe, expect, test } from "vitest";
import { ShapeError } from "../solver/errors.ts";
import { bind, type Call, call, evaluateExpr, name } from "../solver/expression.ts";
import type { FunctionDefinition, Fusion, Options } from "../solver/function.ts";
import { functions } from "../solver/functions/index.ts";
import { atom } from "../solver/levels.ts";
import { type NdArray, type Shape, scalar } from "../solver/ndarray.ts";
import { defaultFormat, numberTex, numberText } from "../solver/numbers.ts";
import { instantiate, mentions } from "../solver/pullback.ts";
import { exact, fromNumber, toNumber } from "../solver/readings/exact.ts";
import { interval } from "../solver/readings/interval.ts";
import { printKernel } from "../solver/readings/kernel.ts";
import { texArithmetic } from "../solver/readings/tex.ts";
import * as s from "./samples.ts";

const catalogue = [...functions.values()];
const gpus = { cpu: new GPU({ mode: "cpu" }), webasm: new GPU({ mode: "webasm" }) };
afterAll(() => Promise.all(Object.values(gpus).map((gpu) => gpu.destroy())));

describe.each(catalogue.map((definition) => ({ name: definition.name, definition })))("$name", ({ definition }) => {
  const { samples, refusals } = s.samplesOf(definition);
  const cases = samples.flatMap((sample) => s.operandsOf(sample).map((operands) => ({ sample, operands })));
  const many = s.spaced(cases, 60);
  const few = s.spaced(cases, 20);

  test("has a value for whatever it accepts, and refuses the rest by a ShapeError", () => {
    expect(refusals.filter((error) => !(error instanceof ShapeError))).toEqual([]);
    expect(samples).not.toEqual([]);
    expect(samples.filter((sample) => !cases.some((one) => one.sample === sample))).toEqual([]);
  });

  test("its pullbacks agree with finite differences", () => {
    const off = many.flatMap(({ sample, operands }) =>
      definition.params.flatMap((param) => {
        if (isCounted(definition, param)) return [];
        const g = s.draw(sample.shape, s.generator(7));
        const found = s.passedBack(s.callOf(sample), param, operands, g).cells;
        const error = s.difference(found, s.slopes(s.callOf(sample), param, operands, g));
        if (error < 1e-6 || !s.isSmooth(s.callOf(sample), param, operands, g)) return [];
        return [`${param} of ${sample.label}: ${error}`];
      }),
    );
    expect(off).toEqual([]);
  });

  test("the exact reading agrees with float64", () => {
    const off = many.flatMap(({ sample, operands }) => {
      const read = evaluateExpr(s.callOf(sample), s.lookup(mapValues(operands, fromNumber)), exact).cells;
      const error = s.difference(read.map(toNumber), s.resultOf(sample, operands).cells);
      return error < 1e-12 ? [] : [`${sample.label}: ${error}`];
    });
    expect(off).toEqual([]);
  });

  test("its bounds hold whatever the operands may be", () => {
    for (const { sample, operands } of few) {
      const random = s.generator(3);
      const ranges = mapValues(operands, (x) => ({ lo: x - 0.02 * random(), hi: x + 0.02 * random() }));
      const inside = mapValues(ranges, ({ lo, hi }) => lo + (hi - lo) * random());
      const bounds = evaluateExpr(
        bind(s.callOf(sample), (id) => operands[id]?.shape),
        s.lookup(ranges),
        interval,
      ).cells;
      const values = s.resultOf(sample, inside).cells;
      const outside = values.filter((x, k) => !(x >= (bounds[k]?.lo as number) && x <= (bounds[k]?.hi as number)));
      // Where a function ends, its value may be none, and its bounds say nothing.
      expect(
        outside.filter((x) => !Number.isNaN(x)),
        sample.label,
      ).toEqual([]);
    }
  });

  test("its arithmetic by hand and its formula are TeX", () => {
    const tex = texArithmetic((x) => numberTex(numberText(x, defaultFormat, true)));
    for (const { sample, operands } of few) {
      const written = evaluateExpr(s.callOf(sample), s.lookup(mapValues(operands, tex.number)), tex).cells;
      const values = written.map(({ value }) => value);
      expect(s.difference(values, s.resultOf(sample, operands).cells)).toBeLessThan(1e-12);
      const symbols = definition.params.map((param, k) => ({ ...atom(param), shape: sample.shapes[k] as Shape }));
      const formula = definition.notation(symbols, sample.options).tex;
      for (const source of new Set([formula, ...written.map((cell) => cell.tex)])) {
        expect(() => katex.renderToString(source, { throwOnError: true, strict: "ignore" }), source).not.toThrow();
      }
    }
  });

  test("its kernels compute as JavaScript what float64 says", () => {
    const off = cases.flatMap(({ sample, operands }) => {
      const { source, cells, accuracy } = printKernel(definition, sample.shapes, sample.options);
      const kernel = new Function(`return ${source}`)() as (...inputs: (readonly number[])[]) => number;
      const inputs = definition.params.map((param) => (operands[param] as NdArray<number>).cells);
      const found = Array.from({ length: cells }, (_, x) => kernel.apply({ thread: { x } }, inputs));
      const error = s.difference(found, s.resultOf(sample, operands).cells);
      return error < 1e-12 + 10 * accuracy ? [] : [`${sample.label}: ${error}`];
    });
    expect(off).toEqual([]);
  });

  test.each(Object.entries(gpus))("its kernels compute in gpu.js mode %s what float64 says", (mode, gpu) => {
    for (const { sample, operands } of few) {
      const rounded = mapValues(operands, Math.fround) as s.Values;
      const { source, cells } = printKernel(definition, sample.shapes, sample.options);
      const kernel = gpu.createKernel(source).setOutput([cells]);
      const inputs = definition.params.map((param) => Float32Array.from(rounded[param]?.cells ?? []));
      const found = kernel(...inputs) as Float32Array;
      expect(executorOf(kernel), sample.label).toEqual({ mode });
      expect(s.difference(found, s.resultOf(sample, rounded).cells), `${sample.label}\n${source}`).toBeLessThan(1e-5);
      kernel.destroy();
    }
  });
});

const mapValues = <S, T>(
  values: Readonly<Record<string, NdArray<S>>>,
  change: (x: S) => T,
): Record<string, NdArray<T>> =>
  Object.fromEntries(
    Object.entries(values).map(([id, { shape, cells }]) => [id, { shape, cells: cells.map((x) => change(x)) }]),
  );

/** What an average is divided by is how many there are: no gradient ever goes there. */
const isCounted = ({ pullback }: FunctionDefinition, param: string): boolean =>
  !pullback[param] && Object.values(pullback).some(({ average }) => average && mentions(average, param));

/** Which of gpu.js's back ends ran a kernel, and why, if it is not the one that was asked for. */
function executorOf({ kernel }: IKernelRunShortcut): { mode: string; reason?: string } {
  const { mode } = kernel.constructor as unknown as { mode: string };
  return { mode, ...(kernel.fallbackReason && { reason: kernel.fallbackReason }) };
}

/** Two functions, of which the inner computes `param` of the outer from `z`. */
interface Pair {
  outer: Call;
  inner: Call;
  param: string;
  fusion: Fusion;
}

const fusions = catalogue.flatMap((outer) =>
  Object.entries(outer.pullback).flatMap(([param, { fused = {} }]) =>
    Object.entries(fused).map(([inner, fusion]) => ({
      title: `${outer.name} after ${inner}`,
      outer,
      param,
      inner: functions.get(inner) as FunctionDefinition,
      fusion,
    })),
  ),
);

describe.each(fusions)("$title", ({ title, outer, param, inner, fusion }) => {
  const pairWith = (options: Options): Pair => {
    const shared = Object.entries(options).filter(([option]) => inner.options.includes(option));
    const before = call(inner.name, [name("z")], Object.fromEntries(shared));
    return { outer: s.callOf({ definition: outer, options }), inner: before, param, fusion };
  };

  test("the shortcut is both pullbacks in one, and has the pair's value", () => {
    const compared = s.samplesOf(outer).samples.flatMap((sample) => {
      const pair = pairWith(sample.options);
      const values = valuesOfPair(pair, sample);
      if (!values) return [];
      const g = s.draw(sample.shape, s.generator(7));
      const arriving = s.passedBack(pair.outer, param, values, g);
      const chained = s.passedBack(pair.inner, inner.params[0] as string, values, arriving);
      const gradient = s.difference(shortcut(pair, values, g), chained.cells);
      const value = s.difference(fusedValue(pair, values), s.evaluateIn(pair.outer, values).cells);
      return [{ label: sample.label, gradient, value }];
    });
    expect(compared.length).toBeGreaterThan(5);
    expect(compared.filter(({ gradient, value }) => !(gradient < 1e-9 && value < 1e-12))).toEqual([]);
  });

  test("the shortcut is right where the activation has rounded to 0 or 1", () => {
    const cases = SATURATED[title] ?? [];
    expect(cases, "its closed form belongs into SATURATED").not.toEqual([]);
    for (const { z, y, value, gradient } of cases) {
      const pair = pairWith({});
      const operands: s.Values = { z: list(z), y: typeof y === "number" ? scalar(y) : list(y) };
      const values = { ...operands, [param]: s.evaluateIn(pair.inner, operands) };
      expect(s.difference(fusedValue(pair, values), [value])).toBeLessThan(1e-12);
      expect(s.difference(shortcut(pair, values, { shape: [], cells: [1] }), gradient)).toBeLessThan(1e-12);
    }
  });
});

/** Values of `z` and of the outer function's operands; undefined where the shortcut is not for them. */
function valuesOfPair({ outer, inner, param, fusion }: Pair, sample: s.Sample): s.Values | undefined {
  const accepted = s
    .samplesOf(functions.get(inner.fn) as FunctionDefinition)
    .samples.map(({ shapes, options }) => JSON.stringify([shapes[0], options]));
  const options = inner.options ?? {};
  if (!sample.shapes.every((shape) => accepted.includes(JSON.stringify([shape, options])))) return undefined;
  const random = s.generator(5);
  const drawn = sample.definition.params.map((own, k) => {
    const z = s.draw(sample.shapes[k] as Shape, random);
    // Targets are such as the activation gives: in (0, 1), or adding up to 1.
    return { own, z, value: s.evaluateIn(inner, { z }) };
  });
  const values: s.Values = {
    ...Object.fromEntries(drawn.map(({ own, value }) => [own, value])),
    z: drawn.find(({ own }) => own === param)?.z as NdArray<number>,
  };
  return (fusion.holds?.(values, outer.options ?? {}, options) ?? true) ? values : undefined;
}

function shortcut({ outer, fusion }: Pair, values: s.Values, g: NdArray<number>): readonly number[] {
  const formula = instantiate(fusion.formula, outer, { g: name("g"), z: name("z") });
  return s.summedBack(formula, (values.z as NdArray<number>).shape, { ...values, g }).cells;
}

function fusedValue({ outer, fusion }: Pair, values: s.Values): readonly number[] {
  return s.evaluateIn(fusion.value ? instantiate(fusion.value, outer, { z: name("z") }) : outer, values).cells;
}

const list = (cells: number[]): NdArray<number> => ({ shape: [cells.length], cells });
const softplus = (x: number): number => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * What a loss after its activation comes to, and its slope, worked out by hand at z = ±40:
 * -y ln σ(z) - (1 - y) ln(1 - σ(z)) is softplus(z) - yz; of two classes, softmax gives σ(±(z₁ - z₂)).
 */
const SATURATED: Readonly<Record<string, { z: number[]; y: number[] | number; value: number; gradient: number[] }[]>> =
  {
    "bce after sigmoid": [-40, 40].flatMap((z) =>
      [0, 1].map((y) => ({ z: [z], y: [y], value: softplus(y === 1 ? -z : z), gradient: [logistic(z) - y] })),
    ),
    "sparseCce after softmax": [-40, 40].map((z) => ({
      z: [z, -z],
      y: 1,
      value: softplus(2 * z),
      gradient: [logistic(2 * z), -logistic(2 * z)],
    })),
    "cce after softmax": [-40, 40].map((z) => ({
      z: [z, -z],
      y: [0, 1],
      value: softplus(2 * z),
      gradient: [logistic(2 * z), -logistic(2 * z)],
    })),
  };

const stable = catalogue.flatMap((definition) =>
  Object.entries(definition.stable).map(([lossy, better]) => ({ fn: definition.name, lossy, better, definition })),
);

test.each(stable)("$better is $lossy of $fn, also where that is lost", ({ lossy, better, definition }) => {
  const z = list([-40, -3, -0.5, 0.1, 2, 40]);
  const of = call(definition.name, [name("z")]);
  const values = { z, out: s.evaluateIn(of, { z }) };
  const [rounded, digits] = [lossy, better].map((f) => s.evaluateIn(instantiate(f, of, { out: name("out") }), values));
  expect(s.difference(digits?.cells ?? [], rounded?.cells ?? [])).toBeLessThan(1e-12);
  expect(digits?.cells.every((x) => x > 0)).toBe(true);
});
