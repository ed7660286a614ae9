import { type NdArray, size } from "./ndarray.ts";
import { float } from "./readings/float.ts";
import { evaluate, inputsOf, prune, type Step, type Trace } from "./trace.ts";

/** Cells that are nudged per trace: enough to catch any wrong rule, few enough to be quick. */
const MOST_NUDGES = 60;

/**
 * Largest disagreement between the gradients of a trace and fourth-order central differences, relative to the largest
 * gradient; null where nothing was differentiated. Every value is re-computed without rounding.
 */
export function finiteDifferenceError(trace: Trace): number | null {
  const gradients = trace.steps.filter(
    ({ gradient }) => gradient && trace.steps.some(({ id }) => id === gradient.root),
  );
  if (gradients.length === 0) return null;
  const values = evaluate(trace, float);
  const share = Math.max(1, Math.floor(MOST_NUDGES / gradients.length));
  const pairs = gradients.flatMap((step) => comparisons(trace, values, step, share));
  const largest = Math.max(...pairs.map(({ found }) => Math.abs(found)), Number.MIN_VALUE);
  const off = pairs.map(({ found, expected }) => Math.abs(found - expected) / largest);
  return off.every(Number.isFinite) ? Math.max(0, ...off) : null;
}

function comparisons(trace: Trace, values: Map<string, NdArray<number>>, step: Step, share: number) {
  const { of, root, scale } = step.gradient as NonNullable<Step["gradient"]>;
  const at = values.get(of) as NdArray<number>;
  const gradient = values.get(step.id) as NdArray<number>;
  const rest = wayBetween(trace, values, of, root);
  const stride = Math.max(1, Math.ceil(size(at.shape) / share));
  const cells = at.cells.map((_, k) => k).filter((k) => k % stride === 0);
  return cells.map((k) => {
    const rootAt = (by: number): number => {
      const nudged = { shape: at.shape, cells: at.cells.with(k, (at.cells[k] as number) + by) };
      return evaluate(rest, float, { overrides: { [of]: nudged } }).get(root)?.cells[0] as number;
    };
    const found = scale * (gradient.cells[k] as number);
    const slopes = STEPS.map((h) => slope(rootAt, h * Math.max(1, Math.abs(at.cells[k] as number))));
    const distance = (expected: number) => Math.abs(expected - found);
    return { found, expected: slopes.reduce((a, b) => (distance(a) <= distance(b) ? a : b)) };
  });
}

/** A large nudge has less rounding in it, a small one stays on the same side of a kink: the better one counts. */
const STEPS = [1e-3, 1e-6];

/** Fourth-order central difference. */
const slope = (f: (by: number) => number, h: number): number =>
  (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);

/** The way from one quantity to another; everything beside it is frozen at its value. */
function wayBetween(trace: Trace, values: Map<string, NdArray<number>>, of: string, root: string): Trace {
  const moving = new Set([of]);
  const steps = prune(trace, [root]).steps.map((step): Step => {
    if (step.id !== of && inputsOf(step).some((id) => moving.has(id))) {
      moving.add(step.id);
      return step;
    }
    const { formula: _, stable: __, ...frozen } = step;
    return { ...frozen, value: values.get(step.id) as NdArray<number> };
  });
  return { steps };
}
