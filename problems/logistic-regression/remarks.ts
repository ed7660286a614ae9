import type { Prose } from "../../explainers/solution.ts";
import type { Data } from "./data.ts";
import type { Run } from "./pass.ts";

/** Sense checks, and where people slip: one line each, where it happens. */

/** ŷ > ½ where z > 0, and at any other threshold where z is above its logit. */
export function classRemarks(threshold: number): Prose[] {
  return threshold === 0.5 ? ["$\\hat{y}>0.5$ exactly where $z>0$: the class could be read off $z$."] : [];
}

export function lossRemarks({ single, Y }: Data): Prose[] {
  const labels = Y?.cells ?? [];
  if (single && labels[0] === 1) return [`$y=1$, so only $-\\ln a$ is left of it.`];
  const slip = `it is $\\ln(1-a)$, the logarithm of the difference, and not $1-\\ln a$`;
  if (single && labels[0] === 0) return [`$y=0$, so only the second term is left; ${slip}.`];
  return labels.includes(0) && labels.includes(1)
    ? [`Where $y=1$ only $-\\ln a$ is left, where $y=0$ only $-\\ln(1-a)$; ${slip}.`]
    : [];
}

/** What the signs and the shapes of the gradients say. */
export function gradientRemarks(run: Run, of: "z" | "w"): Prose[] {
  const { single, n } = run.data;
  if (of === "w")
    return single ? zeroFeatures(run) : [`$dw$ has the shape of $w$: one entry for each of the ${n} weights.`];
  const [a, y] = [run.tape.step("yhat").value.cells, run.data.Y?.cells ?? []];
  if (!single) return signsOfAll(a, y);
  const [prediction, label] = [a[0] as number, y[0] as number];
  if (prediction === label) return [];
  const [sign, how, move] = prediction < label ? ["<", "low", "raise"] : [">", "high", "lower"];
  return [`$a${sign}y$: the prediction is too ${how}, so the update must ${move} $z$.`];
}

function signsOfAll(a: readonly number[], y: readonly number[]): Prose[] {
  const hard = y.every((label) => label === 0 || label === 1) && a.every((x) => x > 0 && x < 1);
  return hard && y.includes(0) && y.includes(1)
    ? [
        "Negative for every example with $y=1$, whose prediction can only be too low; positive for every one with $y=0$.",
      ]
    : [];
}

function zeroFeatures({ data: { X, n } }: Run): Prose[] {
  const zeros = X.cells.flatMap((x, j) => (x === 0 ? [`$x_{${j + 1}}$`] : []));
  if (zeros.length > 0 && zeros.length <= 3)
    return [`${zeros.join(" and ")} is 0, so its weight had no part in this error and stays as it is.`];
  return n > 1 ? ["All entries share the one factor $dz$; they differ by their features only."] : [];
}

/** A negative gradient raises its parameter: the sign that is most often turned. */
export function updateRemarks({ tape, data: { n } }: Run, id: "w" | "b"): Prose[] {
  if (id === "b") return [];
  const { cells } = tape.step("dw").value;
  const negative = cells.findIndex((x) => x < 0);
  const entry = (j: number) => (n > 1 ? `_{${j + 1}}` : "");
  if (negative >= 0)
    return [`$dw${entry(negative)}$ is negative, so $w${entry(negative)}$ goes up: the step is against the gradient.`];
  return cells.some((x) => x > 0) ? ["$dw$ is positive, so $w$ goes down: the step is against the gradient."] : [];
}
