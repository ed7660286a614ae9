import type { Assumption } from "../../explainers/solution.ts";
import { ProblemError } from "../../solver/errors.ts";
import { array } from "../arrays.ts";
import type { Choices } from "../conventions.ts";
import { type Layer, layersOf, type Given as NetworkGiven } from "../mlp/given.ts";
import { type Layout, layOut, type Network } from "../mlp/layout.ts";
import type { Given } from "./given.ts";

/** Layers that anybody would multiply out, and numbers in all of their matrices. */
const MOST_LAYERS = 12;
const MOST_NUMBERS = 1000;

/** A stack of layers, laid out; without an input, only its shapes matter. */
export interface Stack extends Network {
  hasInput: boolean;
  single: boolean;
}

export function stackOf(given: Given, conventions: Choices): Stack {
  const { activation = "linear" } = given;
  const stated = { ...given, activation } as NetworkGiven;
  const layers = layersOf(stated);
  if (layers.length < 2)
    throw new ProblemError("missing", "there is one layer only: nothing collapses", {
      at: "given.W2",
      missing: ["W2"],
      suggestion: "Give W1, W2, … (and b1, b2, …), one for each layer.",
    });
  if (layers.length > MOST_LAYERS) throw tooLarge(`W${layers.length}`, `there are ${layers.length} layers`);
  for (const [k, { W }] of layers.entries()) {
    const size = array(`W${k + 1}`, W).cells.length;
    if (size > MOST_NUMBERS) throw tooLarge(`W${k + 1}`, `W${k + 1} has ${size} numbers`);
  }
  const hasInput = given.x !== undefined || given.X !== undefined;
  if (!hasInput && activation !== "linear")
    throw new ProblemError("missing", `there is no input: what ${activation} changes is shown on one`, {
      at: "given.x",
      missing: ["x"],
      suggestion: "Give x, or leave out the activation.",
    });
  const network = hasInput ? layOut(stated, layers, conventions) : withoutInput(stated, layers, conventions);
  return { ...network, hasInput, single: given.X === undefined };
}

const tooLarge = (field: string, what: string): ProblemError =>
  new ProblemError("too-large", `${what}, too many to multiply out by hand`, { at: `given.${field}` });

/** Laid out for an input of whichever length the first layer takes. */
function withoutInput(given: NetworkGiven, layers: readonly Layer[], choices: Choices): Network {
  const { shape } = array("W1", given.W1);
  const flat = shape.length < 2 ? [1, shape[0] ?? 1] : shape;
  const isColumns = (choices.orientation ?? "Wx") === "Wx";
  const lengths = isColumns ? [flat[1], flat[0]] : [flat[0]];
  const tries = (choices.orientation ? lengths.slice(0, 1) : lengths).map((n) => {
    try {
      const x = new Array<number>(n as number).fill(0);
      return layOut({ ...given, x } as NetworkGiven, layers, choices);
    } catch (error) {
      if (error instanceof ProblemError) return error;
      throw error;
    }
  });
  const fitting = tries.find((found): found is Network => !(found instanceof ProblemError));
  if (fitting) return { ...fitting, assumed: fitting.assumed.filter(isOfWeights) };
  throw tries[0];
}

const isOfWeights = ({ convention }: Assumption): boolean => convention === "orientation";

/** The product of a later layer and what stands before it: rows of examples turn the order round. */
export function applied({ orientation, examples }: Layout, weights: string, before: string): string {
  const turned = (orientation === "Wx") === (examples === "columns") ? weights : `${weights}'`;
  return examples === "columns" ? `${turned} * ${before}` : `${before} * ${turned}`;
}

/** Two layers in one, in the orientation of the weights. */
export const composed = ({ orientation }: Layout, later: string, earlier: string): string =>
  orientation === "Wx" ? `${later} * ${earlier}` : `${earlier} * ${later}`;
