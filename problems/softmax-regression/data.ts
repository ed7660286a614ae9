import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import type { NdArray, Shape } from "../../solver/ndarray.ts";
import { array } from "../arrays.ts";
import type { Choices } from "../conventions.ts";
import { missing } from "../logistic-regression/data.ts";
import type { Given as NetworkGiven } from "../mlp/given.ts";
import { type Layout, layOut } from "../mlp/layout.ts";
import type { Given } from "./given.ts";
import { type Targets, targetsOf } from "./targets.ts";

/** The numbers of a problem, laid out as matrices. */
export interface Data {
  layout: Layout;
  /** Input, weights and biases; without them the scores are given. */
  model: { X: NdArray<number>; W: NdArray<number>; b: NdArray<number> | undefined } | undefined;
  Z: NdArray<number> | undefined;
  targets: Targets | undefined;
  /** Classes, and examples. */
  k: number;
  m: number;
  single: boolean;
  /** Along which the classes stand. */
  axis: 0 | 1;
  assumed: Assumption[];
}

/** Numbers that anybody would work through. */
const MOST_NUMBERS = 500;

export function dataOf(given: Given, choices: Choices): Data {
  for (const field of ["x", "X", "W", "z"] as const) {
    const size = given[field] === undefined ? 0 : array(field, given[field]).cells.length;
    if (size > MOST_NUMBERS)
      throw new ProblemError("too-large", `${field} has ${size} numbers, too many to work out by hand`, {
        at: `given.${field}`,
        suggestion: `Take at most ${MOST_NUMBERS}; more belong to a training run.`,
      });
  }
  const found = given.z === undefined ? fromModel(given, choices) : fromScores(given, choices);
  const axis = found.layout.examples === "columns" ? 0 : 1;
  return { ...found, axis, targets: targetsOf(given, { ...found, axis, labelsFrom: Number(choices.labels ?? 0) }) };
}

type Found = Omit<Data, "axis" | "targets">;

/** As a network of one layer. */
function fromModel(given: Given, choices: Choices): Found {
  const { x, X, W, b } = given;
  if (W === undefined)
    throw missing("W", "there are no weights W, and no scores z", "Give x and W, or the scores as z.");
  const stated = { x, X, W1: W, activation: "linear" } as NetworkGiven;
  const network = asOneLayer(() => layOut(stated, [{ W, b }], choices));
  const { layout, m, assumed } = network;
  const [layer] = network.layers as [(typeof network.layers)[number]];
  const model = { X: network.X, W: layer.W, b: layer.b };
  return { layout, model, Z: undefined, k: layer.units, m, single: X === undefined, assumed };
}

/** The only layer has no number. */
function asOneLayer<T>(layOut: () => T): T {
  try {
    return layOut();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const plain = (text: string) => text.replace(/\b([Wb])1\b/g, "$1").replace("layer 1 has", "there are");
    const { at, suggestion, missing, candidates } = error;
    throw new ProblemError(error.code, plain(error.message), {
      ...(at && { at: plain(at) }),
      ...(suggestion && { suggestion }),
      missing,
      candidates,
    });
  }
}

function fromScores(given: Given, choices: Choices): Found {
  const stray = (["x", "X", "W", "b", "learningRate", "steps"] as const).find((field) => given[field] !== undefined);
  if (stray)
    throw new ProblemError("conflict", `z gives the scores, so ${stray} has no part in the problem`, {
      at: `given.${stray}`,
      suggestion: "Leave out z to have the scores worked out, or leave out everything but z and y.",
    });
  const { shape, cells } = array("z", given.z as number);
  const single = shape.length < 2;
  const examples = single ? "columns" : (choices.examples ?? "columns");
  const laid: Shape = single ? [cells.length, 1] : shape;
  const [k, m] = (examples === "columns" ? laid : [...laid].reverse()) as [number, number];
  return {
    layout: { orientation: "Wx", examples: examples as Layout["examples"] },
    model: undefined,
    Z: { shape: laid, cells },
    k,
    m,
    single,
    assumed: [],
  };
}
