import { type Expr, evaluateExpr } from "../expression.ts";
import type { NdArray } from "../ndarray.ts";
import { sameShape } from "../ndarray.ts";
import { float } from "../readings/float.ts";
import { type Interval, interval } from "../readings/interval.ts";
import { inputsOf, type Step, type Trace } from "../trace.ts";
import { stepsOf, valueIn } from "./scene.ts";

const ANYTHING: Interval = { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };

/** Everything that a formula can give, whatever its operands: 0 to 1 for a sigmoid, nothing below 0 for a square. */
function rangeOf(formula: Expr, step: Step, trace: Trace): Interval {
  const anything = (id: string): NdArray<Interval> => {
    const { shape, cells } = (stepsOf(trace).get(id) as Step).value;
    return { shape, cells: cells.map(() => ANYTHING) };
  };
  const isConstant = inputsOf(step).length === 0;
  const cells = isConstant ? [] : evaluateExpr(formula, anything, interval).cells;
  return cells.reduce(
    (all, { lo, hi }) => ({ lo: Math.min(all.lo, lo), hi: Math.max(all.hi, hi) }),
    cells[0] ?? ANYTHING,
  );
}

/** Room beyond the ends of a range for what was rounded. */
const ROOM = 1e-6;

/**
 * Why a wrong value is not carried on, so that what follows is marked from the right one: because it cannot be, because
 * it makes all that follows trivial, or because nothing was reckoned. Undefined where it is carried on.
 */
export function refusal(
  step: Step,
  yours: NdArray<number>,
  right: NdArray<number>,
  isExplained: boolean,
  trace: Trace,
): string | undefined {
  const { lo, hi } = rangeOf(step.formula as Expr, step, trace);
  const outside = yours.cells.find((x, k) => x !== right.cells[k] && (x < lo - ROOM || x > hi + ROOM));
  if (outside !== undefined) return `${outside} cannot be: ${rangeText(step.tex, lo, hi)}`;
  if (yours.cells.some((x) => !Number.isFinite(x)) && right.cells.every(Number.isFinite))
    return "nothing can be reckoned from it";
  if (!isExplained && copiedFrom(step, yours, trace)) return "it is a given value as it stands";
  if (!isExplained && emptiesAll(step, yours, right, trace)) return "it would make everything after it zero";
  return undefined;
}

function rangeText(tex: string, lo: number, hi: number): string {
  const low = Number.isFinite(lo) ? String(Math.abs(lo) < ROOM ? 0 : Number(lo.toPrecision(6))) : undefined;
  const high = Number.isFinite(hi) ? String(Number(hi.toPrecision(6))) : undefined;
  if (low !== undefined && high !== undefined) return `$${tex}$ lies from ${low} to ${high}`;
  return low !== undefined ? `$${tex}$ is never below ${low}` : `$${tex}$ is never above ${high}`;
}

/** A given quantity, of more than one digit or cell, in the place of what is reckoned from it. */
function copiedFrom(step: Step, yours: NdArray<number>, trace: Trace): boolean {
  const isTelling = yours.cells.length > 1 || String(yours.cells[0]).replace(/\D/g, "").replace(/^0+/, "").length > 1;
  return (
    isTelling &&
    inputsOf(step).some((id) => {
      const input = stepsOf(trace).get(id) as Step;
      const isSame =
        sameShape(input.value.shape, yours.shape) && input.value.cells.every((x, k) => x === yours.cells[k]);
      return !input.formula && isSame;
    })
  );
}

/** Whether every step that rests on this one is zero with the student's value and not with the right one. */
function emptiesAll(step: Step, yours: NdArray<number>, right: NdArray<number>, trace: Trace): boolean {
  const after = trace.steps.filter((other) => inputsOf(other).includes(step.id));
  if (after.length === 0 || yours.cells.some((x) => x !== 0)) return false;
  const isZero = (id: string, value: NdArray<number>) =>
    valueIn(trace, id, float, {
      known: (known) => (known === step.id ? value : stepsOf(trace).get(known)?.value),
    })?.cells.every((x) => x === 0) ?? false;
  return after.every(({ id }) => isZero(id, yours)) && after.some(({ id }) => !isZero(id, right));
}
