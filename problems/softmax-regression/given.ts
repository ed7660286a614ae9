import * as z from "zod";
import { learningRate, tensor } from "../fields.ts";
import { named } from "../names.ts";

export const KINDS = ["softmax", "sigmoid"] as const;
/** k classes of which one is true, or k logistic units, each with a question of its own. */
export type Kind = (typeof KINDS)[number];
const kind = named(KINDS);

export const given = z.strictObject({
  x: tensor.optional().meta({ symbol: "x", description: "One example: its features." }),
  X: tensor
    .optional()
    .meta({ symbol: "X", description: "Several examples: one to a column, or to a row (convention `examples`)." }),
  W: tensor.optional().meta({
    symbol: "W",
    description: "Weights: one row for each class, or one column (convention `orientation`).",
  }),
  b: tensor.optional().meta({ symbol: "b", description: "Biases, one for each class. Left out: none." }),
  z: tensor.optional().meta({
    symbol: "z",
    description: "The scores (logits) themselves, in place of x and W: a list, or a table for several examples.",
  }),
  y: tensor.optional().meta({
    symbol: "y",
    description:
      "The targets: a class label for each example, or a list with 1 for what is true. Without: forward only.",
  }),
  Y: tensor.optional().meta({ symbol: "Y", description: "The targets of several examples, as y." }),
  activation: z
    .union([kind, z.array(kind).min(1).max(KINDS.length)])
    .optional()
    .meta({
      description:
        "softmax (left out: this one) where one class is true, sigmoid for k logistic units, or [sigmoid, softmax] to compare the two.",
    }),
  learningRate: learningRate.optional(),
  steps: z
    .int()
    .min(0)
    .max(50, "more than 50 updates belong to a training run, not on paper")
    .optional()
    .meta({ description: "How many updates; 1 where a learning rate is given." }),
});
export type Given = z.infer<typeof given>;
