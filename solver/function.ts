import type { Cell, Index, Operand } from "./cell.ts";
import { ShapeError } from "./errors.ts";
import { at, bracket, LEVEL, type Level, type Piece } from "./levels.ts";
import { broadcastShapes, describeShape, type NdArray, type Shape } from "./ndarray.ts";

/** Named settings of a call: `sum(x, {axis: 0})`. In a pullback, a name stands for the call's own option. */
export type Options = Readonly<Record<string, number | readonly number[] | string>>;

/** An operand as it is written, with its shape: products are written differently for numbers and for matrices. */
export interface Written extends Piece {
  shape: Shape;
}
export type Notation = (args: readonly Written[], options: Options) => Piece;

/**
 * How a gradient passes backwards to one parameter: a formula over the parameters, the options and two reserved names,
 * `g` (the gradient arriving from above, in the shape of the output) and `out` (the function's own output). Where the
 * parameter was broadcast, the sum over the broadcast axes is added for you.
 */
export interface Pullback {
  formula: string;
  /** The rule in words, for the person who reads the gradient's step. */
  because?: string;
  /** For functions that average: the factor that may stand anywhere further down (1/m), as a formula. */
  average?: string;
  /** Famous shortcuts, by the name of the function that computed this parameter from `z`. */
  fused?: Readonly<Record<string, Fusion>>;
}

/** A pair of functions whose gradients cancel, such as cross-entropy after a sigmoid. */
export interface Fusion {
  /** The gradient that arrives at `z`, over the outer function's parameters. */
  formula: string;
  because: string;
  /** The pair's own value straight from `z`, in range where the two-step value has lost its digits. */
  value?: string;
  /** Whether the shortcut holds for these operands; without it, always. */
  holds?: (operands: Readonly<Record<string, NdArray<number>>>, outer: Options, inner: Options) => boolean;
  /** How the shortcut comes about, in TeX, where it does not follow by cancelling factors cell by cell. */
  derivation?: (tex: Readonly<Record<string, string>>) => { why: string; tex: string }[];
}

/** Something worth saying where it happens: `say` follows the name of the cells ("… is saturated: …"). */
export interface Remark {
  when: (out: number, ...inputs: number[]) => boolean;
  say: string;
}

export interface FunctionDefinition {
  name: string;
  params: readonly string[];
  options: readonly string[];
  /** Whether each output cell depends only on the same cell of the operands. */
  elementwise: boolean;
  /** Whether its notation speaks of entries ($x_i-x_j$), so that only the arithmetic of its cells makes sense with numbers. */
  cellwise: boolean;
  /** Shape of the output; throws a ShapeError that names the operands. */
  shape(shapes: readonly Shape[], options: Options): Shape;
  cell(operands: readonly Operand[], options: Options, index: readonly Index[]): Cell;
  notation: Notation;
  pullback: Readonly<Record<string, Pullback>>;
  /**
   * Expressions in `out` that lose their digits where the function saturates, and what gives them straight from its
   * operands: `1 - out` of a sigmoid is `sigmoid(-z)`.
   */
  stable: Readonly<Record<string, string>>;
  remarks: readonly Remark[];
}

interface Common<P extends string> {
  name: string;
  notation: Notation;
  pullback: { [p in P]?: string | Pullback };
  stable?: Readonly<Record<string, string>>;
  remarks?: Remark[];
}
/** Names that pullbacks need for themselves. */
type Unreserved<P extends string> = P extends "g" | "out" ? never : P;

/** A function of numbers, applied cell by cell with NumPy's broadcasting. */
export function defineMap<const P extends string>(
  spec: Common<P> & { params: readonly Unreserved<P>[]; map: (...cells: Cell[]) => Cell },
): FunctionDefinition {
  return {
    ...common(spec),
    elementwise: true,
    cellwise: false,
    options: [],
    shape: (shapes) => broadcastShapes(shapes),
    cell: (operands, _, index) => spec.map(...operands.map((operand) => operand.at(...aligned(operand.shape, index)))),
  };
}

/** A function given by what one cell of its output is. */
export function defineFunction<const P extends string>(
  spec: Common<P> & {
    params: readonly Unreserved<P>[];
    options?: readonly string[];
    cellwise?: boolean;
    shape: (shapes: Readonly<Record<P, Shape>>, options: Options) => Shape;
    cell: (operands: Readonly<Record<P, Operand>>, index: readonly Index[], options: Options) => Cell;
  },
): FunctionDefinition {
  const named = <T>(values: readonly T[]) =>
    Object.fromEntries(spec.params.map((p, k) => [p, values[k]])) as Record<P, T>;
  return {
    ...common(spec),
    elementwise: false,
    cellwise: spec.cellwise ?? false,
    options: spec.options ?? [],
    shape: (shapes, options) => spec.shape(named(shapes), options),
    cell: (operands, options, index) => spec.cell(named(operands), index, options),
  };
}

function common<P extends string>(spec: Common<P> & { params: readonly P[] }) {
  const { name, params, notation, stable = {}, remarks = [] } = spec;
  const entries = Object.entries(spec.pullback) as [string, string | Pullback][];
  const pullback = Object.fromEntries(
    entries.map(([p, rule]) => [p, typeof rule === "string" ? { formula: rule } : rule]),
  );
  return { name, params, notation, pullback, stable, remarks };
}

/** The index of a broadcast operand that lands in an output cell. */
export function aligned(shape: Shape, index: readonly Index[]): Index[] {
  const skipped = index.length - shape.length;
  return shape.map((n, d) => (n === 1 ? 0 : (index[d + skipped] as Index)));
}

export const infix =
  (sign: string, level: Level, right: Level = level): Notation =>
  ([a, b]) => ({ tex: `${at(a as Written, level)}${sign}${at(b as Written, right)}`, level });

/** `\name\left(a, b\right)`. */
export const call =
  (name: string): Notation =>
  (args) => ({ tex: `${name}${bracket(args.map((arg) => arg.tex).join(",\\,"))}`, level: LEVEL.atom });

/** Throws unless the shape has so many axes. */
export function needRank(fn: string, param: string, shape: Shape, rank: number): void {
  if (shape.length === rank) return;
  const wanted = rank === 1 ? "a list" : "a matrix";
  throw new ShapeError(`${fn}: ${param} must be ${wanted}, but it is ${describeShape(shape)}`);
}
