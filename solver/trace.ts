import { type Expr, evaluateExpr, type Lookup, namesIn, type Reading } from "./expression.ts";
import type { NdArray, Shape } from "./ndarray.ts";
import { float } from "./readings/float.ts";

/** Every intermediate of a problem, in the order in which it was computed. JSON-safe as long as its values are finite. */
export interface Trace {
  steps: Step[];
}

/** One named quantity. */
export interface Step {
  id: string;
  /** Its symbol, in TeX. */
  tex: string;
  /** For people, where the symbol alone says too little: "W¹ after the update". */
  name: string;
  section: string;
  title: string;
  /** Prose with `$TeX$`: the rule, and the reason for it. */
  why: string;
  /** Absent for what the problem states. */
  formula?: Expr;
  /** The same value with more digits, straight from what the steps `instead` were computed from. */
  stable?: { formula: Expr; instead: string[] };
  value: NdArray<number>;
  /** For a gradient: of what with respect to what. */
  gradient?: Gradient;
  /** Shown with so many more digits, and never rounded before it is carried on: what a difference is taken of. */
  moreDigits?: number;
  /** How many cells are shown with their arithmetic; without it, the first one where the formula is of a new form. */
  shownCells?: number;
  /** Of a given, the cells that were written as a fraction no decimal equals: `1/3`. */
  fractions?: (string | null)[];
  remarks: string[];
}

export interface Gradient {
  root: string;
  of: string;
  /** Where the loss lies beyond the trace: the gradient that arrives from it at the root. */
  upstream?: string;
  /** Quantities that were held constant: what is differentiated does not go through them. */
  held?: readonly string[];
  /** The derivative is this factor times the step's value: a 1/m that is still to come. */
  scale: number;
  /** The two steps whose derivatives cancelled here: the loss, and the activation before it. */
  fused?: { outer: string; inner: string };
}

export interface Evaluation<T> {
  /** Values that take the place of computed ones: a student's, or a nudged given. */
  overrides?: Readonly<Record<string, NdArray<T>>>;
  /** What is done to every number before it is carried on: rounding, say. */
  settle?: (x: T) => T;
}

/** Re-reads a trace: the value of every step under a reading, with some values put in the place of computed ones. */
export function evaluate<T>(trace: Trace, reading: Reading<T>, how: Evaluation<T> = {}): Map<string, NdArray<T>> {
  const values = new Map<string, NdArray<T>>();
  for (const step of trace.steps)
    values.set(
      step.id,
      computeStep(step, (id) => values.get(id), reading, how),
    );
  return values;
}

/** One step's value from those before it. */
export function computeStep<T>(
  step: Pick<Step, "id" | "formula" | "stable" | "moreDigits"> & { value?: NdArray<number> },
  values: Lookup<NdArray<T>>,
  reading: Reading<T>,
  { overrides = {}, ...how }: Evaluation<T>,
): NdArray<T> {
  if (Object.hasOwn(overrides, step.id)) return overrides[step.id] as NdArray<T>;
  if (!step.formula) {
    const { shape, cells } = step.value as NdArray<number>;
    return { shape, cells: cells.map(reading.number) };
  }
  const settle = step.moreDigits === undefined ? how.settle : undefined;
  const isFloat = (reading as unknown) === float;
  const mayUseStable = isFloat && !settle;
  const stable =
    mayUseStable && step.stable?.instead.every((id) => !Object.hasOwn(overrides, id)) ? step.stable : undefined;
  const value = evaluateExpr(stable?.formula ?? step.formula, values, reading);
  if (settle) return { shape: value.shape, cells: value.cells.map(settle) };
  // JSON knows no −0, and neither does a person.
  return isFloat ? { shape: value.shape, cells: value.cells.map((x) => (x === 0 ? (0 as T) : x)) } : value;
}

export const inputsOf = (step: Step): string[] => (step.formula ? namesIn(step.formula) : []);

/** The steps that some answers rest on, in order; with a gradient, also what it is the gradient of. */
export function prune(trace: Trace, ids: readonly string[]): Trace {
  const needed = new Set(ids);
  for (const step of [...trace.steps].reverse()) {
    if (!needed.has(step.id)) continue;
    for (const input of inputsOf(step)) needed.add(input);
    if (step.gradient) needed.add(step.gradient.root).add(step.gradient.of);
  }
  return { steps: trace.steps.filter((step) => needed.has(step.id)) };
}

export function shapesOf(trace: Trace): Lookup<Shape> {
  const shapes = new Map(trace.steps.map((step) => [step.id, step.value.shape]));
  return (id) => shapes.get(id);
}
