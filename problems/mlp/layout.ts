import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError, ShapeError } from "../../solver/errors.ts";
import { describeShape, fromNested, type NdArray, type Shape, size } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { Choices } from "../conventions.ts";
import type { TensorField } from "../fields.ts";
import { classMend } from "./checks.ts";
import { type Given, type Layer, missing } from "./given.ts";

/** How the matrices of a network lie: which way W is stored, and whether examples are columns or rows. */
export interface Layout {
  orientation: "Wx" | "WTx" | "xW";
  examples: "columns" | "rows";
}

/** The network's numbers as matrices that fit together. */
export interface Network {
  layout: Layout;
  X: NdArray<number>;
  Y: NdArray<number> | undefined;
  layers: { W: NdArray<number>; b: NdArray<number> | undefined; units: number }[];
  /** Number of examples. */
  m: number;
  assumed: Assumption[];
}

/** In the order in which they are tried where the problem leaves the choice open. */
const LAYOUTS: readonly Layout[] = [
  { orientation: "Wx", examples: "columns" },
  { orientation: "WTx", examples: "columns" },
  { orientation: "xW", examples: "rows" },
  { orientation: "Wx", examples: "rows" },
  { orientation: "WTx", examples: "rows" },
  { orientation: "xW", examples: "columns" },
];

/** Lays out the network under the conventions, or under the first that all shapes fit. Throws what does not fit. */
export function layOut(given: Given, layers: readonly Layer[], choices: Choices): Network {
  const hint = choices.orientation || choices.examples ? undefined : hintedExamples(given, layers);
  const open = LAYOUTS.filter(
    ({ orientation, examples }) =>
      (choices.orientation === undefined || choices.orientation === orientation) &&
      (choices.examples === undefined || choices.examples === examples) &&
      (hint === undefined || hint === examples),
  );
  const tried = open.map((layout) => attempt(given, layers, layout));
  const fitting = tried.filter((result): result is Network => "layout" in result);
  const [first] = fitting;
  if (!first) throw closest(tried as Misfit[]);
  return { ...first, assumed: [...first.assumed, ...assumptions(first, fitting, choices)] };
}

interface Misfit {
  error: ProblemError;
  /** How many of the givens had found their place. */
  progress: number;
}
const closest = (misfits: Misfit[]): ProblemError =>
  misfits.reduce((best, next) => (next.progress > best.progress ? next : best)).error;

/** A single example or a bias that is written as a row or as a column says how the examples lie. */
function hintedExamples(given: Given, layers: readonly Layer[]): Layout["examples"] | undefined {
  for (const value of [given.x, ...layers.map(({ b }) => b)]) {
    const shape = value === undefined ? [] : fromNested(value).shape;
    if (shape.length === 2 && size(shape) > 1 && shape[0] === 1) return "rows";
    if (shape.length === 2 && size(shape) > 1 && shape[1] === 1) return "columns";
  }
  return undefined;
}

function assumptions({ layout }: Network, fitting: readonly Network[], choices: Choices): Assumption[] {
  if (choices.orientation) return [];
  const others = new Set(fitting.map((network) => network.layout.orientation));
  others.delete(layout.orientation);
  const because =
    others.size > 0
      ? `The shapes fit ${[...others].join(" and ")} too: set the convention if that is meant.`
      : "It is the reading that the shapes of the weights fit.";
  return [{ convention: "orientation", value: layout.orientation, because }];
}

function attempt(given: Given, layers: readonly Layer[], layout: Layout): Network | Misfit {
  let progress = 0;
  try {
    const input = placeInput(given, layers, layout);
    const inputs = input.X.shape[layout.examples === "columns" ? 0 : 1] as number;
    const m = input.X.shape[layout.examples === "columns" ? 1 : 0] as number;
    const placed: Network["layers"] = [];
    for (const [k, layer] of layers.entries()) {
      placed.push(placeLayer(layer, k + 1, placed.at(-1)?.units ?? inputs, layout));
      progress++;
    }
    const outputs = (placed.at(-1) as { units: number }).units;
    const Y = placeTarget(given, outputs, m, layout);
    return { layout, ...input, Y, layers: placed, m };
  } catch (error) {
    if (error instanceof ProblemError) return { error, progress };
    throw error;
  }
}

