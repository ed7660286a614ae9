import type { Prose } from "../../explainers/solution.ts";
import { definitionOf, evaluateExpr, type Lookup } from "../../solver/expression.ts";
import type { NdArray } from "../../solver/ndarray.ts";
import { float } from "../../solver/readings/float.ts";
import type { Step } from "../../solver/trace.ts";

/** What to say where a value on the way is no number any more; undefined where all of them are. */
export function notFinite(forward: readonly Step[], values: Lookup<NdArray<number>>): Prose | undefined {
  const first = forward.find(({ value }) => !value.cells.every(Number.isFinite));
  if (!first) return undefined;
  return `No derivatives and no nudges: at the step of $${first.tex}$ there is ${whatHappened(first, values)}.`;
}

/** In the words of the function itself, where it has any for these numbers. */
function whatHappened({ formula, value }: Step, values: Lookup<NdArray<number>>): Prose {
  const k = value.cells.findIndex((x) => !Number.isFinite(x));
  const out = value.cells[k] as number;
  const operands = formula?.kind === "call" ? formula.args.map((arg) => evaluateExpr(arg, values, float).cells) : [];
  if (formula?.kind === "call") {
    const { remarks } = definitionOf(formula.fn);
    const inputs = operands.map((cells) => (cells[k] ?? cells[0]) as number);
    const said = remarks.find(({ when }) => when(out, ...inputs))?.say;
    if (said && !/too large/.test(said)) return said;
    if (formula.fn === "power" && inputs[0] === 0) return "a division by 0";
    if (formula.fn === "power" && Number.isNaN(out)) return "a root of a negative number, which does not exist";
  }
  return Number.isNaN(out) ? "a value that is not defined" : "an overflow: too large for a float64";
}
