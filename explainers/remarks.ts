import { definitionOf, type Expr, evaluateExpr, type Lookup } from "../solver/expression.ts";
import { broadcastCell, indices, type NdArray } from "../solver/ndarray.ts";
import { indexed } from "../solver/notation.ts";
import { float } from "../solver/readings/float.ts";
import type { Step } from "../solver/trace.ts";
import type { Prose, Tex } from "./solution.ts";

/** What the functions of a step's formula have to say about its numbers: saturation, dead units, ln 0. */
export function remarksOn(step: Step, values: Lookup<NdArray<number>>): Prose[] {
  if (!step.formula) return [];
  const own = remarksIn(step.formula, step, values);
  return isBeyondDigits(step, values) ? [...own, beyondDigits(step)] : own;
}

function remarksIn(expr: Expr, step: Step, values: Lookup<NdArray<number>>): Prose[] {
  if (expr.kind !== "call") return [];
  const inner = expr.args.flatMap((arg) => remarksIn(arg, step, values));
  const { remarks, elementwise } = definitionOf(expr.fn);
  if (remarks.length === 0) return inner;
  const output = expr === step.formula ? step.value : evaluateExpr(expr, values, float);
  const inputs = elementwise ? expr.args.map((arg) => evaluateExpr(arg, values, float)) : [];
  const own = remarks.flatMap(({ when, say }) => {
    const found = indices(output.shape).filter((index) =>
      when(broadcastCell(output, index), ...inputs.map((input) => broadcastCell(input, index))),
    );
    if (found.length === 0) return [];
    return [`${expr === step.formula ? subject(step, found) : `Part of $${step.tex}$ is`} ${say}.`];
  });
  return [...inner, ...own];
}

/** Whether the usual arithmetic gives no number, but the value was computed on another way. */
export function isBeyondDigits({ formula, stable, value }: Step, values: Lookup<NdArray<number>>): boolean {
  if (!formula || !stable) return false;
  const usual = evaluateExpr(formula, values, float).cells;
  return usual.some((x, k) => !Number.isFinite(x) && Number.isFinite(value.cells[k]));
}

const beyondDigits = ({ tex }: Step): Prose =>
  `An activation has rounded to its limit; $${tex}$ is computed from what stands before it, with all digits.`;

const MOST_NAMED = 4;

/** `$a_1$ and $a_2$ are`, `Every cell of $a$ is`. */
function subject(step: Step, found: readonly number[][]): Prose {
  const { shape, cells } = step.value;
  const name = (index: readonly number[]): Tex => `$${indexed(step.tex, shape, index)}$`;
  if (found.length === 1) return `${name(found[0] as number[])} is`;
  if (found.length === cells.length) return `Every cell of $${step.tex}$ is`;
  if (found.length > MOST_NAMED) return `${found.length} of the ${cells.length} cells of $${step.tex}$ are`;
  return `${found.slice(0, -1).map(name).join(", ")} and ${name(found.at(-1) as number[])} are`;
}
