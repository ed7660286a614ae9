import * as z from "zod";
import { ProblemError } from "../../solver/errors.ts";
import { learningRate, matrix, number, type TensorField, tensor } from "../fields.ts";
import { named } from "../names.ts";

const activation = named(["tanh", "sigmoid", "relu", "linear", "hard-tanh", "softplus"]);
const outputActivation = named(["linear", "sigmoid", "softmax", "tanh", "relu"]);
const loss = named(["squared-error", "bce", "cce", "mae"]);
const mode = named(["many-to-one", "many-to-many"]);
export type Activation = z.infer<typeof activation> | z.infer<typeof outputActivation>;
export type Loss = z.infer<typeof loss>;
export type Mode = z.infer<typeof mode>;

/** Numbers, lists, matrices, or a list of matrices: a batch of sequences of vectors. */
const block = z.union([tensor, z.array(matrix).min(1)]);
/** Far above any size in use, and small enough for exact products. */
const count = z.int().min(1).max(1_000_000);
const MOST_LAYERS = 100;
/** Updates that anybody would follow one by one. */
const MOST_UPDATES = 10;

/** The fields that every recurrent network has besides its parameters. */
const common = {
  x: tensor.optional().meta({
    symbol: "x_1,\\,x_2,\\,\\dots",
    description: "The sequence: a list of numbers, or one row a time step. Also as x1, x2, … one by one.",
  }),
  X: block.optional().meta({
    symbol: "X",
    description: "A batch: a list of sequences of one length, each as x is.",
  }),
  y: tensor.optional().meta({
    symbol: "y",
    description:
      "The target: one for the whole sequence (many-to-one) or one a time step (many-to-many); also y1, y2, …. Without it: forward only.",
  }),
  Y: block.optional().meta({ symbol: "Y", description: "The targets of a batch, one entry for each sequence." }),
  h0: tensor.optional().meta({
    symbol: "h_0",
    description: "The state before the first time step; left out: 0. Also called a0, s0 or hPrev.",
  }),
  dh: tensor.optional().meta({
    symbol: "\\frac{\\partial L}{\\partial h_T}",
    description: "Instead of a loss: the gradient that arrives at the last state.",
  }),
  Wy: tensor.optional().meta({
    symbol: "W_y",
    description: "Weights of an output layer; also called Why, Wya, Wout or V. Left out: the state is the output.",
  }),
  by: tensor.optional().meta({ symbol: "b_y", description: "Biases of the output layer; also called c beside V." }),
  activation: activation.optional().meta({ description: "Of the state, or of the candidate; left out: tanh." }),
  outputActivation: outputActivation
    .optional()
    .meta({ description: "Of the output layer; left out: what belongs to the loss." }),
  loss: loss.optional().meta({ description: "Left out: what belongs to the output's activation." }),
  mode: mode
    .optional()
    .meta({ description: "An output after the last time step only, or after each; left out: as y tells." }),
  truncate: count.optional().meta({
    symbol: "k",
    description: "Truncated backpropagation through time: how many time steps a gradient goes back.",
  }),
  clipValue: number.positive().optional().meta({
    symbol: "c",
    description: "Before the update, every entry of a gradient is cut off at this size.",
  }),
  clipNorm: number.positive().optional().meta({
    symbol: "c",
    description: "Before the update, gradients with a larger norm are scaled down to this one.",
  }),
  learningRate: learningRate.optional(),
  steps: z.int().min(0).max(MOST_UPDATES).optional().meta({
    description: "How many updates; 1 where a learning rate is given. There are as many time steps as inputs.",
  }),
  inputSize: count.optional().meta({ symbol: "n_x", description: "For sizes alone: numbers in one input." }),
  hiddenSize: count.optional().meta({ symbol: "n_h", description: "For sizes alone: units in the state." }),
  outputSize: count.optional().meta({ symbol: "n_y", description: "For sizes alone: units in the output layer." }),
  length: count.optional().meta({ symbol: "T", description: "For sizes alone: time steps of a sequence." }),
  batch: count.optional().meta({ symbol: "m", description: "For sizes alone: sequences in a batch." }),
  layers: count
    .max(MOST_LAYERS)
    .optional()
    .meta({ symbol: "\\ell", description: "For sizes alone: recurrent layers, each on top of the one before." }),
  bidirectional: z
    .boolean()
    .optional()
    .meta({ description: "For sizes alone: whether every layer runs in both directions." }),
  bias: z.boolean().optional().meta({ description: "For sizes alone: whether there are biases; left out: yes." }),
};

/** The fields of one kind of network: its parameters have the usual names, or others that are used for them. */
export const schemaOf = (own: z.ZodRawShape) =>
  z.object({ ...common, ...own }).catchall(tensor) as unknown as z.ZodType<Given>;

type Common = { [field in keyof typeof common]?: z.infer<(typeof common)[field]> };
/** Parameters, single inputs and known values stand beside the fields above. */
export type Given = Common & { readonly [field: string]: unknown };
export const FIELDS: ReadonlySet<string> = new Set(Object.keys(common));

export const tensorAt = (given: Given, field: string): TensorField => given[field] as TensorField;

export const missing = (field: string, message: string, suggestion?: string): ProblemError =>
  new ProblemError("missing", message, { at: `given.${field}`, missing: [field], ...(suggestion && { suggestion }) });
