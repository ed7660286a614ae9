import { ProblemError } from "../errors.ts";
import { type Expr, evaluateExpr, type Reading } from "../expression.ts";
import type { NdArray } from "../ndarray.ts";
import type { Step, Trace } from "../trace.ts";

export interface Assumptions<T> {
  /** What is known of some steps, whatever their formulas say: what the student wrote. */
  known?: (id: string) => NdArray<T> | undefined;
  /** Formulas in the place of some steps' own. */
  formulas?: ReadonlyMap<string, Expr>;
  /** What happens to a value that was reckoned and not written down. */
  settle?: (x: T, step: Step) => T;
}

/**
 * The quantities of a trace as they come out under some assumptions. Each is reckoned when it is asked for, so a formula
 * may even name a step that comes later. Throws where formulas rest on each other in a circle, or shapes do not fit.
 */
export function sceneOf<T>(trace: Trace, reading: Reading<T>, how: Assumptions<T>): (id: string) => NdArray<T> {
  const values = new Map<string, NdArray<T>>();
  const open = new Set<string>();
  const reckon = (id: string): NdArray<T> => {
    const before = values.get(id) ?? how.known?.(id);
    if (before) return before;
    const step = stepsOf(trace).get(id);
    if (!step || open.has(id)) throw new ProblemError("circle", `${id} rests on itself`);
    open.add(id);
    const formula = how.formulas?.get(id) ?? step.formula;
    const { settle } = how;
    const own = formula ? evaluateExpr(formula, reckon, reading) : mapped(step.value, reading.number);
    const value = formula && settle ? mapped(own, (x) => settle(x, step)) : own;
    open.delete(id);
    values.set(id, value);
    return value;
  };
  return reckon;
}

/** One quantity, whatever is known of itself; not settled. Undefined where it cannot be reckoned. */
export function valueIn<T>(trace: Trace, id: string, reading: Reading<T>, how: Assumptions<T>): NdArray<T> | undefined {
  const formula = how.formulas?.get(id) ?? stepsOf(trace).get(id)?.formula;
  try {
    return formula && evaluateExpr(formula, sceneOf(trace, reading, how), reading);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

const mapped = <S, T>({ shape, cells }: NdArray<S>, f: (x: S) => T): NdArray<T> => ({ shape, cells: cells.map(f) });

const indexed = new WeakMap<Trace, Map<string, Step>>();

/** The steps of a trace by their ids. */
export function stepsOf(trace: Trace): ReadonlyMap<string, Step> {
  const steps = indexed.get(trace) ?? new Map(trace.steps.map((step) => [step.id, step]));
  indexed.set(trace, steps);
  return steps;
}
