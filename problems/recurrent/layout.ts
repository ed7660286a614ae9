import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, type NdArray, type Shape, sameShape, size } from "../../solver/ndarray.ts";
import type { Choices } from "../conventions.ts";

/** Which way weights are stored, and whether a step of the sequence is a column or a row. */
export interface Layout {
  orientation: "Wx" | "WTx" | "xW";
  examples: "columns" | "rows";
}

/** In the order in which they are tried where the problem leaves the choice open. */
const LAYOUTS: readonly Layout[] = [
  { orientation: "Wx", examples: "columns" },
  { orientation: "xW", examples: "rows" },
  { orientation: "WTx", examples: "columns" },
  { orientation: "Wx", examples: "rows" },
  { orientation: "WTx", examples: "rows" },
  { orientation: "xW", examples: "columns" },
];

/** What `attempt` makes of the problem under the conventions, or under the first layout that all shapes fit. */
export function underLayout<T>(
  choices: Choices,
  attempt: (layout: Layout, progress: () => void) => T,
): { layout: Layout; others: Layout["orientation"][]; result: T } {
  const open = LAYOUTS.filter(
    ({ orientation, examples }) =>
      (choices.orientation ?? orientation) === orientation && (choices.examples ?? examples) === examples,
  );
  const misfits: { error: ProblemError; progress: number }[] = [];
  const fitting = open.flatMap((layout) => {
    let progress = 0;
    try {
      return [{ layout, result: attempt(layout, () => progress++) }];
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      misfits.push({ error, progress });
      return [];
    }
  });
  const [first] = fitting;
  if (!first) throw misfits.reduce((best, next) => (next.progress > best.progress ? next : best)).error;
  const others = new Set(fitting.map(({ layout }) => layout.orientation));
  others.delete(first.layout.orientation);
  return { ...first, others: [...others] };
}

/** How the weights were read, unless the problem says it or there is nothing to choose. */
export function assumedOrientation(layout: Layout, others: readonly string[], choices: Choices): Assumption[] {
  if (choices.orientation) return [];
  const because =
    others.length > 0
      ? `The shapes fit ${others.join(" and ")} too: set the convention if that is meant.`
      : "It is the reading that the shapes of the weights fit.";
  return [{ convention: "orientation", value: layout.orientation, because }];
}

/** One list of numbers for each example, as the layout has it. */
const oriented = ({ examples }: Layout, units: number, m: number): Shape =>
  examples === "columns" ? [units, m] : [m, units];

/** A matrix from `units` numbers for each of the examples. */
export function matrixOf(layout: Layout, each: readonly (readonly number[])[]): NdArray<number> {
  const units = (each[0] as readonly number[]).length;
  const cells =
    layout.examples === "rows" ? each.flat() : Array.from({ length: units }, (_, i) => each.map((of) => of[i])).flat();
  return { shape: oriented(layout, units, each.length), cells: cells as number[] };
}

/** How many units a matrix of weights leads to, and from how many numbers. A list is read as one row or one column. */
export function fansOf(
  raw: NdArray<number>,
  { orientation }: Layout,
  units?: number,
): { units: number; fanIn: number } {
  const { shape, cells } = raw;
  if (shape.length < 2) {
    const isOneUnit = units === undefined || units === 1;
    return isOneUnit ? { units: 1, fanIn: cells.length } : { units: cells.length, fanIn: 1 };
  }
  const [rows, columns] = shape as [number, number];
  return orientation === "Wx" ? { units: rows, fanIn: columns } : { units: columns, fanIn: rows };
}

/** Weights in the layout's orientation; throws where they do not lead from `fanIn` numbers to `units`. */
export function placeWeights(
  field: string,
  raw: NdArray<number>,
  layout: Layout,
  { units, fanIn }: { units: number; fanIn: number },
  from: string,
): NdArray<number> {
  const wanted = layout.orientation === "Wx" ? [units, fanIn] : [fanIn, units];
  const fits =
    raw.shape.length < 2 ? size(wanted) === raw.cells.length && wanted.includes(1) : sameShape(raw.shape, wanted);
  if (fits) return { shape: wanted, cells: raw.cells };
  throw new ShapeError(
    `${field} is ${describeShape(raw.shape)}, but it leads from ${from} to ${units} unit${units === 1 ? "" : "s"}: under the orientation ${layout.orientation} it is ${describeShape(wanted)}`,
    { at: `given.${field}`, suggestion: "Check its rows and columns, or set the convention `orientation`." },
  );
}

/** One number for each unit, alike for all examples. */
export function placeBias(
  field: string,
  { shape, cells }: NdArray<number>,
  layout: Layout,
  units: number,
): NdArray<number> {
  if (cells.length === units && (shape.length < 2 || shape.includes(1)))
    return { shape: oriented(layout, units, 1), cells };
  throw new ShapeError(`${field} has ${cells.length} entries, but there are ${units} units`, {
    at: `given.${field}`,
    suggestion: "Give one bias for each unit.",
  });
}

/** The state, or the value of a gate: a number for all units, the same for every example, or one for each. */
export function placeState(
  field: string,
  { shape, cells }: NdArray<number>,
  layout: Layout,
  units: number,
  m: number,
): NdArray<number> {
  if (shape.length === 0)
    return matrixOf(
      layout,
      Array.from({ length: m }, () => new Array(units).fill(cells[0])),
    );
  const isVector = shape.length < 2 || shape.includes(1);
  if (isVector && cells.length === units)
    return matrixOf(
      layout,
      Array.from({ length: m }, () => cells),
    );
  if (sameShape(shape, oriented(layout, units, m))) return { shape, cells };
  throw new ShapeError(
    `${field} is ${describeShape(shape)}, but the state has ${units} unit${units === 1 ? "" : "s"}`,
    { at: `given.${field}`, suggestion: "Give one number for each unit of the state." },
  );
}