const oriented = ({ examples }: Layout, units: number, m: number): Shape =>
  examples === "columns" ? [units, m] : [m, units];

function placeInput(given: Given, layers: readonly Layer[], layout: Layout): Pick<Network, "X" | "assumed"> {
  if (given.x !== undefined && given.X !== undefined)
    throw new ProblemError("conflict", "x is one example and X a batch: give one of them", { at: "given.X" });
  if (given.X !== undefined) {
    const X = array("X", given.X);
    if (X.shape.length === 2) return { X, assumed: [] };
    throw new ShapeError("X is a batch and must be a matrix; one example is called x", { at: "given.X" });
  }
  if (given.x === undefined) throw missing("x", "there is no input: x (one example) or X (a batch)");
  const x = array("x", given.x);
  const X = { shape: oriented(layout, x.cells.length, 1), cells: x.cells };
  const isImage = x.shape.length === 2 && !x.shape.includes(1) && layers.length > 0;
  const because = `$x$ is a ${describeShape(x.shape)} image: its ${x.cells.length} pixels are the inputs.`;
  return { X, assumed: isImage ? [{ convention: "image", value: "row by row", because }] : [] };
}

function placeLayer({ W, b }: Layer, l: number, inputs: number, layout: Layout): Network["layers"][number] {
  const outFirst = layout.orientation === "Wx";
  const raw = array(`W${l}`, W);
  // A plain list is the weights of one unit.
  const flat = raw.shape.length < 2 ? (outFirst ? [1, raw.cells.length] : [raw.cells.length, 1]) : raw.shape;
  const [fanIn, units] = outFirst ? [flat[1], flat[0]] : [flat[0], flat[1]];
  if (fanIn !== inputs) {
    const where = l === 1 ? `x has ${inputs} features` : `layer ${l - 1} has ${inputs} units`;
    const side = outFirst ? "columns" : "rows";
    throw new ShapeError(
      `W${l} is ${describeShape(flat)}, but ${where}: under the orientation ${layout.orientation} it needs ${inputs} ${side}`,
      { at: `given.W${l}`, suggestion: "Check the number of rows and columns, or set the convention `orientation`." },
    );
  }
  return { W: { shape: flat, cells: raw.cells }, b: placeBias(b, l, units as number, layout), units: units as number };
}

function placeBias(b: TensorField | undefined, l: number, units: number, layout: Layout): NdArray<number> | undefined {
  if (b === undefined) return undefined;
  const { shape, cells } = array(`b${l}`, b);
  const isVector = shape.length < 2 || shape.includes(1);
  if (cells.length === units && isVector) return { shape: oriented(layout, units, 1), cells };
  throw new ShapeError(`b${l} has ${cells.length} entries, but layer ${l} has ${units} units`, { at: `given.b${l}` });
}

function placeTarget(given: Given, outputs: number, m: number, layout: Layout): NdArray<number> | undefined {
  if (given.y !== undefined && given.Y !== undefined)
    throw new ProblemError("conflict", "y and Y are both given: give one of them", { at: "given.Y" });
  const field = given.Y === undefined ? "y" : "Y";
  const value = given[field];
  if (value === undefined) return undefined;
  const { shape, cells } = array(field, value);
  const wanted = oriented(layout, outputs, m);
  const isVector = shape.length < 2 || shape.includes(1);
  const fits =
    shape.length === 2 && !isVector ? shape[0] === wanted[0] && shape[1] === wanted[1] : cells.length === size(wanted);
  if (fits && (isVector ? wanted.includes(1) : true)) return { shape: wanted, cells };
  const need = `${outputs} output${outputs === 1 ? "" : "s"} for ${m} example${m === 1 ? "" : "s"}: ${describeShape(wanted)}`;
  throw new ShapeError(`${field} is ${describeShape(shape)}, but the network has ${need}`, {
    at: `given.${field}`,
    ...classMend(given, field, cells, outputs, m),
  });
}
