import * as z from "zod";
import { learningRate, number, tensor } from "../fields.ts";
import { ACTIVATIONS, type Activation } from "../mlp/activations.ts";
import { LOSSES, type Loss } from "../mlp/losses.ts";
import { named } from "../names.ts";

type UnitActivation = Exclude<Activation, "softmax">;
type UnitLoss = Exclude<Loss, "cce">;
const UNITS = ACTIVATIONS.filter((activation): activation is UnitActivation => activation !== "softmax");
const UNIT_LOSSES = LOSSES.filter((loss): loss is UnitLoss => loss !== "cce");

/** L1 and L2, as the losses of regression are called too. */
const norm = (loss: unknown): unknown => {
  const [, p] = (typeof loss === "string" && /^l([12])(?:[ _-]?(?:loss|error|norm))?$/i.exec(loss)) || [];
  return p === undefined ? loss : p === "1" ? "mae" : "squared-error";
};

export const given = z.strictObject({
  x: tensor.optional().meta({
    symbol: "x",
    description: "One example: its features. With a single weight, a list is several examples.",
  }),
  X: tensor
    .optional()
    .meta({ symbol: "X", description: "Several examples: one to a column, or to a row (convention `examples`)." }),
  w: tensor.meta({ symbol: "w", description: "The weights, one for each feature." }),
  b: tensor.optional().meta({ symbol: "b", description: "The bias. Left out: none." }),
  y: tensor.optional().meta({
    symbol: "y",
    description: "The target of one example, or a list of targets. Without: forward only.",
  }),
  Y: tensor.optional().meta({ symbol: "Y", description: "The targets of several examples." }),
  activation: named(UNITS).optional().meta({ description: "relu, linear (left out: this one) or any other." }),
  alpha: number.optional().meta({
    symbol: "\\alpha",
    description: "Of leaky-relu the slope below 0 (left out: 0.01), of elu how far it goes below 0 (left out: 1).",
  }),
  loss: z
    .preprocess(norm, named(UNIT_LOSSES))
    .optional()
    .meta({ description: "squared-error (L2; left out: this one), mae (L1), huber, or bce after a sigmoid." }),
  delta: number
    .positive("delta must be positive")
    .optional()
    .meta({ symbol: "\\delta", description: "Of huber: the error from which on it is a line; left out: 1." }),
  learningRate: learningRate.optional(),
  steps: z
    .int()
    .min(0)
    .max(50, "more than 50 updates belong to a training run, not on paper")
    .optional()
    .meta({ description: "How many updates; 1 where a learning rate is given." }),
});
export type Given = z.infer<typeof given>;
