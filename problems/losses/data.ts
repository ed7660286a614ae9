import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, indices, type NdArray, type Shape, sameShape, size } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { Given } from "./given.ts";
import { kindOf, type Loss } from "./kinds.ts";

/** Predictions and targets as they are worked with. */
export interface Data {
  field: "yhat" | "z";
  /** One number; `[1, m]` for a list of examples; `[k]` for one example of several outputs; or a table. */
  predictions: NdArray<number>;
  /** In the shape of the predictions, or with one label for each example. */
  targets: NdArray<number>;
  /** Whether the targets are class labels. */
  areLabels: boolean;
  /** Examples, and outputs of each. */
  m: number;
  k: number;
  /** Along which the outputs of an example stand; undefined where there is one example. */
  axis: number | undefined;
}

/** Numbers that anybody would work through. */
const MOST_NUMBERS = 500;

export function dataOf(given: Given, losses: readonly Loss[], examples: string): Data {
  const field = fieldOf(given);
  const stated = array(field, given[field] as number);
  if (size(stated.shape) > MOST_NUMBERS)
    throw new ProblemError(
      "too-large",
      `there are ${size(stated.shape)} predictions, and at most ${MOST_NUMBERS} are worked out`,
      {
        at: `given.${field}`,
      },
    );
  const ofClasses = losses.some((loss) => kindOf(loss).of === "distribution");
  const layout = layoutOf(stated.shape, ofClasses, examples);
  const predictions = { shape: layout.shape, cells: stated.cells };
  if (ofClasses && layout.k < 2)
    throw new ShapeError("there are predictions of one class only", {
      at: `given.${field}`,
      suggestion: "Give each example one prediction for every class; for a single probability use bce.",
    });
  const y = array("y", given.y);
  return { field, predictions, ...layout, ...targetsOf(y, stated.shape, layout, ofClasses, field) };
}

function fieldOf({ yhat, z }: Given): "yhat" | "z" {
  if ((yhat === undefined) !== (z === undefined)) return yhat === undefined ? "z" : "yhat";
  if (yhat === undefined)
    throw new ProblemError("missing", "there are no predictions", {
      at: "given.yhat",
      missing: ["given.yhat"],
      suggestion: "Give yhat: [0.6, 0.2], or the logits as z.",
    });
  throw new ProblemError("conflict", "yhat and z both say what is predicted: give one of them", { at: "given.z" });
}

type Layout = Pick<Data, "m" | "k" | "axis"> & { shape: Shape };

function layoutOf(shape: Shape, ofClasses: boolean, examples: string): Layout {
  const [first = 1, second] = shape;
  if (size(shape) === 1 && !ofClasses) return { shape: [], m: 1, k: 1, axis: undefined };
  if (second === undefined && !ofClasses) return { shape: [1, first], m: first, k: 1, axis: 0 };
  const [m, k] = second === undefined ? [1, first] : examples === "columns" ? [second, first] : [first, second];
  if (m === 1) return { shape: [k], m, k, axis: undefined };
  return { shape, m, k, axis: examples === "columns" ? 0 : 1 };
}

function targetsOf(y: NdArray<number>, stated: Shape, layout: Layout, ofClasses: boolean, field: string) {
  const { shape, axis, m, k } = layout;
  const [single, isList] = [y.cells.length === 1 && size(shape) === 1, y.shape.length < 2];
  const fits = sameShape(y.shape, stated) || single || (isList && k === 1 && y.cells.length === m);
  if (fits) return { targets: { shape, cells: y.cells }, areLabels: false };
  if (ofClasses && isList && y.cells.length === m)
    return {
      targets: {
        shape: shape.map((n, d) => (d === axis ? 1 : n)).slice(0, axis === undefined ? 0 : 2),
        cells: y.cells,
      },
      areLabels: true,
    };
  throw new ShapeError(`y is ${describeShape(y.shape)}, but ${field} is ${describeShape(stated)}`, {
    at: "given.y",
    suggestion: ofClasses
      ? "Give y one-hot in the shape of the predictions, or one class label for each example."
      : "Give one target for each prediction.",
  });
}

