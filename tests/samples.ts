import {
  bind,
  type Call,
  call,
  definitionOf,
  type Expr,
  evaluateExpr,
  type Lookup,
  name,
} from "../solver/expression.ts";
import type { FunctionDefinition, Options } from "../solver/function.ts";
import { type NdArray, type Shape, sameShape, size } from "../solver/ndarray.ts";
import { instantiate } from "../solver/pullback.ts";
import { float } from "../solver/readings/float.ts";

/** One way to call a function: shapes and options that its definition accepts. */
export interface Sample {
  definition: FunctionDefinition;
  shapes: readonly Shape[];
  options: Options;
  /** Of the result. */
  shape: Shape;
  label: string;
}
export type Values = Readonly<Record<string, NdArray<number>>>;

/** A number, lists, matrices and a block of odd and even sizes, and what broadcasts with them. */
const SHAPES: readonly Shape[] = [[], [1], [4], [7], [1, 1], [3, 4], [4, 3], [1, 4], [3, 1], [5, 3], [2, 2, 3]];

/** Values to try for an option of this name; none is always tried as well. */
const OPTIONS: Readonly<Record<string, readonly (number | Shape)[]>> = { axis: [0, 1, 2, 9], shape: SHAPES };

/** Every combination of the shapes and options above that a definition accepts, and why it refuses the others. */
export function samplesOf(definition: FunctionDefinition): { samples: Sample[]; refusals: unknown[] } {
  const samples: Sample[] = [];
  const refusals: unknown[] = [];
  for (const shapes of product(definition.params.map(() => SHAPES))) {
    for (const options of optionsOf(definition)) {
      try {
        const shape = definition.shape(shapes, options);
        const label = `${definition.name}(${shapes.map((own) => `[${own}]`).join(", ")}, ${JSON.stringify(options)})`;
        samples.push({ definition, shapes, options, shape, label });
      } catch (error) {
        refusals.push(error);
      }
    }
  }
  return { samples, refusals };
}

function optionsOf({ name: fn, options }: FunctionDefinition): Options[] {
  const choices = options.map((option) => {
    const values = OPTIONS[option];
    if (!values) throw new Error(`${fn}: say in tests/samples.ts which values to try for the option ${option}`);
    return [{}, ...values.map((value) => ({ [option]: value }))];
  });
  return product(choices).map((chosen) => Object.assign({}, ...chosen) as Options);
}

const product = <T>(choices: readonly (readonly T[])[]): T[][] =>
  choices.reduce<T[][]>((rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])), [[]]);

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Draw = (random: () => number) => number;
/** Short decimals, as problems have them; away from 0, where some functions have a kink. */
const short = (x: number): number => Number(x.toFixed(3));
const probability: Draw = (random) => short(0.1 + 0.8 * random());
const signed: Draw = (random) => short((random() < 0.5 ? -1 : 1) * (0.1 + 1.9 * random()));
const label: Draw = (random) => (random() < 0.5 ? 0 : 1);

/** Where operands are taken from: what is drawn for the first, and for the others. */
export const DOMAINS: Readonly<Record<string, readonly [Draw, Draw]>> = {
  "within (0.1, 0.9)": [probability, probability],
  signed: [signed, signed],
  "labelled 0 or 1": [probability, label],
};

export const draw = (shape: Shape, random: () => number, from: Draw = signed): NdArray<number> => ({
  shape,
  cells: Array.from({ length: size(shape) }, () => from(random)),
});

/** The sample's operands, by parameter, from every domain where the function has a value. */
export function operandsOf(sample: Sample): Values[] {
  return Object.values(DOMAINS).flatMap(([first, others], seed) => {
    const random = generator(seed + 1);
    const { params } = sample.definition;
    const drawn = params.map((param, k) => [param, draw(sample.shapes[k] as Shape, random, k === 0 ? first : others)]);
    const operands = Object.fromEntries(drawn) as Values;
    return resultOf(sample, operands).cells.every(Number.isFinite) ? [operands] : [];
  });
}

/** The call `f(a, b)` with the parameters as the operands' names. */
export const callOf = ({ definition, options }: Pick<Sample, "definition" | "options">): Call =>
  call(
    definition.name,
    definition.params.map((param) => name(param)),
    options,
  );

export const resultOf = (sample: Sample, operands: Values): NdArray<number> => evaluateIn(callOf(sample), operands);

/** A formula's value, given those of its names. */
export function evaluateIn(expr: Expr, values: Values): NdArray<number> {
  const bound = bind(expr, (id) => values[id]?.shape);
  return evaluateExpr(bound, lookup(values), float);
}

/** What the pullback of a call sends to one of its operands, each of which is a name, when `g` arrives. */
export function passedBack(of: Call, param: string, values: Values, g: NdArray<number>): NdArray<number> {
  const { params, pullback } = definitionOf(of.fn);
  const arg = of.args[params.indexOf(param)] as Expr & { kind: "name" };
  const { shape } = values[arg.name] as NdArray<number>;
  const rule = pullback[param];
  if (!rule) return { shape, cells: new Array(size(shape)).fill(0) };
  const formulas = [rule.formula, ...(rule.average ? [rule.average] : [])];
  const factors = formulas.map((formula) => instantiate(formula, of, { g: name("g"), out: name("out") }));
  const whole = factors.reduce((product, factor) => call("times", [factor, product]));
  return summedBack(whole, shape, { ...values, g, out: evaluateIn(of, values) });
}

/** What was broadcast receives the sum over its copies. */
export function summedBack(expr: Expr, shape: Shape, values: Values): NdArray<number> {
  const { shape: found, cells } = evaluateIn(expr, values);
  if (sameShape(found, shape)) return { shape, cells };
  return evaluateIn(call("sumTo", [name("all")], { shape }), { all: { shape: found, cells } });
}

/** The slopes of Σ g·f at every cell of an operand, by fourth-order central differences. */
export function slopes(of: Call, operand: string, values: Values, g: NdArray<number>): number[] {
  const { shape, cells } = values[operand] as NdArray<number>;
  const h = 1e-3;
  return cells.map((x, k) => {
    const at = (by: number): number => {
      const out = evaluateIn(of, { ...values, [operand]: { shape, cells: cells.with(k, x + by) } });
      return out.cells.reduce((total, y, i) => total + y * (g.cells[i] as number), 0);
    };
    return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
  });
}

export const lookup =
  <T>(values: Readonly<Record<string, T>>): Lookup<T> =>
  (id) =>
    values[id];

/** Largest difference between two lists, relative to the largest number in the second (at least 0.001). */
export function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.NaN;
  const scale = Math.max(1e-3, ...Array.from(expected, Math.abs));
  const off = Array.from(found, (x, k) => Math.abs(x - (expected[k] as number)) / scale);
  return off.some(Number.isNaN) ? Number.NaN : Math.max(0, ...off);
}
