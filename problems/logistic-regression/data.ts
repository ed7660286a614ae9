import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, type Shape } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { Choices } from "../conventions.ts";
import type { TensorField } from "../fields.ts";
import type { Given } from "./given.ts";

/** The numbers of a problem, laid out. */
export interface Data {
  /** One example is a list; several are a matrix, with w as a column. */
  single: boolean;
  rows: boolean;
  X: NdArray<number>;
  w: NdArray<number>;
  b: number;
  Y: NdArray<number> | undefined;
  /** Number of features, number of examples. */
  n: number;
  m: number;
  assumed: Assumption[];
}

export function readData(given: Given, choices: Choices): Data {
  if (given.x !== undefined && given.X !== undefined)
    throw new ProblemError("conflict", "x is one example and X several: give one of them", { at: "given.X" });
  const { w, assumed } = { w: weightsOf(given), assumed: [] as Assumption[] };
  const [n, b] = [w.length, biasOf(given, assumed)];
  const labels = labelsOf(given);
  if (given.X === undefined) {
    const x = oneExample(given, n, assumed);
    if (labels && labels.length > 1)
      throw new ShapeError(`there are ${labels.length} labels, but x is one example`, {
        at: `given.${labelField(given)}`,
        suggestion: "Give one label, or several examples as X.",
      });
    const Y = labels && { shape: [], cells: labels };
    return { single: true, rows: false, X: list(x), w: list(w), b, Y, n, m: 1, assumed };
  }
  const { X, rows } = severalExamples(array("X", given.X), n, labels?.length, choices, assumed);
  const m = X.shape[rows ? 0 : 1] as number;
  if (labels && labels.length !== m)
    throw new ShapeError(`${counted(labels.length, "label")} cannot belong to ${counted(m, "example")}`, {
      at: `given.${labelField(given)}`,
      suggestion: `X is ${describeShape(X.shape)}, with one example to a ${rows ? "row" : "column"} (convention examples).`,
    });
  const Y = labels && { shape: rows ? [m, 1] : [1, m], cells: labels };
  return { single: false, rows, X, w: { shape: [n, 1], cells: w }, b, Y, n, m, assumed };
}

const list = (cells: readonly number[]): NdArray<number> => ({ shape: [cells.length], cells });
const labelField = (given: Given): "y" | "Y" => (given.Y === undefined ? "y" : "Y");

function weightsOf(given: Given): readonly number[] {
  if (given.w !== undefined) return vector("w", given.w);
  throw missing("w", "there are no weights w", "Give w, or predicted probabilities yhat to work out their losses.");
}

function biasOf({ b }: Given, assumed: Assumption[]): number {
  if (b === undefined) assumed.push({ convention: "b", value: "0", because: "The problem gives no bias." });
  const cells = b === undefined ? [0] : array("b", b).cells;
  if (cells.length === 1) return cells[0] as number;
  throw new ShapeError(`b is one number, but here it has ${cells.length}`, {
    at: "given.b",
    suggestion: "One neuron has one bias; several neurons are a layer of an mlp or a softmax-regression.",
  });
}

function oneExample({ x }: Given, n: number, assumed: Assumption[]): readonly number[] {
  if (x === undefined) throw missing("x", "there is no input: x (one example) or X (several)", "Give x or X.");
  const { shape, cells } = array("x", x);
  if (cells.length !== n)
    throw new ShapeError(`x has ${counted(cells.length, "feature")}, but w has ${counted(n, "weight")}`, {
      at: "given.x",
      suggestion: "Give one weight for each feature; several examples are called X.",
    });
  if (shape.length === 2 && !shape.includes(1)) {
    const because = `$x$ is a ${describeShape(shape)} image: its ${cells.length} pixels are the features.`;
    assumed.push({ convention: "image", value: "row by row", because });
  }
  return cells;
}

/** Examples lie in columns unless the convention, or the shapes, say rows. */
function severalExamples(
  { shape, cells }: NdArray<number>,
  n: number,
  labels: number | undefined,
  choices: Choices,
  assumed: Assumption[],
): { X: NdArray<number>; rows: boolean } {
  const flat = shape.length < 2;
  const sizeOf = (rows: boolean): Shape => (flat ? (rows ? [cells.length, 1] : [1, cells.length]) : shape);
  const fits = (rows: boolean) => sizeOf(rows)[rows ? 1 : 0] === n;
  const suits = (rows: boolean) => fits(rows) && (labels === undefined || sizeOf(rows)[rows ? 0 : 1] === labels);
  const said = choices.examples === undefined ? undefined : choices.examples === "rows";
  const rows = said ?? ((!suits(false) && suits(true)) || (!fits(false) && fits(true)));
  if (!fits(rows))
    throw new ShapeError(
      `X is ${describeShape(shape)}, but w has ${counted(n, "weight")}: with one example to a ` +
        `${rows ? "row" : "column"} it needs ${n} ${rows ? "columns" : "rows"}`,
      { at: "given.X", suggestion: "Check X and w, or set the convention examples." },
    );
  if (said === undefined && rows)
    assumed.push({ convention: "examples", value: "rows", because: "It is the reading that the shapes fit." });
  else if (said === undefined && suits(true) && !flat)
    assumed.push({ convention: "examples", value: "columns", because: "The shapes would fit rows as well." });
  return { X: { shape: sizeOf(rows), cells }, rows };
}

export function labelsOf(given: Given): readonly number[] | undefined {
  if (given.y !== undefined && given.Y !== undefined)
    throw new ProblemError("conflict", "y and Y are both given: give one of them", { at: "given.Y" });
  const field = labelField(given);
  const value = given[field];
  if (value === undefined) return undefined;
  const labels = vector(field, value);
  const odd = labels.find((label) => label < 0 || label > 1);
  if (odd === undefined) return labels;
  throw new ProblemError("target", `a label is 0 or 1, but ${odd} is among them`, {
    at: `given.${field}`,
    suggestion: labels.every((label) => Math.abs(label) === 1)
      ? "Write 0 for −1."
      : "Write 1 for the class asked about.",
  });
}

/** A number, a list, or a matrix of one row or column. */
export function vector(field: string, value: TensorField): readonly number[] {
  const { shape, cells } = array(field, value);
  if (shape.length < 2 || shape.includes(1)) return cells;
  throw new ShapeError(`${field} is ${describeShape(shape)}, but should be a list`, {
    at: `given.${field}`,
    suggestion: "Write a list of numbers, such as [1, 2].",
  });
}

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

export const missing = (field: string, message: string, suggestion: string): ProblemError =>
  new ProblemError("missing", message, { at: `given.${field}`, missing: [field], suggestion });
