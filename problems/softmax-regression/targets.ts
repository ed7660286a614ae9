import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, type Shape } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import { counted } from "../logistic-regression/data.ts";
import type { Given, Kind } from "./given.ts";

/** What is true: one number for each class, or a label for each example. */
export interface Targets {
  field: "y" | "Y";
  value: NdArray<number>;
  areLabels: boolean;
  labelsFrom: number;
}

interface Place {
  k: number;
  m: number;
  axis: 0 | 1;
  labelsFrom: number;
}

export function targetsOf({ y, Y }: Given, { k, m, axis, labelsFrom }: Place): Targets | undefined {
  if (y !== undefined && Y !== undefined)
    throw new ProblemError("conflict", "y and Y are both given: give one of them", { at: "given.Y" });
  const field = Y === undefined ? "y" : "Y";
  const stated = Y ?? y;
  if (stated === undefined) return undefined;
  const { shape, cells } = array(field, stated);
  const laid = (rows: number): Shape => (axis === 0 ? [rows, m] : [m, rows]);
  const isVector = shape.length < 2 || shape.includes(1);
  const whole = laid(k);
  const fits = isVector ? whole.includes(1) : shape[0] === whole[0] && shape[1] === whole[1];
  if (cells.length === k * m && fits) return { field, value: { shape: whole, cells }, areLabels: false, labelsFrom };
  if (cells.length === m && isVector) {
    checkLabels(field, cells, k, labelsFrom);
    return { field, value: { shape: laid(1), cells }, areLabels: true, labelsFrom };
  }
  throw new ShapeError(
    `${field} is ${describeShape(shape)}, but there are ${counted(k, "class").replace(/s$/, "es")} and ${counted(m, "example")}`,
    {
      at: `given.${field}`,
      suggestion: `Give one label for each example, or ${describeShape(whole)} numbers, 1 for what is true.`,
    },
  );
}

function checkLabels(field: string, labels: readonly number[], k: number, from: number): void {
  const odd = labels.find((label) => !Number.isInteger(label) || label < from || label >= from + k);
  if (odd === undefined) return;
  throw new ProblemError("target", `a label is a whole number from ${from} to ${from + k - 1} here, not ${odd}`, {
    at: `given.${field}`,
    suggestion: 'Labels are counted from 0; the convention labels: "1" counts them from 1.',
  });
}

/** How far the targets of one example may be from 1 in all: thirds are written as 0.333333. */
const SLACK = 1e-5;

/** One class is true under a softmax; logistic units may have any number of yeses. */
export function checkTargets(
  { field, value, areLabels }: Targets,
  kinds: readonly Kind[],
  { k, m, axis }: Place,
): void {
  if (areLabels) return;
  const fail = (message: string, suggestion: string) => {
    throw new ProblemError("target", message, { at: `given.${field}`, suggestion });
  };
  if (value.cells.some((t) => t < 0 || t > 1)) fail("targets lie between 0 and 1", "Give 1 for what is true, else 0.");
  if (!kinds.includes("softmax")) return;
  const exampleOf = (i: number) => (axis === 0 ? i % m : Math.floor(i / k));
  for (let example = 0; example < m; example++) {
    const sum = value.cells.reduce((total, t, i) => (exampleOf(i) === example ? total + t : total), 0);
    if (Math.abs(sum - 1) > SLACK)
      fail(
        `under a softmax the targets of one example sum to 1, but here to ${Number(sum.toFixed(6))}`,
        "One class is true under a softmax; where several may be, use activation: sigmoid.",
      );
  }
}
