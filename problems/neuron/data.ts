import { ProblemError, ShapeError } from "../../solver/errors.ts";
import type { NdArray } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { Choices } from "../conventions.ts";
import { counted, type Data as Layout, readData, vector } from "../logistic-regression/data.ts";
import type { Given } from "./given.ts";

/** The numbers of a problem, laid out: `w` is a number, a list (one example) or a column (several). */
export interface Data extends Omit<Layout, "b"> {
  b: number | undefined;
}

/** Examples that anybody would work through. */
const MOST_NUMBERS = 500;

/** @param wantsBias whether something of a bias is asked for, which is then 0 where the problem gives none */
export function dataOf(given: Given, choices: Choices, wantsBias: boolean): Data {
  for (const field of ["x", "X"] as const) refuseTooMany(field, given[field]);
  const isSingleWeight = typeof given.w === "number";
  const isSeveral = given.X === undefined && Array.isArray(given.x) && array("w", given.w).cells.length === 1;
  const { x, X } = isSeveral ? { x: undefined, X: vector("x", given.x ?? []) as number[] } : given;
  const { b, ...layout } = readData({ x, X, w: given.w, b: given.b }, choices);
  const hasBias = given.b !== undefined || wantsBias;
  const scalar = ({ cells }: NdArray<number>): NdArray<number> => ({ shape: [], cells });
  return {
    ...layout,
    ...(isSingleWeight && { w: scalar(layout.w), ...(layout.single && { X: scalar(layout.X) }) }),
    b: hasBias ? b : undefined,
    Y: targetsOf(given, layout),
    assumed: layout.assumed.filter(({ convention }) => hasBias || convention !== "b"),
  };
}

function refuseTooMany(field: "x" | "X", value: Given["x"]): void {
  const size = value === undefined ? 0 : array(field, value).cells.length;
  if (size > MOST_NUMBERS)
    throw new ProblemError("too-large", `${field} has ${size} numbers, too many to work out by hand`, {
      at: `given.${field}`,
      suggestion: `Take at most ${MOST_NUMBERS}; more belong to a training run.`,
    });
}

function targetsOf(
  { y, Y }: Given,
  { single, rows, m }: Pick<Layout, "single" | "rows" | "m">,
): NdArray<number> | undefined {
  if (y !== undefined && Y !== undefined)
    throw new ProblemError("conflict", "y and Y are both given: give one of them", { at: "given.Y" });
  const field = Y === undefined ? "y" : "Y";
  const value = Y ?? y;
  if (value === undefined) return undefined;
  const cells = vector(field, value);
  if (cells.length !== m)
    throw new ShapeError(`${counted(cells.length, "target")} cannot belong to ${counted(m, "example")}`, {
      at: `given.${field}`,
      suggestion: "One neuron has one output: give one target for each example.",
    });
  return { shape: single ? [] : rows ? [m, 1] : [1, m], cells };
}
