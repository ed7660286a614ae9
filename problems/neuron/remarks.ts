import type { Prose } from "../../explainers/solution.ts";
import { broadcastCell, indices } from "../../solver/ndarray.ts";
import type { Setup } from "./setup.ts";

/** Sense checks, and where people slip: one line each, where it happens. */

export function sumRemarks({ data: { b, n }, single }: Setup): Prose[] {
  return single && n > 1 && b !== undefined ? ["$b$ comes in once, not once for every input."] : [];
}

/** Which piece of the loss counts, and what it means. */
export function lossRemarks({ tape, loss, given, single, formulas }: Setup): Prose[] {
  const errors = errorsIn(tape);
  if (loss === "huber") {
    const beyond = errors.filter((e) => Math.abs(e) > (given.delta ?? 1)).length;
    const parabola = "$|\\hat{y}-y|\\le\\delta$: the parabola counts";
    const line = "$|\\hat{y}-y|>\\delta$: the straight line counts";
    if (beyond === 0) return [`${single ? "" : "Everywhere "}${parabola}, as if it were half a squared error.`];
    if (beyond === errors.length) return [`${single ? "" : "Everywhere "}${line}.`];
    return [`Beyond $\\delta$ the straight line counts, in ${beyond} of ${errors.length} examples; else the parabola.`];
  }
  if (loss === "squared-error" && formulas.choice("loss.half") === "yes")
    return ["The $\\frac12$ is there to cancel the 2 of the derivative."];
  if (loss === "squared-error" && !single)
    return ["Square each error, then average: the errors themselves would cancel."];
  return [];
}

export function gradientRemarks({ tape, loss, activation, single, data }: Setup, id: string): Prose[] {
  if (id === "yhat" && loss === "mae")
    return ["It is $1$ or $-1$ however large the error: an outlier pulls no harder than a small error."];
  if (id === "yhat" && loss === "huber")
    return ["Beyond $\\delta$ it stays at $\\delta$ or $-\\delta$: outliers are limited."];
  if (id === "z" && activation === "relu") return offRemarks(tape.step("z").value.cells, single);
  if (id === "w" && single && data.n > 1) return ["All entries share one error; they differ by their inputs only."];
  return [];
}

function offRemarks(sums: readonly number[], single: boolean): Prose[] {
  const off = sums.filter((z) => z <= 0).length;
  if (off === 0) return [];
  if (single) return ["The unit is off, so no gradient passes: from this example it cannot learn, whatever the error."];
  if (off === sums.length)
    return ["The unit is off in every example: it is dead, and no step of this descent moves it."];
  const which = off === 1 ? "one example" : `${off} of ${sums.length} examples`;
  return [`In ${which} the unit is off: there is no say in the step for ${off === 1 ? "it" : "them"}.`];
}

/** A negative gradient raises its parameter: the sign that is most often turned. */
export function updateRemarks({ tape, data: { n } }: Setup): Prose[] {
  const { cells } = tape.step("dw").value;
  const entry = (j: number) => (n > 1 ? `_{${j + 1}}` : "");
  const negative = cells.findIndex((x) => x < 0);
  if (negative >= 0) return [`The gradient of $w${entry(negative)}$ is negative, so $w${entry(negative)}$ goes up.`];
  return cells.some((x) => x > 0) ? ["The gradient is positive, so the step goes down."] : [];
}

function errorsIn(tape: Setup["tape"]): number[] {
  const [a, y] = [tape.step("yhat").value, tape.step("y").value];
  return indices(a.shape).map((index) => broadcastCell(a, index) - broadcastCell(y, index));
}
