import { ProblemError, ShapeError } from "../../../solver/errors.ts";
import { describeShape, type NdArray, type Shape, sameShape } from "../../../solver/ndarray.ts";
import { array } from "../../arrays.ts";
import type { Choices } from "../../conventions.ts";
import type { TensorField } from "../../fields.ts";
import type { BlockGiven } from "./given.ts";

type Orientation = "Wx" | "WTx" | "xW";
/** A layer of the block: y = W x + b, or a kernel laid over an image. */
export interface Weights {
  W: NdArray<number>;
  b: NdArray<number> | undefined;
}

/** The block with its fields checked. */
export interface Block {
  kind: "dense" | "conv";
  x: NdArray<number>;
  first: Weights;
  second: Weights;
  projection: Weights | undefined;
  stride: number;
  orientation: Orientation;
  /** Whether the orientation was read off the shapes against the default. */
  readOff: boolean;
  activation: "relu" | "sigmoid" | "tanh" | "linear";
  y: NdArray<number> | undefined;
  upstream: NdArray<number> | undefined;
  learningRate: number | undefined;
}

/** Numbers in a field: far above any block worked by hand. */
const MOST_NUMBERS = 1024;

function numbers(field: string, value: TensorField): NdArray<number> {
  const read = array(field, value);
  if (read.cells.length <= MOST_NUMBERS) return read;
  const message = `${field} has ${read.cells.length} numbers: a block in numbers may have ${MOST_NUMBERS} of each kind`;
  throw new ProblemError("too-large", message, { at: `given.${field}`, suggestion: "Take a smaller block." });
}

export function blockOf(given: BlockGiven, choices: Choices): Block {
  const field = (name: "x" | "W1" | "W2"): NdArray<number> => {
    const value = given[name];
    if (value !== undefined) return numbers(name, value);
    const at = `given.${name}`;
    const mend = "A residual block has x, W1 and W2; to count a whole network, give `architecture` and none of them.";
    throw new ProblemError("missing", `${at} is missing`, { at, missing: [at], suggestion: mend });
  };
  const maybe = (name: keyof BlockGiven) =>
    given[name] === undefined ? undefined : numbers(name, given[name] as TensorField);
  const [x, W1, W2] = [field("x"), field("W1"), field("W2")];
  const kind = given.layer ?? (x.shape.length === 2 && x.shape.every((n) => n > 1) ? "conv" : "dense");
  const orientation = kind === "conv" ? "Wx" : orientationOf(x.shape, W1.shape, choices);
  refuseContradictions(given, kind);
  const block: Block = {
    kind,
    x,
    first: { W: W1, b: maybe("b1") },
    second: { W: W2, b: maybe("b2") },
    projection: given.Ws === undefined ? undefined : { W: numbers("Ws", given.Ws), b: maybe("bs") },
    stride: given.stride ?? 1,
    orientation,
    readOff: choices.orientation === undefined && orientation !== "Wx",
    activation: given.activation ?? "relu",
    y: maybe("y"),
    upstream: maybe("upstream"),
    learningRate: given.learningRate,
  };
  if (kind === "conv") checkKernels(block);
  if (kind === "conv") checkWork(block);
  return block;
}

/** W x, unless only x W fits. */
function orientationOf(x: Shape, W: Shape, { orientation }: Choices): Orientation {
  if (orientation) return orientation as Orientation;
  const n = x.find((side) => side > 1) ?? 1;
  return W.length === 2 && W[1] !== n && W[0] === n ? "xW" : "Wx";
}

function refuseContradictions(given: BlockGiven, kind: Block["kind"]): void {
  const refuse = (at: string, message: string, suggestion: string): never => {
    throw new ProblemError("conflict", message, { at: `given.${at}`, suggestion });
  };
  if (given.y !== undefined && given.upstream !== undefined)
    refuse("upstream", "upstream stands in place of a target y", "Give one of them.");
  if (given.bs !== undefined && given.Ws === undefined)
    refuse("bs", "bs belongs to a projection, but there is no Ws", "Leave bs out, or give Ws.");
  if (given.stride !== undefined && kind === "dense")
    refuse("stride", "a dense layer has no stride", "Leave it out, or say layer: conv.");
  if (given.learningRate !== undefined && given.y === undefined && given.upstream === undefined)
    refuse("learningRate", "there is nothing to go down: no target and no gradient", "Give y, or upstream.");
}

/** A bias for each unit, laid out as its sums are; one bias of a kernel goes to every cell. */
export function biasOf({ kind, x, orientation }: Block, name: string, { W, b }: Weights): NdArray<number> {
  const { cells } = b as NdArray<number>;
  const units = kind === "conv" ? 1 : ((orientation === "Wx" ? W.shape[0] : W.shape[1]) ?? 1);
  if (cells.length !== units)
    throw misfit(
      `b${name}`,
      `has ${cells.length} numbers, but W${name} leads to ${units}`,
      "Give one bias for each unit.",
    );
  if (kind === "conv" || W.shape.length < 2) return { shape: [], cells };
  if (x.shape.length < 2) return { shape: [units], cells };
  return { shape: orientation === "xW" ? [1, units] : [units, 1], cells };
}

/** Kernels are odd, so that padding (f − 1)/2 keeps the side; that of a shortcut is 1×1. */
function checkKernels({ x, first, second, projection }: Block): void {
  if (x.shape.length !== 2)
    throw misfit("x", `is ${describeShape(x.shape)}`, "Give an image of one channel: a list of rows.");
  for (const [name, { W, b }] of Object.entries({ 1: first, 2: second, ...(projection && { s: projection }) })) {
    if (b && b.cells.length > 1) throw misfit(`b${name}`, "holds several numbers", "A kernel has one bias.");
    if (name === "s" ? W.cells.length > 1 : W.shape.length !== 2 || W.shape.some((n) => n % 2 === 0))
      throw misfit(
        `W${name}`,
        `is ${describeShape(W.shape)}`,
        name === "s"
          ? "The kernel of a shortcut is 1×1."
          : "Give a kernel with odd sides, 3×3 say: padding then keeps the side.",
      );
  }
}

/** Cells of the image times cells of a kernel: beyond it, nobody follows a convolution by hand. */
const MOST_PRODUCTS = 4000;

function checkWork({ x, first, second }: Block): void {
  const most = Math.max(first.W.cells.length, second.W.cells.length);
  if (x.cells.length * most <= MOST_PRODUCTS) return;
  const message = `a kernel of ${most} cells on an image of ${x.cells.length} is too much to follow by hand`;
  throw new ProblemError("too-large", message, {
    at: "given.x",
    suggestion: "Take a smaller image, or a smaller kernel.",
  });
}

const misfit = (field: string, what: string, suggestion: string): ShapeError =>
  new ShapeError(`${field} ${what}`, { at: `given.${field}`, suggestion });

/** What is added must have one shape. */
export function checkSum(branch: Shape, shortcut: Shape, isProjected: boolean): void {
  if (sameShape(branch, shortcut)) return;
  throw new ShapeError(
    `the branch puts out ${describeShape(branch)}, but the shortcut brings ${describeShape(shortcut)}: they cannot be added`,
    {
      at: isProjected ? "given.Ws" : "given.W2",
      suggestion: isProjected
        ? "Ws must give as many numbers as W2 does."
        : "Give Ws, a projection that brings x to the shape of the branch.",
    },
  );
}
