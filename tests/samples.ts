import {
  bind,
  type Call,
  call,
  definitionOf,
  type Expr,
  evaluateExpr,
  type Lookup,
  name,
  shapeOf,
} from "../solver/expression.ts";
import type { FunctionDefinition, Options } from "../solver/function.ts";
import { functions } from "../solver/functions/index.ts";
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

/** A number, lists, matrices and blocks of odd and even sizes, and what broadcasts with them. */
const MATRICES: readonly Shape[] = [[], [1], [4], [7], [1, 1], [3, 4], [4, 3], [1, 4], [3, 1], [5, 3], [2, 2, 3]];
const SHAPES: readonly Shape[] = [...MATRICES, [3, 3], [6], [2, 2, 3, 2], [2, 1, 3, 2]];

/** Values to try for an option of this name; none is always tried as well. */
const OPTIONS: Readonly<Record<string, readonly (number | Shape)[]>> = {
  axis: [0, 1, 2, 9],
  shape: MATRICES,
  at: [1, [1], [0], [2, 0], [0, 3], [1, 2], [2, 0, 1], [2, 1, 0, 0], [9, 9]],
  size: [2, [3, 1], 0],
  stride: [2, [1, 2]],
  padding: [1, [1, 0], [1, 0, 2, 1]],
  dilation: [2],
  groups: [2],
  countPadding: [0],
  classes: [2, 0],
  by: [
    [1, 0],
    [-1, 2],
    [0.5, 1],
  ],
  fill: [3],
  axes: [1, 3],
  from: [
    [0, 0],
    [1, 2],
  ],
};

interface Samples {
  samples: Sample[];
  refusals: unknown[];
}

const MOST_TRIED = 25_000;
/** Combinations of the shapes and options above (every one, unless there are very many) that a definition accepts, and why it refuses the others. */
const combinationsOf = once((definition: FunctionDefinition): Samples => {
  const samples: Sample[] = [];
  const refusals: unknown[] = [];
  const everyOption = optionsOf(definition);
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = 0; // Most combinations are refused, and a stack takes far longer than a shape.
  for (const shapes of spaced(product(definition.params.map(() => SHAPES)), MOST_TRIED / everyOption.length)) {
    for (const options of everyOption) {
      try {
        samples.push(sampleOf(definition, shapes, options, definition.shape(shapes, options)));
      } catch (error) {
        refusals.push(error);
      }
    }
  }
  Error.stackTraceLimit = depth;
  return { samples, refusals };
});

function sampleOf(definition: FunctionDefinition, shapes: readonly Shape[], options: Options, shape: Shape): Sample {
  const label = `${definition.name}(${shapes.map((own) => `[${own}]`).join(", ")}, ${JSON.stringify(options)})`;
  return { definition, shapes, options, shape, label };
}

const FEW = 100;
/** Those combinations and, where only few of them fit, the calls that other functions' pullbacks make. */
export function samplesOf(definition: FunctionDefinition): Samples {
  const { samples, refusals } = combinationsOf(definition);
  const known = new Set(samples.map(({ label }) => label));
  const more = samples.length < FEW ? (callsInPullbacks().get(definition.name) ?? []) : [];
  return { samples: [...samples, ...spaced(more, FEW).filter(({ label }) => !known.has(label))], refusals };
}

const callsInPullbacks = once((): Map<string, Sample[]> => {
  const found = new Map<string, Map<string, Sample>>();
  const visit = (expr: Expr, shapes: Lookup<Shape>): void => {
    if (expr.kind !== "call") return;
    for (const arg of expr.args) visit(arg, shapes);
    const own = expr.args.map((arg) => shapeOf(arg, shapes));
    const sample = sampleOf(definitionOf(expr.fn), own, expr.options ?? {}, shapeOf(expr, shapes));
    found.set(expr.fn, (found.get(expr.fn) ?? new Map()).set(sample.label, sample));
  };
  for (const definition of functions.values()) {
    for (const sample of spaced(combinationsOf(definition).samples, FEW)) {
      const entries = definition.params.map((param, k) => [param, sample.shapes[k]] as const);
      const shapes = new Map([...entries, ["g", sample.shape], ["out", sample.shape]] as [string, Shape][]);
      for (const { formula } of Object.values(definition.pullback)) {
        const whole = instantiate(formula, callOf(sample), { g: name("g"), out: name("out") });
        visit(
          bind(whole, (id) => shapes.get(id)),
          (id) => shapes.get(id),
        );
      }
    }
  }
  return new Map([...found].map(([fn, samples]) => [fn, [...samples.values()]]));
});

/** At most so many of a list's members, from end to end. */
export function spaced<T>(list: readonly T[], most: number): T[] {
  const stride = Math.max(1, list.length / most);
  return list.filter((_, k) => Math.floor(k / stride) !== Math.floor((k - 1) / stride));
}

/** A function that remembers what it found. */
function once<T, A extends unknown[]>(find: (...of: A) => T): (...of: A) => T {
  const known = new Map<unknown, T>();
  return (...of) => {
    if (!known.has(of[0])) known.set(of[0], find(...of));
    return known.get(of[0]) as T;
  };
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

/** No number twice, since a maximum of equal numbers has no slope. */
function distinct(from: Draw): Draw {
  if (from === label) return from;
  const seen = new Set<number>();
  return (random) => {
    for (let x = from(random); ; x = from(random)) {
      if (seen.has(x)) continue;
      seen.add(x);
      return x;
    }
  };
}

/** The sample's operands, by parameter, from every domain where the function has a value. */
export function operandsOf(sample: Sample): Values[] {
  return Object.values(DOMAINS).flatMap((domain, seed) => {
    const random = generator(seed + 1);
    const apart = new Map(domain.map((from) => [from, distinct(from)]));
    const [first, others] = domain.map((from) => apart.get(from) as Draw) as [Draw, Draw];
    const { params } = sample.definition;
    const drawn = params.map((param, k) => {
      const { shape, cells } = draw(sample.shapes[k] as Shape, random, k === 0 ? first : others);
      // What is compared with one another is never equal.
      const isMoved = k % 2 === 1 && domain[1] !== label;
      return [param, { shape, cells: isMoved ? cells.map((x) => Number((x + 0.0003).toFixed(4))) : cells }];
    });
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

/** Twice this is less than what parts two short decimals: no kink lies between. */
const H = 1e-4;
/** Whether differences at two distances agree: not at a kink or a jump, nor where a function ends. */
export const isSmooth = (of: Call, operand: string, values: Values, g: NdArray<number>): boolean =>
  difference(slopes(of, operand, values, g, H / 2), slopes(of, operand, values, g)) < 1e-7;

/** The slopes of Σ g·f at every cell of an operand, by fourth-order central differences. */
export function slopes(of: Call, operand: string, values: Values, g: NdArray<number>, h = H): number[] {
  const { shape, cells } = values[operand] as NdArray<number>;
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
