import { evaluateExpr, namesIn } from "./expression.ts";
import { type NdArray, size } from "./ndarray.ts";
import { float } from "./readings/float.ts";
import { canRunKernels, printed } from "./readings/printed.ts";
import { evaluate, inputsOf, prune, type Step, shapesOf, type Trace } from "./trace.ts";

/** Cells that are nudged per trace: enough to catch any wrong rule, few enough to be quick. */
const MOST_NUDGES = 60;
/** Products that all nudges together may take, roughly: long traces are checked at fewer cells. */
const MOST_WORK = 5e5;

/** A rough count of the products in one pass through a trace. */
export function workOf(trace: Trace): number {
  const shapes = shapesOf(trace);
  const inner = (step: Step) => Math.max(1, ...inputsOf(step).map((id) => shapes(id)?.at(-1) ?? 1));
  return trace.steps.reduce((n, step) => n + size(step.value.shape) * inner(step), 1);
}

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
  const nudges = Math.max(1, Math.min(MOST_NUDGES, Math.floor(MOST_WORK / workOf(trace))));
  const share = Math.max(1, Math.floor(nudges / gradients.length));
  const pairs = someOf(gradients, nudges, trace).flatMap((step) => comparisons(trace, values, step, share));
  const largest = Math.max(...pairs.flatMap(({ found, root }) => [Math.abs(found), measurable(root)]));
  const off = pairs.map(({ found, expected }) => Math.abs(found - expected) / largest);
  return off.every(Number.isFinite) ? Math.max(0, ...off) : null;
}

/** Of more gradients than that, those of what the problem states, to which all others lead, and some of the others. */
function someOf(gradients: readonly Step[], most: number, trace: Trace): readonly Step[] {
  if (gradients.length <= most) return gradients;
  const stated = new Set(trace.steps.flatMap(({ id, formula }) => (formula ? [] : [id])));
  const isLast = ({ gradient }: Step) => stated.has(gradient?.of as string);
  const others = gradients.filter((step) => !isLast(step));
  const stride = Math.ceil(others.length / Math.max(1, most - (gradients.length - others.length)));
  return [...gradients.filter(isLast), ...others.filter((_, k) => k % stride === 0)];
}

function comparisons(trace: Trace, values: Map<string, NdArray<number>>, step: Step, share: number) {
  const { of, root, scale, upstream, held } = step.gradient as NonNullable<Step["gradient"]>;
  const at = values.get(of) as NdArray<number>;
  const gradient = values.get(step.id) as NdArray<number>;
  const arriving = upstream === undefined ? [1] : (values.get(upstream)?.cells as readonly number[]);
  const rootOf = (all: Map<string, NdArray<number>>): number =>
    arriving.reduce((total, g, i) => total + g * (all.get(root)?.cells[i] as number), 0);
  const rest = wayBetween(trace, values, of, root, held);
  const stride = Math.max(1, Math.ceil(size(at.shape) / share));
  const cells = at.cells.map((_, k) => k).filter((k) => k % stride === 0);
  const rootNow = rootOf(values);
  return cells.map((k) => {
    const rootAt = (by: number): number => {
      const nudged = { shape: at.shape, cells: at.cells.with(k, (at.cells[k] as number) + by) };
      return rootOf(evaluate(rest, float, { overrides: { [of]: nudged } }));
    };
    const found = scale * (gradient.cells[k] as number);
    const slopes = STEPS.map((h) => slope(rootAt, h * Math.max(1, Math.abs(at.cells[k] as number))));
    const distance = (expected: number) => Math.abs(expected - found);
    return { found, root: rootNow, expected: slopes.reduce((a, b) => (distance(a) <= distance(b) ? a : b)) };
  });
}

/**
 * A gradient smaller than this drowns in the rounding of a difference, and is measured against it. Numbers around 1
 * stand on the way even to a tiny root: ln(1 + 1e-22).
 */
const measurable = (root: number): number => 1e-6 * Math.max(Math.abs(root), 0.1);

/** A large nudge has less rounding in it, a small one stays on the same side of a kink: the better one counts. */
const STEPS = [1e-3, 1e-6];

/** Fourth-order central difference. */
const slope = (f: (by: number) => number, h: number): number =>
  (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);

/** The way from one quantity to another; everything beside it, and what is held, is frozen at its value. */
function wayBetween(
  trace: Trace,
  values: Map<string, NdArray<number>>,
  of: string,
  root: string,
  held: readonly string[] = [],
): Trace {
  const moving = new Set([of]);
  const steps = prune(trace, [root]).steps.map((step): Step => {
    if (step.id !== of && !held.includes(step.id) && inputsOf(step).some((id) => moving.has(id))) {
      moving.add(step.id);
      return step;
    }
    const { formula: _, stable: __, ...frozen } = step;
    return { ...frozen, value: values.get(step.id) as NdArray<number> };
  });
  const used = new Set([root, ...steps.flatMap((step) => [...inputsOf(step), ...stableInputs(step)])]);
  return { steps: steps.filter(({ id }) => used.has(id)) };
}

const stableInputs = ({ stable }: Step): string[] => (stable ? namesIn(stable.formula) : []);

/** Traces with more cells than this are not run through their kernels as well. */
const MOST_KERNEL_CELLS = 3000;

/**
 * Largest disagreement between each step's value and what its printed kernels make of the same operands, relative to the
 * largest cell of the step; null where kernels cannot be run.
 */
export function kernelError(trace: Trace): number | null {
  const values = new Map(trace.steps.map(({ id, value }) => [id, value]));
  const cells = trace.steps.reduce((n, { value }) => n + size(value.shape), 0);
  if (cells > MOST_KERNEL_CELLS || !canRunKernels()) return null;
  const off = trace.steps.flatMap(({ formula }) => {
    if (!formula) return [];
    const [a, b] = [float, printed].map((reading) => evaluateExpr(formula, (id) => values.get(id), reading).cells);
    const largest = Math.max(Number.MIN_VALUE, ...(a as number[]).map(Math.abs));
    return (a as number[]).map((x, k) => Math.abs(x - (b?.[k] as number)) / largest);
  });
  return off.every(Number.isFinite) ? Math.max(0, ...off) : null;
}
