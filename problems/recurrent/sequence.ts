import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, toNested } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import { type Given, type Mode, missing, tensorAt } from "./given.ts";

/** Time steps that anybody would follow one by one. */
const MOST_TIME = 30;

/** For each example, a list of numbers at each time. */
export type Sequences = readonly (readonly (readonly number[])[])[];

/** The inputs of all examples; undefined where the problem has none. */
export function inputsOf(given: Given, width: number): Sequences | undefined {
  const sequences = sequencesOf("x", given, width);
  if (!sequences) return undefined;
  const lengths = sequences.map(({ length }) => length);
  const [T = 0] = lengths;
  if (T > MOST_TIME)
    throw new ProblemError("too-large", `at most ${MOST_TIME} time steps are worked out, here are ${T}`, {
      at: `given.${given.X === undefined ? "x" : "X"}`,
    });
  return sequences;
}

/** The targets of all examples, one for each time step or a single one; undefined where there are none. */
export function targetsOf(
  given: Given,
  width: number,
  { T, m }: { T: number; m: number },
): { targets: Sequences; mode: Mode } | undefined {
  const targets = sequencesOf("y", given, width, T);
  if (!targets) return undefined;
  const field = given.Y === undefined ? "y" : "Y";
  const fail = (message: string, suggestion?: string) =>
    new ShapeError(message, { at: `given.${field}`, ...(suggestion && { suggestion }) });
  if (targets.length !== m)
    throw fail(
      `${field} has targets for ${targets.length} sequence${targets.length === 1 ? "" : "s"}, but there are ${m}`,
    );
  const rows = (targets[0] as Sequences[number]).length;
  const mode = given.mode ?? (rows === T && T > 1 ? "many-to-many" : "many-to-one");
  const wanted = mode === "many-to-many" ? T : 1;
  if (rows === wanted) return { targets, mode };
  throw fail(
    `${field} has ${rows} targets, but there ${wanted === 1 ? "is one output" : `are ${wanted} outputs`} of ${width} number${width === 1 ? "" : "s"}`,
    mode === "many-to-one" && T > 1 ? `Give one target, or one for each of the ${T} time steps.` : undefined,
  );
}

/** `x` of one example, `X` of several, or `x1`, `x2`, … of one. */
function sequencesOf(letter: "x" | "y", given: Given, width: number, last?: number): Sequences | undefined {
  const capital = letter.toUpperCase();
  const single = numberedOf(letter, given);
  const stated = [letter, capital, ...single.slice(0, 1)].filter((field) => given[field] !== undefined);
  if (stated.length > 1)
    throw new ProblemError("conflict", `${stated.join(" and ")} are both given: give one of them`, {
      at: `given.${stated[1]}`,
    });
  if (given[letter] !== undefined) return [stepsOf(letter, array(letter, tensorAt(given, letter)), width)];
  if (given[capital] !== undefined) return batchOf(capital, array(capital, tensorAt(given, capital)), width);
  if (single.length === 0) return undefined;
  return [oneByOne(letter, single, given, width, last)];
}

const timeOf = (field: string): number => Number(/\d+$/.exec(field)?.[0]);

/** The fields `x1`, `x_2`, … in order. */
const numberedOf = (letter: string, given: Given): string[] =>
  Object.keys(given)
    .filter((field) => new RegExp(`^${letter}_?[1-9]\\d*$`).test(field))
    .sort((a, b) => timeOf(a) - timeOf(b));

/** One field a time step; the target of a whole sequence may be the last one alone. */
function oneByOne(
  letter: string,
  fields: readonly string[],
  given: Given,
  width: number,
  last?: number,
): Sequences[number] {
  const isLastAlone = fields.length === 1 && last !== undefined && timeOf(fields[0] as string) === last;
  const gap = fields.findIndex((field, k) => timeOf(field) !== k + 1);
  if (gap >= 0 && !isLastAlone)
    throw missing(`${letter}${gap + 1}`, `${letter}${gap + 1} is missing before ${fields[gap]}`);
  return fields.map((field) => {
    const [first, ...more] = stepsOf(field, array(field, tensorAt(given, field)), width);
    if (more.length === 0) return first as readonly number[];
    throw new ShapeError(`${field} is one time step: ${width} number${width === 1 ? "" : "s"}`, {
      at: `given.${field}`,
    });
  });
}

/** One list of `width` numbers for each time step. */
function stepsOf(field: string, { shape, cells }: NdArray<number>, width: number): Sequences[number] {
  if (shape.length < 2 && width === 1) return cells.map((x) => [x]);
  const isOneStep = shape.length < 2 || (shape.length === 2 && shape[1] === 1 && width > 1);
  if (isOneStep && cells.length === width) return [cells];
  if (shape.length === 2 && shape[1] === width) return toNested({ shape, cells }) as number[][];
  const isTarget = /^y/i.test(field);
  const classes = isTarget && cells.every((x) => Number.isInteger(x) && x >= 0);
  throw new ShapeError(
    `${field} is ${describeShape(shape)}, but each ${isTarget ? "output" : "time step"} has ${width} number${width === 1 ? "" : "s"}`,
    {
      at: `given.${field}`,
      suggestion: classes
        ? `Write a class one-hot: ${width} numbers, 1 for the class and 0 elsewhere.`
        : `Write one row of ${width} for each ${isTarget ? "output" : "time step"}.`,
    },
  );
}

function batchOf(field: string, { shape, cells }: NdArray<number>, width: number): Sequences {
  if (shape.length === 0) throw new ShapeError(`${field} is a list of sequences`, { at: `given.${field}` });
  const [m, ...rest] = shape as [number, ...number[]];
  const each = cells.length / m;
  return Array.from({ length: m }, (_, e) =>
    stepsOf(field, { shape: rest, cells: cells.slice(e * each, (e + 1) * each) }, width),
  );
}

/** What stands in all examples at one time. */
export const atTime = (sequences: Sequences, t: number): readonly (readonly number[])[] =>
  sequences.map((sequence) => sequence[t - 1] as readonly number[]);
