import * as z from "zod";
import { learningRate, number, tensor } from "../fields.ts";

export const given = z.strictObject({
  x: tensor.optional().meta({ symbol: "x", description: "One example: its features." }),
  X: tensor.optional().meta({
    symbol: "X",
    description: "Several examples: one to a column, or to a row (convention `examples`).",
  }),
  w: tensor.optional().meta({ symbol: "w", description: "The weights, one for each feature." }),
  b: tensor.optional().meta({ symbol: "b", description: "The bias. Left out: 0." }),
  y: tensor.optional().meta({
    symbol: "y",
    description: "The label of one example, 0 or 1, or a list of labels. Without: forward only.",
  }),
  Y: tensor.optional().meta({ symbol: "Y", description: "The labels of several examples." }),
  yhat: tensor.optional().meta({
    symbol: "\\hat{y}",
    description: "Predicted probabilities in place of x and w: then only the losses and the cost are worked out.",
  }),
  learningRate: learningRate.optional(),
  steps: z
    .int()
    .min(0)
    .max(50, "more than 50 updates belong to a training run, not on paper")
    .optional()
    .meta({ description: "How many updates; 1 where a learning rate is given." }),
  threshold: number
    .gt(0)
    .lt(1)
    .optional()
    .meta({ description: "From which probability on class 1 is predicted; 0.5 where only the class is asked for." }),
});
export type Given = z.infer<typeof given>;
