import * as z from "zod";
import { number, type TensorField, tensor } from "../fields.ts";
import { named } from "../names.ts";
import { LOSSES, type Loss } from "./kinds.ts";

const name = named(LOSSES);

export const given = z.strictObject({
  loss: z.union([name, z.array(name).min(1)]).meta({ description: "One loss, or several to compare." }),
  yhat: tensor.optional().meta({
    symbol: "\\hat{y}",
    description:
      "The predictions: a number, one for each example, or a table with one example to a row. For classes, a list is one example.",
  }),
  z: tensor.optional().meta({
    symbol: "z",
    description: "Instead of predictions: the logits, to which bce applies a sigmoid and cce a softmax.",
  }),
  y: tensor.meta({
    symbol: "y",
    description: "The targets, laid out as the predictions; for classes also one label for each example.",
  }),
  delta: number
    .positive("delta must be positive")
    .optional()
    .meta({ symbol: "\\delta", description: "Of huber: the error from which on it is a line; left out: 1." }),
  sigma: number.positive("sigma must be positive").optional().meta({
    symbol: "\\sigma",
    description: "For the likelihood of regression: how far targets scatter; left out: 1.",
  }),
});

export interface Given {
  loss: Loss | Loss[];
  yhat?: TensorField | undefined;
  z?: TensorField | undefined;
  y: TensorField;
  delta?: number | undefined;
  sigma?: number | undefined;
}