/** Throws where predictions or targets are none that a loss is made for. */
export function checkValues(data: Data, losses: readonly Loss[], labelsFrom: number): void {
  const of = new Set(losses.map((loss) => kindOf(loss).of));
  const { predictions, targets, field, areLabels, k } = data;
  const fail = (at: string, message: string, suggestion: string) => {
    throw new ProblemError(at === "y" ? "target" : "probability", message, { at: `given.${at}`, suggestion });
  };
  const outside = (x: number) => x < 0 || x > 1;
  const odd = predictions.cells.find(outside);
  if (field === "z") refuseLogits(losses);
  else if ((of.has("probability") || of.has("distribution")) && odd !== undefined)
    fail("yhat", `a prediction is a probability here, between 0 and 1, but ${odd} is among them`, "Give logits as z.");
  if (areLabels) {
    const wrong = targets.cells.find((t) => !Number.isInteger(t) || t < labelsFrom || t >= labelsFrom + k);
    if (wrong !== undefined)
      fail(
        "y",
        `a label is a whole number from ${labelsFrom} to ${labelsFrom + k - 1} here, not ${wrong}`,
        'Labels are counted from 0; the convention labels: "1" counts them from 1.',
      );
  } else if (of.has("distribution")) checkSums(data, fail);
  if (of.has("margins") && targets.cells.some((t) => Math.abs(t) !== 1))
    fail("y", "the targets of a hinge loss are −1 and 1", "Write −1 for the other class, not 0.");
  const wrong = targets.cells.find(outside);
  if (of.has("probability") && wrong !== undefined)
    fail(
      "y",
      `the targets of bce lie between 0 and 1, but ${wrong} is among them`,
      "Give 1 for what happened and 0 for what did not.",
    );
}

function refuseLogits(losses: readonly Loss[]): void {
  const [first, second] = losses;
  if (!second && (first === "bce" || first === "cce" || first === "kl")) return;
  throw new ProblemError("conflict", "logits become predictions by a sigmoid under bce, or a softmax under cce, only", {
    at: "given.z",
    suggestion: "Give the predictions themselves as yhat.",
  });
}

/** How far probabilities that were rounded for print may be from 1 in all. */
const SLACK = 0.02;
/** Targets are not rounded, but thirds are written as 0.333333. */
const TARGET_SLACK = 1e-5;

function checkSums(data: Data, fail: (at: string, message: string, suggestion: string) => void): void {
  if (data.targets.cells.some((t) => t < 0))
    fail("y", "a target is a probability here and cannot be negative", ONE_HOT);
  const target = sums(data.targets, data.axis).find((sum) => Math.abs(sum - 1) > TARGET_SLACK);
  if (target !== undefined)
    fail("y", `the targets of one example sum to 1, but here to ${Number(target.toFixed(6))}`, ONE_HOT);
  const sum =
    data.field === "z" ? undefined : sums(data.predictions, data.axis).find((total) => Math.abs(total - 1) > SLACK);
  if (sum !== undefined)
    fail(
      "yhat",
      `the predictions of one example sum to 1, but here to ${Number(sum.toFixed(6))}`,
      "Give logits as z, or check which way the table lies (convention examples).",
    );
}
const ONE_HOT = "Write the target one-hot, such as [0, 1, 0], or give a class label.";

/** One sum for each example. */
function sums({ shape, cells }: NdArray<number>, axis: number | undefined): number[] {
  const totals = new Map<number, number>();
  indices(shape).forEach((index, at) => {
    const example = axis === undefined ? 0 : (index[1 - axis] as number);
    totals.set(example, (totals.get(example) ?? 0) + (cells[at] as number));
  });
  return [...totals.values()];
}
