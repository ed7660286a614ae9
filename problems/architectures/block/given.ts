import * as z from "zod";
import { learningRate, tensor } from "../../fields.ts";
import { named } from "../../names.ts";

const ACTIVATIONS = ["relu", "sigmoid", "tanh", "linear"] as const;

/** The fields of a residual block whose numbers are given. */
export const blockFields = {
  x: tensor.optional().meta({
    symbol: "x",
    description: "For a residual block in numbers: its input, a list of features or an image of one channel.",
  }),
  W1: tensor.optional().meta({ symbol: "W_1", description: "Weights of the block's first layer, or its kernel." }),
  b1: tensor.optional().meta({ symbol: "b_1", description: "Its biases; of a kernel one number. Left out: none." }),
  W2: tensor.optional().meta({ symbol: "W_2", description: "Weights of the block's second layer, or its kernel." }),
  b2: tensor.optional().meta({ symbol: "b_2", description: "Its biases." }),
  Ws: tensor.optional().meta({
    symbol: "W_s",
    description: "Weights of the shortcut (a projection), or its 1×1 kernel. Left out: the input itself.",
  }),
  bs: tensor.optional().meta({ symbol: "b_s", description: "Its biases." }),
  layer: z.enum(["dense", "conv"]).optional().meta({
    description: "Whether W1 and W2 are matrices or kernels; left out: kernels where x is an image.",
  }),
  stride: z
    .int()
    .positive()
    .optional()
    .meta({ symbol: "s", description: "Of the first kernel, and of the shortcut's." }),
  activation: named(ACTIVATIONS)
    .optional()
    .meta({ description: "After the first layer and after the addition; left out: relu." }),
  y: tensor
    .optional()
    .meta({ symbol: "y", description: "Target of the block's output: the loss is the squared error." }),
  upstream: tensor.optional().meta({
    symbol: "\\frac{\\partial L}{\\partial a_2}",
    description: "In place of a target: the gradient that arrives at the block's output.",
  }),
  learningRate: learningRate.optional(),
};
const blockGiven = z.strictObject(blockFields);
export type BlockGiven = z.infer<typeof blockGiven>;
export const BLOCK_FIELDS = Object.keys(blockFields) as (keyof BlockGiven)[];
