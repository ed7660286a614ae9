import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { array } from "../arrays.ts";
import { learningRate, number, type TensorField } from "../fields.ts";
import type { Network } from "../maps/chain.ts";
import { endFields, endOf } from "../maps/end.ts";
import { maps, missing, withAliases } from "../maps/fields.ts";
import type { Stage } from "../maps/stages.ts";
import {
  activation,
  activationOf,
  alpha,
  convolution,
  convolutionOf,
  KERNELS,
  type Layer,
  layer,
  stagesOf,
} from "./layers.ts";

const MOST_LAYERS = 12;

export const given = withAliases(
  {
    x: maps.optional().meta({
      symbol: "X",
      description: "The input: an image [H][W], channels [C][H][W], a batch [N][C][H][W], or a list.",
    }),
    ...convolution,
    activation: activation.optional().meta({ description: "What follows the convolution; left out: nothing." }),
    alpha: alpha.optional(),
    layers: z.array(layer).min(1).max(MOST_LAYERS).optional().meta({
      description:
        "In place of a single kernel, a chain such as { type: conv, kernel: … }, { type: relu }, { type: maxpool, size: 2 }, { type: flatten }, { type: dense, W: … }.",
    }),
    ...endFields,
    dZ: z.union([number, maps]).optional().meta({
      symbol: "\\frac{\\partial L}{\\partial Z}",
      description: "The gradient that arrives before the activation.",
    }),
    learningRate: learningRate.optional(),
    steps: z
      .int()
      .min(1)
      .max(10)
      .optional()
      .meta({ description: "How many updates; 1 where a learning rate is given." }),
  },
  {
    X: "x",
    image: "x",
    input: "x",
    ...KERNELS,
    W: "kernel",
    w: "kernel",
    target: "y",
    Y: "y",
    dY: "upstream",
    dA: "upstream",
    G: "upstream",
  },
);
export type Given = z.infer<typeof given>;

/** The problem as a network, with its fields checked against one another. */
export function networkOf(problem: Given): Network {
  if (problem.x === undefined) throw missing("given.x", "there is no input x", "Give x: an image, or a list.");
  return {
    x: array("x", problem.x as TensorField),
    stages: problem.layers === undefined ? singleLayer(problem) : chainOf(problem, problem.layers),
    end: endOf(problem),
    learningRate: problem.learningRate,
    steps: problem.steps ?? 1,
    isNumbered: problem.layers !== undefined,
  };
}

function singleLayer(problem: Given): Stage[] {
  const { activation: name, alpha: constant } = problem;
  return [convolutionOf(problem, "given"), ...activationOf(name, constant, "given")];
}

/** Fields of a single convolution, which a chain has in its layers. */
const ALONE = [...Object.keys(convolution), "activation", "alpha"] as (keyof Given)[];

function chainOf(problem: Given, stated: readonly Layer[]): Stage[] {
  const stray = ALONE.find((field) => problem[field] !== undefined);
  if (stray)
    throw new ProblemError("conflict", `${stray} belongs into a layer where there are layers`, {
      at: `given.${stray}`,
      suggestion: "Move it into the layer that it belongs to.",
    });
  return stated.flatMap((layer, k) => stagesOf(layer, `given.layers.${k}`));
}
